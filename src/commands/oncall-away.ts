import { personOf } from "../domain/actor.ts";
import type { AwayView } from "../domain/oncall/away-view.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Form } from "../presentation/form.ts";
import { awayAdded, awayDeleted, awayList, awayOption } from "../presentation/oncall-away.ts";
import { digitsOf } from "../presentation/oncall-override.ts";
import { askerOf } from "../services/asker.ts";
import { addAway, deleteAway } from "../services/oncall/away/change.ts";
import { awayCalled, listAway } from "../services/oncall/away/list.ts";
import { moment } from "./arguments/moment.ts";
import { type PersonValue, person } from "./arguments/person.ts";
import { flag, word } from "./arguments/plain.ts";
import { end } from "./arguments/span.ts";
import { type Argument, argument, type Command, command, named, optional } from "./command.ts";

const absence = (description: string): Argument<AwayView> =>
  argument(
    {
      name: "absence",
      expects: "the digits of an absence; `/oncall away list` shows them",
      read: awayCalled,
      complete: async (ctx, typed) => {
        const { away, names } = await listAway(ctx);
        return away
          .filter(({ calendar }) => calendar === undefined)
          .map((one) => ({ label: awayOption(one, names, ctx.zone), value: digitsOf(one.id) }))
          .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
      },
    },
    description,
  );

/** When people cannot be on call. */
export const awayCommands: readonly Command[] = [
  command({
    path: "oncall away add",
    summary: "Say when you cannot be on call: the next in order covers",
    permission: "shift.change",
    answer: "private",
    args: {
      from: named(moment("From when; now unless named", "future")),
      to: named(end("Until when; a date counts with its whole day")),
      note: named(word("Why")),
      person: optional(person("Somebody else")),
    },
    examples: ["oncall away add from:2026-12-24 to:2026-12-27", "oncall away add @ada to:18:00 note:dentist"],
    form: { when: ({ to }) => to === undefined, build: (_ctx, { person: who }) => addForm(who) },
    run: async (ctx, { from, to, note, person: other }) => {
      if (to === undefined) throw new Refusal("away-end", "Until when? Name an end, such as `to:2026-12-27`.", "to");
      const start = (from ?? ctx.now()).epochMilliseconds;
      const who = other?.id ?? askerOf(ctx);
      const changed = await addAway(ctx, {
        person: who,
        start,
        end: to(start),
        ...(note === undefined ? {} : { note }),
      });
      return awayAdded(changed, who === personOf(ctx.actor));
    },
  }),
  command({
    path: "oncall away list",
    summary: "Show when you, or others, are away",
    permission: "schedule.view",
    answer: "private",
    args: { all: flag("Everybody"), person: optional(person("Somebody else")) },
    run: async (ctx, { all, person: other }) => {
      if (all) return awayList(await listAway(ctx), "all");
      const who = other?.id ?? askerOf(ctx);
      return awayList(await listAway(ctx, who), who === personOf(ctx.actor) ? "mine" : "theirs");
    },
  }),
  command({
    path: "oncall away delete",
    summary: "End an absence from now on",
    permission: "shift.change",
    answer: "private",
    args: { absence: absence("Which one") },
    run: async (ctx, { absence: of }) => awayDeleted(await deleteAway(ctx, of.id), of.of === personOf(ctx.actor)),
  }),
];

const addForm = (who: PersonValue | undefined): Form => ({
  path: "oncall away add",
  title: "Say when you are away",
  submit: "Save",
  known: who === undefined ? {} : { person: who.id },
  inputs: [
    { kind: "text", name: "from", label: "From", hint: "Such as 2026-12-24; empty is now.", optional: true },
    { kind: "text", name: "to", label: "Until", hint: "Such as 2026-12-27, the whole day, or friday 18:00." },
    { kind: "text", name: "note", label: "Why", optional: true },
  ],
});
