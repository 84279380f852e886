import { readSnooze } from "../domain/notify/snooze.ts";
import { whyPagedMessage } from "../presentation/execution-log.ts";
import { escalated, pageDeclined, pagedByHand, snoozed } from "../presentation/page-answers.ts";
import { declinePage, escalateNow } from "../services/notify/answer.ts";
import { pageByHand } from "../services/notify/page.ts";
import { snoozePages } from "../services/notify/snooze.ts";
import { whyPaged } from "../services/notify/why.ts";
import { hearers } from "./arguments/hearer.ts";
import { incident } from "./arguments/incident.ts";
import { person } from "./arguments/person.ts";
import { flag } from "./arguments/plain.ts";
import { type Alias, argument, type Command, command, optional, trailing } from "./command.ts";

const page = command({
  path: "incident page person",
  summary: "Page somebody, a team or whoever is on call, by hand",
  permission: "incident.change",
  answer: "private",
  args: {
    incident: incident(),
    confirmed: flag("Also when that pages more than ten people"),
    who: hearers("Whom to page"),
  },
  examples: ["incident page 42 @ada", "incident page inc-42 web"],
  run: async (ctx, { incident: ref, who, confirmed }) =>
    pagedByHand(await pageByHand(ctx, ref, { targets: who, confirmed: confirmed === true }), who),
});

const snooze = command({
  path: "incident page snooze",
  summary: "Let pages and reminders wait, or ring again with off",
  permission: "incident.change",
  answer: "private",
  args: {
    asks: flag("Only what it asks its people for"),
    incident: incident(),
    for: trailing(
      argument(
        {
          name: "time",
          expects: "how long, such as `15m` or `tomorrow`; `forever`; or `off`",
          read: (ctx, text) => readSnooze(text, ctx.now(), ctx.zone),
          complete: async (_ctx, typed) =>
            ["5m", "15m", "1h", "4h", "tomorrow", "forever", "off"]
              .filter((one) => one.startsWith(typed.toLowerCase()))
              .map((one) => ({ label: one, value: one })),
        },
        "For how long",
      ),
    ),
  },
  examples: ["incident page snooze 42 1h", "incident page snooze inc-42 tomorrow"],
  run: async (ctx, args) => {
    const what = args.asks === true ? "asks" : "pages";
    return snoozed(await snoozePages(ctx, args.incident, args.for, what), args.for, what);
  },
});

const escalate = command({
  path: "incident page escalate",
  summary: "Call the next step now",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => escalated(await escalateNow(ctx, args.incident)),
});

const decline = command({
  path: "incident page decline",
  summary: "Say that you can't: the next step is called at once",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => pageDeclined(await declinePage(ctx, args.incident)),
});

const why = command({
  path: "incident page why",
  summary: "Say why somebody was paged, or why nobody was",
  permission: "incident.view",
  answer: "private",
  args: { incident: incident(), person: optional(person("About whom; everybody who was paged unless named")) },
  examples: ["incident why-paged 42", "incident page why 42 @ada"],
  run: async (ctx, args) => whyPagedMessage(await whyPaged(ctx, args.incident, args.person?.id)),
});

/** Everything about pages of one incident. */
export const pageCommands: readonly Command[] = [page, snooze, escalate, decline, why];

export const pageAliases: readonly Alias[] = [
  { from: "incident page", to: "incident page person" },
  { from: "incident snooze", to: "incident page snooze" },
  { from: "incident escalate", to: "incident page escalate" },
  { from: "incident why-paged", to: "incident page why" },
  { from: "incident why", to: "incident page why" },
  { from: "incident mute", to: "incident page snooze", preset: { asks: "yes", for: "forever" } },
  { from: "incident silence", to: "incident page snooze", preset: { for: "forever" } },
];
