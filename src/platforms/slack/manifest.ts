import type { AppsManifestValidateArguments } from "@slack/web-api";
import type { Table } from "../../commands/table.ts";
import { pages } from "../../domain/page.ts";
import { purposes } from "../purposes.ts";
import { shortcuts } from "./inbound.ts";

type Manifest = Extract<AppsManifestValidateArguments["manifest"], object>;

const shortcutNames: Readonly<Record<string, readonly [name: string, description: string]>> = {
  "open-from-message": ["Open an incident", "Open an incident from this message"],
  "add-to-incident": ["Add to incident", "Add this message to an incident as a comment"],
};

/** Each with what it is for; a test takes every one away and sees something fail. */
export const scopes = [
  // Slash commands and shortcuts.
  "commands",
  // Cards, thread lines, direct messages; answers in private.
  "chat:write",
  // "@Tocsin ack" in a thread.
  "app_mentions:read",
  // Thread replies become comments; a send of unknown fate is looked up.
  "channels:history",
  "groups:history",
  "im:history",
  // Can we post there? Is it archived, renamed, deleted?
  "channels:read",
  "groups:read",
  "im:read",
  // An incident's own chat channel: create, topic, invite, archive.
  "channels:manage",
  "groups:write",
  "bookmarks:read",
  "bookmarks:write",
  // The banner is pinned; a pin or a reaction marks a key moment.
  "pins:read",
  "pins:write",
  "reactions:read",
  // Attachments are copied; pictures are sent.
  "files:read",
  "files:write",
  // Names, zones and addresses of people; teams that follow a user group.
  "users:read",
  "users:read.email",
  "usergroups:read",
  // User groups that hold whoever is on call.
  "usergroups:write",
] as const;

const events = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "channel_archive",
  "channel_deleted",
  "channel_left",
  "channel_rename",
  "channel_unarchive",
  "group_archive",
  "group_deleted",
  "group_left",
  "group_rename",
  "group_unarchive",
  "member_joined_channel",
  "message.channels",
  "message.groups",
  "message.im",
  "pin_added",
  "pin_removed",
  "reaction_added",
  "reaction_removed",
  "subteam_members_changed",
  "tokens_revoked",
  "user_change",
] as const;

/** The app as Slack is to know it. With an address, Slack calls it over HTTP; without one, it is Socket Mode. */
export const slackManifest = (table: Table, url?: string) => {
  const request = url === undefined ? {} : { request_url: `${url}/slack/events` };
  return {
    _metadata: { major_version: 1, minor_version: 1 },
    display_information: {
      name: "Tocsin",
      description: "Open, work on and resolve incidents where you already talk.",
      long_description:
        "Tocsin is an incident bot. Type /incident open sev1 checkout down: everybody who should know sees a card, works on the incident in its thread, and resolves it there. What is said in the thread becomes the incident's timeline. Everything is kept in your own database.",
      background_color: "#1f2937",
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: "tocsin", always_online: true },
      shortcuts: Object.keys(shortcuts).map((id) => {
        const [name = id, description = id] = shortcutNames[id] ?? [];
        return { name, type: "message" as const, callback_id: id, description };
      }),
      slash_commands: rootsOf(table).map((root) => ({
        command: `/${root}`,
        description: purposes[root]?.description ?? root,
        usage_hint: purposes[root]?.hint ?? "help",
        // Otherwise mentions arrive as bare names.
        should_escape: true,
        ...(url === undefined ? {} : { url: `${url}/slack/events` }),
      })),
    },
    oauth_config: {
      ...(url === undefined ? {} : { redirect_urls: [`${url}${pages.installed}`] }),
      scopes: { bot: [...scopes] },
    },
    settings: {
      event_subscriptions: { ...request, bot_events: [...events] },
      interactivity: {
        is_enabled: true,
        ...request,
        ...(url === undefined ? {} : { message_menu_options_url: `${url}/slack/events` }),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: url === undefined,
      token_rotation_enabled: false,
    },
  } satisfies Manifest;
};

const rootsOf = (table: Table): readonly string[] => [
  ...new Set(table.commands.map(({ path }) => path.split(" ")[0] ?? path)),
];
