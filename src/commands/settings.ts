import { settingsCard } from "../presentation/settings.ts";
import { changeSettings, viewSettings } from "../services/workspace/settings.ts";
import { rest, zone } from "./arguments/plain.ts";
import { type Command, command, named } from "./command.ts";

/** How the workspace is set up. */
export const settingsCommands: readonly Command[] = [
  command({
    path: "tocsin settings",
    summary: "Show how this workspace is set up, or change its name and time zone",
    permission: "workspace.view",
    answer: "private",
    args: { zone: named(zone("The zone of whoever has set none")), name: named(rest("Its name")) },
    examples: ["tocsin settings", 'tocsin settings zone:Europe/Berlin name:"Acme"'],
    run: async (ctx, args) =>
      settingsCard(
        await (args.zone === undefined && args.name === undefined
          ? viewSettings(ctx)
          : changeSettings(ctx, {
              ...(args.zone === undefined ? {} : { zone: args.zone }),
              ...(args.name === undefined ? {} : { name: args.name }),
            })),
      ),
  }),
];
