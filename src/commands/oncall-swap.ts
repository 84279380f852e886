import { asId, isId, type SwapId } from "../domain/ids.ts";
import type { SwapAnswered, SwapView } from "../domain/oncall/swap-view.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Form } from "../presentation/form.ts";
import { digitsOf } from "../presentation/oncall-override.ts";
import { swapAnswered, swapList, swapOption, swapRequested } from "../presentation/oncall-swap.ts";
import { askerOf } from "../services/asker.ts";
import { acceptSwap, declineSwap } from "../services/oncall/swap/answer.ts";
import { listSwaps, swapCalled } from "../services/oncall/swap/list.ts";
import { requestCover, requestSwap } from "../services/oncall/swap/request.ts";
import { moment } from "./arguments/moment.ts";
import { person } from "./arguments/person.ts";
import { word } from "./arguments/plain.ts";
import { theSchedule } from "./arguments/schedule.ts";
import { end } from "./arguments/span.ts";
import { type Argument, argument, type Command, command, named, optional } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { warned } from "./warned.ts";

/** A whole id means one that is settled too: its button is still there to be pressed. */
const swap = (description: string): Argument<SwapId> =>
  argument(
    {
      name: "swap",
      expects: "the digits of a request; `/oncall swap list` shows them",
      read: async (ctx, text) =>
        isId(text) ? asId<SwapId>(text.toLowerCase()) : (await swapCalled(ctx, text))?.swap.id,
      complete: async (ctx, typed) => {
        const { swaps, names } = await listSwaps(ctx);
        return swaps
          .map((one) => ({ label: swapOption(one, names), value: digitsOf(one.swap.id) }))
          .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
      },
    },
    description,
  );

/** Shifts that change hands once somebody agrees. */
export const swapCommands: readonly Command[] = [
  command({
    path: "oncall cover",
    summary: "Ask somebody, or everybody in the schedule, to cover your shift or a part of it",
    permission: "shift.change",
    answer: "private",
    args: {
      from: named(moment("From when; your shift now, or the next", "future")),
      to: named(end("Until when; the end of the shift")),
      of: named(person("Whose shift, if not yours")),
      note: named(word("Why")),
      schedule: theSchedule("Which schedule"),
      person: optional(person("Whom to ask; everybody unless named")),
    },
    examples: ["oncall cover web", 'oncall cover web @grace from:18:00 to:2h note:"school play"'],
    run: async (ctx, { schedule: of, person: other, from, to, of: whose, note }) =>
      swapRequested(
        await requestCover(ctx, of.id, {
          one: whose?.id ?? askerOf(ctx),
          ...(other === undefined ? {} : { other: other.id }),
          ...(from === undefined ? {} : { start: from.epochMilliseconds }),
          ...(to === undefined ? {} : { until: to }),
          ...(note === undefined ? {} : { note }),
        }),
      ),
  }),
  command({
    path: "oncall swap request",
    summary: "Ask somebody to swap a shift with you",
    permission: "shift.change",
    answer: "private",
    args: {
      mine: named(moment("A time in your shift; the next unless named", "future")),
      theirs: named(moment("A time in theirs; their next", "future")),
      of: named(person("Whose shift, if not yours")),
      note: named(word("Why")),
      schedule: theSchedule("Which schedule"),
      person: optional(person("Whom to ask")),
    },
    examples: ["oncall swap request web @grace mine:2026-12-24 theirs:2026-12-31"],
    form: { when: ({ person: other }) => other === undefined, build: (_ctx, { schedule: of }) => requestForm(of.key) },
    run: async (ctx, { schedule: of, person: other, mine, theirs, of: whose, note }) => {
      if (other === undefined) throw new Refusal("whom", "Whom do you ask? Name them, such as `@grace`.", "person");
      return swapRequested(
        await requestSwap(ctx, of.id, {
          one: whose?.id ?? askerOf(ctx),
          other: other.id,
          ...(mine === undefined ? {} : { mine: mine.epochMilliseconds }),
          ...(theirs === undefined ? {} : { theirs: theirs.epochMilliseconds }),
          ...(note === undefined ? {} : { note }),
        }),
      );
    },
  }),
  command({
    path: "oncall swap accept",
    summary: "Accept a swap, or cover",
    permission: "shift.change",
    answer: "private",
    args: { swap: swap("Which one") },
    run: async (ctx, { swap: id }) => answeredSwap(ctx, await acceptSwap(ctx, id)),
  }),
  command({
    path: "oncall swap decline",
    summary: "Decline a swap or a cover, withdraw yours, or call one off",
    permission: "shift.change",
    answer: "private",
    args: { swap: swap("Which one") },
    run: async (ctx, { swap: id }) => answeredSwap(ctx, await declineSwap(ctx, id)),
  }),
  command({
    path: "oncall swap list",
    summary: "Show the swaps and covers asked for and agreed",
    permission: "schedule.view",
    answer: "private",
    args: {},
    run: async (ctx) => swapList(await listSwaps(ctx)),
  }),
];

const answeredSwap = async (ctx: CommandCtx, answered: SwapAnswered) =>
  answered.changed === undefined ? swapAnswered(answered) : warned(ctx, answered.record.id, swapAnswered(answered));

const requestForm = (key: SwapView["record"]["key"]): Form => ({
  path: "oncall swap request",
  title: "Ask for a swap",
  submit: "Ask",
  known: { schedule: key },
  inputs: [
    { kind: "search", name: "person", label: "With whom?", complete: "oncall swap request person" },
    {
      kind: "text",
      name: "mine",
      label: "Your shift",
      hint: "A time in it, such as 2026-12-24; empty is your next.",
      optional: true,
    },
    { kind: "text", name: "theirs", label: "Their shift", hint: "A time in it; empty is their next.", optional: true },
    { kind: "text", name: "note", label: "Why", optional: true },
  ],
});
