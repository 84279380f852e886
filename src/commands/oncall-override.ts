import type { MemberKey } from "../domain/oncall/member.ts";
import type { Override } from "../domain/oncall/override.ts";
import type { OverrideOutcome, OverridesChanged } from "../domain/oncall/override-view.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Message } from "../presentation/message.ts";
import { overrideList, overrideRefused, overridesChanged } from "../presentation/oncall-override.ts";
import { addOverride } from "../services/oncall/override/add.ts";
import { deleteOverride, editOverride } from "../services/oncall/override/edit.ts";
import { listOverrides } from "../services/oncall/override/list.ts";
import { type MemberValue, member } from "./arguments/member.ts";
import { moment } from "./arguments/moment.ts";
import { override } from "./arguments/override.ts";
import { choice, word } from "./arguments/plain.ts";
import { schedule, theSchedule } from "./arguments/schedule.ts";
import { type EndFrom, end } from "./arguments/span.ts";
import { type Command, command, named, optional } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { addForm, editForm } from "./oncall-override-form.ts";
import { warned } from "./warned.ts";

const kinds = ["set", "replace", "add", "remove"] as const;

/** Who is on call for a while, on top of every layer. */
export const overrideCommands: readonly Command[] = [
  command({
    path: "oncall override add",
    summary: "Put somebody on call for a while, instead of everybody or of one person, or take one off",
    permission: "shift.change",
    answer: "private",
    args: {
      from: named(moment("From when; now unless named", "future")),
      for: named(member("Instead of this one only")),
      kind: named(choice(kinds, "set: instead of all; replace; add: as well; remove")),
      note: named(word("Why")),
      schedule: theSchedule("Which schedule"),
      member: optional(member("Who")),
      to: optional(end("Until when, or how long")),
    },
    examples: [
      "oncall override add web @bo 2h",
      'oncall override add web @bo from:"friday 18:00" to:4h',
      "oncall override add web @bo for:@ada to:18:00",
      "oncall override add web kind:remove @ada to:2026-12-27",
    ],
    form: {
      when: ({ member: who, to }) => who === undefined || to === undefined,
      build: (_ctx, { schedule: of, member: who }) => addForm(of, who),
    },
    run: async (ctx, { schedule: of, member: who, from, to, for: instead, kind, note }) => {
      if (who === undefined) throw new Refusal("who", "Who is it about? Name them, such as `@bo`.", "member");
      const start = (from ?? ctx.now()).epochMilliseconds;
      const wanted = overrideOf({ kind, who, instead, start, to });
      return answered(
        ctx,
        await addOverride(ctx, of.id, { override: wanted, ...(note === undefined ? {} : { note }) }),
      );
    },
  }),
  command({
    path: "oncall override list",
    summary: "Show the overrides in force and to come",
    permission: "schedule.view",
    answer: "private",
    args: { schedule: optional(schedule("Which schedule; all unless named")) },
    run: async (ctx, { schedule: of }) => overrideList(await listOverrides(ctx, of?.id)),
  }),
  command({
    path: "oncall override edit",
    summary: "Change an override from now on",
    permission: "shift.change",
    answer: "private",
    args: {
      from: named(moment("From when", "future")),
      to: named(end("Until when, or how long")),
      member: named(member("Who is put on")),
      note: named(word("Why")),
      override: override("Which override"),
    },
    form: {
      when: ({ override: _override, ...given }) => Object.values(given).every((one) => one === undefined),
      build: (ctx, { override: of }) => editForm(ctx.zone, of),
    },
    run: async (ctx, { override: { override: of }, from, to, member: who, note }) =>
      answered(
        ctx,
        await editOverride(ctx, of.id, {
          ...(from === undefined ? {} : { start: from.epochMilliseconds }),
          ...(to === undefined ? {} : { until: to }),
          ...(who === undefined ? {} : { by: who.key }),
          ...(note === undefined ? {} : { note }),
        }),
      ),
  }),
  command({
    path: "oncall override delete",
    summary: "Take an override back from now on",
    permission: "shift.change",
    answer: "private",
    args: { override: override("Which override") },
    run: async (ctx, { override: { override: of } }) => answered(ctx, await deleteOverride(ctx, of.id)),
  }),
];

/** What was done, with those whom nothing reaches; refused where nothing would be different. */
export const answered = (
  ctx: CommandCtx,
  outcome: OverrideOutcome,
  shown: (view: OverridesChanged) => Message = overridesChanged,
): Promise<Message> => {
  if (outcome.kind === "no effect") throw new Refusal("override-no-effect", overrideRefused(outcome));
  return warned(ctx, outcome.record.id, shown(outcome));
};

interface Asked {
  readonly kind: (typeof kinds)[number] | undefined;
  readonly who: MemberValue;
  readonly instead: MemberValue | undefined;
  readonly start: number;
  readonly to: EndFrom | undefined;
}

const overrideOf = ({ kind, who, instead, start, to }: Asked): Override => {
  if (to === undefined) throw new Refusal("override-end", "Until when? Name an end, such as `to:4h`.", "to");
  const span = { start, end: to(start) };
  switch (kind ?? (instead === undefined ? "set" : "replace")) {
    case "set":
      return { kind: "set", by: who.key, ...span };
    case "add":
      return { kind: "add", by: who.key, ...span };
    case "remove":
      return { kind: "remove", person: who.key, ...span };
    case "replace":
      return { kind: "replace", person: replaced(instead), by: who.key, ...span };
  }
};

const replaced = (instead: MemberValue | undefined): MemberKey => {
  if (instead === undefined) throw new Refusal("override-for", "Instead of whom? Name them with `for:@ada`.", "for");
  return instead.key;
};
