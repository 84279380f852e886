import { z } from "zod";
import type { Completion } from "./protocol.ts";

const command = z.looseObject({
  command: z.string().regex(/^\//),
  description: z.string(),
  usage_hint: z.string().optional(),
  should_escape: z.boolean().optional(),
  url: z.string().optional(),
});

const shortcut = z.looseObject({ name: z.string(), type: z.enum(["message", "global"]), callback_id: z.string() });

const shape = z.looseObject({
  display_information: z.looseObject({ name: z.string() }),
  features: z
    .looseObject({
      app_home: z.looseObject({ home_tab_enabled: z.boolean().optional() }).optional(),
      bot_user: z.looseObject({ display_name: z.string() }).optional(),
      slash_commands: z.array(command).max(50).optional(),
      shortcuts: z.array(shortcut).max(10).optional(),
    })
    .optional(),
  oauth_config: z.looseObject({ scopes: z.looseObject({ bot: z.array(z.string()).optional() }).optional() }).optional(),
  settings: z
    .looseObject({
      socket_mode_enabled: z.boolean().optional(),
      event_subscriptions: z
        .looseObject({ request_url: z.string().optional(), bot_events: z.array(z.string()).max(100).optional() })
        .optional(),
      interactivity: z
        .looseObject({
          is_enabled: z.boolean(),
          request_url: z.string().optional(),
          message_menu_options_url: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});

/** How a line goes on; the command is empty after the bot's mention. */
export type Complete = (
  person: string,
  channel: string,
  command: string,
  text: string,
) => Promise<readonly Completion[]>;

export interface InstallOptions {
  /** Takes the place of every request URL of the manifest and turns Socket Mode off. */
  readonly requestUrl?: string;
  readonly complete?: Complete;
}

export interface Installation {
  readonly name: string;
  readonly commands: readonly z.infer<typeof command>[];
  readonly shortcuts: readonly z.infer<typeof shortcut>[];
  readonly scopes: readonly string[];
  readonly events: ReadonlySet<string>;
  readonly home: boolean;
  readonly interactive: boolean;
  readonly socketMode: boolean;
  readonly urls: { readonly events?: string; readonly interactive?: string; readonly options?: string };
  readonly complete?: Complete;
}

/** Reads an app manifest as Slack does; what Slack would refuse is thrown. */
export function readManifest(manifest: unknown, options: InstallOptions = {}): Installation {
  const { features, oauth_config, settings, display_information } = shape.parse(manifest);
  const { requestUrl, complete } = options;
  const commands = features?.slash_commands ?? [];
  const events = requestUrl ?? settings?.event_subscriptions?.request_url;
  const interactive = requestUrl ?? settings?.interactivity?.request_url;
  const menus = requestUrl ?? settings?.interactivity?.message_menu_options_url;
  return {
    name: features?.bot_user?.display_name ?? display_information.name,
    commands: requestUrl === undefined ? commands : commands.map((each) => ({ ...each, url: requestUrl })),
    shortcuts: features?.shortcuts ?? [],
    scopes: oauth_config?.scopes?.bot ?? [],
    events: new Set(settings?.event_subscriptions?.bot_events ?? []),
    home: features?.app_home?.home_tab_enabled ?? false,
    interactive: settings?.interactivity?.is_enabled ?? false,
    socketMode: requestUrl === undefined && (settings?.socket_mode_enabled ?? false),
    urls: {
      ...(events === undefined ? {} : { events }),
      ...(interactive === undefined ? {} : { interactive }),
      ...(menus === undefined ? {} : { options: menus }),
    },
    ...(complete === undefined ? {} : { complete }),
  };
}
