import { pages } from "../domain/page.ts";
import { connectionInvited, linkAsked, linkDone, linkStarted } from "../presentation/link.ts";
import { inviteInstall } from "../services/connection/install.ts";
import { connectedAlready, inviteConnection } from "../services/connection/invite.ts";
import { connectionsHere } from "../services/connection/list.ts";
import { linkByCode, startLink } from "../services/person/link.ts";
import { flag, word } from "./arguments/plain.ts";
import { type Command, command, optional } from "./command.ts";

/** How teams and guilds come into the workspace, and how people show that they are the same on both sides. */
export const linkCommands: readonly Command[] = [
  command({
    path: "tocsin connect",
    summary: "Let another Slack workspace or Discord server join",
    permission: "workspace.manage",
    answer: "private",
    args: { code: optional(word("The code, where it is to join")) },
    examples: ["tocsin connect", "tocsin connect K7QM-2XWD"],
    run: async (ctx, { code }) => {
      if (code !== undefined) throw connectedAlready();
      const { url, installs } = ctx;
      const install =
        url === undefined || installs !== true ? undefined : `${url}${pages.install}/${await inviteInstall(ctx)}`;
      return connectionInvited(await connectionsHere(ctx), { code: await inviteConnection(ctx), install });
    },
  }),
  command({
    path: "tocsin link",
    summary: "Be the same person on Slack and Discord",
    permission: "workspace.view",
    answer: "private",
    args: { yes: flag("That is me"), code: optional(word("The code you got on the other platform")) },
    examples: ["tocsin link", "tocsin link K7QM-2XWD"],
    run: async (ctx, { code, yes }) => {
      if (code === undefined) return linkStarted(await startLink(ctx));
      const { person, done } = await linkByCode(ctx, { code, confirmed: yes });
      return done ? linkDone(person) : linkAsked(person, code);
    },
  }),
];
