export const manifest = {
  display_information: { name: "Tocsin" },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: "tocsin", always_online: true },
    shortcuts: [
      { name: "Open an incident", type: "global", callback_id: "open", description: "Open" },
      { name: "Open from message", type: "message", callback_id: "open_from_message", description: "Open" },
    ],
    slash_commands: [
      { command: "/incident", description: "Incidents", usage_hint: "open sev1 checkout down", should_escape: true },
      { command: "/plain", description: "Not escaped", should_escape: false },
    ],
  },
  oauth_config: {
    scopes: {
      bot: [
        "app_mentions:read",
        "bookmarks:read",
        "bookmarks:write",
        "channels:history",
        "channels:join",
        "channels:manage",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "groups:write",
        "im:history",
        "im:read",
        "im:write",
        "pins:read",
        "pins:write",
        "reactions:read",
        "reactions:write",
        "team:read",
        "usergroups:read",
        "usergroups:write",
        "users:read",
        "users:read.email",
      ],
    },
  },
  settings: {
    event_subscriptions: {
      bot_events: [
        "app_home_opened",
        "app_mention",
        "channel_archive",
        "channel_deleted",
        "channel_rename",
        "channel_unarchive",
        "file_shared",
        "member_joined_channel",
        "member_left_channel",
        "message.channels",
        "message.groups",
        "message.im",
        "pin_added",
        "pin_removed",
        "reaction_added",
        "reaction_removed",
        "subteam_members_changed",
        "team_join",
        "user_change",
      ],
    },
    interactivity: { is_enabled: true },
    socket_mode_enabled: true,
  },
};

/** The same app without some of its scopes or events. */
export function without(...names: readonly string[]) {
  const keep = (name: string) => !names.includes(name);
  const { oauth_config, settings } = manifest;
  const { event_subscriptions } = settings;
  return {
    ...manifest,
    oauth_config: { scopes: { bot: oauth_config.scopes.bot.filter(keep) } },
    settings: { ...settings, event_subscriptions: { bot_events: event_subscriptions.bot_events.filter(keep) } },
  };
}
