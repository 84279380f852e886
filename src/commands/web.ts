import { asId, isId } from "../domain/ids.ts";
import { pages } from "../domain/page.ts";
import type { SessionId } from "../domain/session.ts";
import { sessionList, sessionsEnded, webInvited } from "../presentation/session.ts";
import { endSessions, listSessions } from "../services/session/end.ts";
import { inviteToWeb } from "../services/session/invite.ts";
import { addressOf } from "./address.ts";
import { person } from "./arguments/person.ts";
import { type Argument, argument, type Command, command, named, optional } from "./command.ts";

/** One session by its id, or all of them. */
const session = (description: string): Argument<SessionId | "all"> =>
  argument(
    {
      name: "session|all",
      expects: "a session from `/tocsin session list`, or `all`",
      read: (_ctx, text): SessionId | "all" | undefined => {
        if (text.toLowerCase() === "all") return "all";
        return isId(text) ? asId(text.toLowerCase()) : undefined;
      },
      complete: async (ctx, typed) =>
        [
          ...(await listSessions(ctx)).map(({ id, browser }) => ({ label: browser, value: id as string })),
          { label: "All of them", value: "all" },
        ].filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())),
    },
    description,
  );

/** The way to the pages, and the browsers that are in. */
export const webCommands: readonly Command[] = [
  command({
    path: "tocsin web",
    summary: "Open your web pages",
    permission: "workspace.view",
    answer: "private",
    args: {},
    run: async (ctx) => {
      const address = addressOf(ctx);
      return webInvited(`${address}${pages.enter}/${await inviteToWeb(ctx)}`);
    },
  }),
  command({
    path: "tocsin session list",
    summary: "Show where you are in",
    permission: "workspace.view",
    answer: "private",
    args: { person: named(person("Somebody else")) },
    run: async (ctx, { person: of }) => sessionList(await listSessions(ctx, of?.id), of),
  }),
  command({
    path: "tocsin session end",
    summary: "End sessions",
    permission: "workspace.view",
    answer: "private",
    args: {
      person: named(person("Whose")),
      session: optional(session("Which one")),
    },
    examples: ["tocsin session end all", "tocsin session end person:@ada all"],
    run: async (ctx, { person: of, session: which }) => {
      if (which === undefined) return sessionList(await listSessions(ctx, of?.id), of);
      const ended = await endSessions(ctx, {
        ...(of === undefined ? {} : { person: of.id }),
        which: which === "all" ? "all" : { only: which },
      });
      return sessionsEnded(ended);
    },
  }),
];
