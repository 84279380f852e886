import { urgencies } from "../domain/notify/personal-rules.ts";
import { readQuiet } from "../domain/notify/personal-words.ts";
import { Refusal } from "../domain/refusal.ts";
import { readTime } from "../domain/wall.ts";
import { personCard } from "../presentation/person.ts";
import { contactList, quietForm, reachChanged, rulesForm, testStarted } from "../presentation/reach.ts";
import { plainWords } from "../services/incident/references.ts";
import { startTests } from "../services/person/contact-test.ts";
import { setMyZone, viewMe } from "../services/person/me.ts";
import { setMyLimit, setMyQuiet, setMyRules, setMySummary } from "../services/person/reach.ts";
import { meansOf } from "../services/person/unreachable.ts";
import { choice, number, rest, word, zone } from "./arguments/plain.ts";
import { type Alias, type Command, command, optional } from "./command.ts";

/** Who one is here, and how one is reached: everybody sets it for themselves. */
export const meCommands: readonly Command[] = [
  command({
    path: "tocsin me show",
    summary: "Show who Tocsin thinks you are and how it reaches you",
    permission: "workspace.view",
    answer: "private",
    args: {},
    examples: ["tocsin me"],
    run: async (ctx) => personCard(await viewMe(ctx), ctx.now(), meansOf(ctx)),
  }),
  command({
    path: "tocsin me zone",
    summary: "Set the time zone your times are shown in",
    permission: "workspace.view",
    answer: "private",
    args: { zone: zone("Your time zone, such as Europe/Berlin") },
    examples: ["tocsin me zone Europe/Berlin"],
    run: async (ctx, args) => personCard(await setMyZone(ctx, args.zone), ctx.now(), meansOf(ctx)),
  }),
  command({
    path: "tocsin me rules",
    summary: "Say by which contacts you hear, and after how long",
    permission: "workspace.view",
    answer: "private",
    args: {
      urgency: choice(urgencies, "Pages, pages whose severity is urgent, or everything else"),
      rules: optional(rest("Such as slack, email after 5m; default for what everybody has")),
    },
    examples: ["tocsin me rules page slack, discord after 2m, email after 5m", "tocsin me rules urgent default"],
    form: {
      when: ({ rules }) => rules === undefined,
      build: async (ctx, { urgency }) => rulesForm(await viewMe(ctx), urgency),
    },
    run: async (ctx, { urgency, rules = "" }) => {
      const words = /^default$/i.test(rules.trim()) ? "" : await plainWords(ctx, rules);
      return reachChanged(await setMyRules(ctx, urgency, words), ctx.now(), meansOf(ctx));
    },
  }),
  command({
    path: "tocsin me quiet",
    summary: "Say when you want no notices; pages to you on call come through",
    permission: "workspace.view",
    answer: "private",
    args: { hours: optional(rest("Such as 22:00-07:00 mon-fri, or off")) },
    examples: ["tocsin me quiet 22:00-07:00", "tocsin me quiet off"],
    form: { when: ({ hours }) => hours === undefined, build: async (ctx) => quietForm(await viewMe(ctx)) },
    run: async (ctx, { hours = "" }) =>
      reachChanged(
        await setMyQuiet(ctx, /^(?:off|none)$/i.test(hours.trim()) ? null : readQuiet(hours)),
        ctx.now(),
        meansOf(ctx),
      ),
  }),
  command({
    path: "tocsin me summary",
    summary: "Say when your daily summary comes, or that you want none",
    permission: "workspace.view",
    answer: "private",
    args: { at: word("Such as 8:30, on or off") },
    examples: ["tocsin me summary 8:30", "tocsin me summary off"],
    run: async (ctx, { at }) => reachChanged(await setMySummary(ctx, readSummary(at)), ctx.now(), meansOf(ctx)),
  }),
  command({
    path: "tocsin me limit",
    summary: "Say how many messages a minute you take singly",
    permission: "workspace.view",
    answer: "private",
    args: { limit: number("Messages a minute; pages come first") },
    run: async (ctx, { limit }) => reachChanged(await setMyLimit(ctx, limit), ctx.now(), meansOf(ctx)),
  }),
  command({
    path: "tocsin me contacts",
    summary: "Show your contacts and how their last test went",
    permission: "workspace.view",
    answer: "private",
    args: {},
    run: async (ctx) => contactList(await viewMe(ctx), meansOf(ctx)),
  }),
  command({
    path: "tocsin me test",
    summary: "Send a test to each of your contacts",
    permission: "workspace.view",
    answer: "private",
    args: {},
    run: async (ctx) => testStarted(await startTests(ctx)),
  }),
];

export const meAliases: readonly Alias[] = [
  { from: "tocsin me", to: "tocsin me show" },
  { from: "tocsin whoami", to: "tocsin me show" },
];

const readSummary = (text: string) => {
  if (/^(?:on|off)$/i.test(text)) return { muted: text.toLowerCase() === "off" };
  const time = readTime(text);
  if (time === undefined) {
    throw new Refusal("summary-time", `"${text}" is no time of day. Say it as in \`/tocsin me summary 8:30\`, or off.`);
  }
  return { muted: false, at: time.hour * 60 + time.minute };
};
