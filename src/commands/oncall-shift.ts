import { actorKey } from "../domain/actor.ts";
import { type ActId, asId, isId } from "../domain/ids.ts";
import type { MemberKey } from "../domain/oncall/member.ts";
import { personKey } from "../domain/oncall/member.ts";
import { Refusal } from "../domain/refusal.ts";
import { shiftGiven, shiftTaken, undone } from "../presentation/oncall-shift.ts";
import { giveShift, takeShift } from "../services/oncall/override/hand-over.ts";
import { undoAct } from "../services/oncall/override/undo.ts";
import { member } from "./arguments/member.ts";
import { moment } from "./arguments/moment.ts";
import { person } from "./arguments/person.ts";
import { word } from "./arguments/plain.ts";
import { theSchedule } from "./arguments/schedule.ts";
import { end } from "./arguments/span.ts";
import { type Argument, argument, type Command, command, named, optional, trailing } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { answered } from "./oncall-override.ts";
import { warned } from "./warned.ts";

const act = (description: string): Argument<ActId> =>
  argument(
    {
      name: "act",
      expects: "nothing: it takes back what you did last",
      read: (_ctx, text) => (isId(text) ? asId<ActId>(text.toLowerCase()) : undefined),
    },
    description,
  );

/** Shifts that change hands without being asked for. */
export const shiftCommands: readonly Command[] = [
  command({
    path: "oncall take",
    summary: "Go on call now, for the rest of this shift or as long as you say",
    permission: "shift.change",
    answer: "private",
    args: {
      person: named(person("Somebody else goes on call")),
      from: named(member("From this one only")),
      schedule: theSchedule("Which schedule"),
      until: optional(trailing(end("For how long, such as 2h or 18:00"))),
    },
    examples: ["oncall take web", "oncall take web 2h"],
    run: async (ctx, { schedule: of, person: other, from, until }) => {
      const by = other === undefined ? own(ctx) : personKey(other.id);
      const outcome = await takeShift(ctx, of.id, {
        by,
        ...(from === undefined ? {} : { from: from.key }),
        ...(until === undefined ? {} : { until }),
      });
      return answered(ctx, outcome, (view) => shiftTaken(view, { by, isOwn: by === actorKey(ctx.actor) }));
    },
  }),
  command({
    path: "oncall give",
    summary: "Give somebody your shift, all of it or a part",
    permission: "shift.change",
    answer: "private",
    args: {
      from: named(moment("From when; your shift now, or the next", "future")),
      to: named(end("Until when; the end of the shift")),
      of: named(person("Whose shift, if not yours")),
      note: named(word("Why")),
      schedule: theSchedule("Which schedule"),
      member: member("Who takes it"),
    },
    examples: ["oncall give web @grace", "oncall give web @grace from:18:00 to:2h"],
    run: async (ctx, { schedule: of, member: to, from, to: until, of: whose, note }) => {
      const giver = whose === undefined ? own(ctx) : personKey(whose.id);
      const outcome = await giveShift(ctx, of.id, {
        from: giver,
        to: to.key,
        ...(from === undefined ? {} : { start: from.epochMilliseconds }),
        ...(until === undefined ? {} : { until }),
        ...(note === undefined ? {} : { note }),
      });
      return answered(ctx, outcome, (view) => shiftGiven(view, { to: to.key }));
    },
  }),
  command({
    path: "oncall undo",
    summary: "Take back what you last did to overrides or shifts",
    permission: "shift.change",
    answer: "private",
    args: { act: optional(act("Another of yours")) },
    run: async (ctx, { act: id }) => {
      const view = await undoAct(ctx, id);
      return warned(ctx, view.record.id, undone(view));
    },
  }),
];

/** The asker, as the calendar knows them. */
export const own = ({ actor }: Pick<CommandCtx, "actor">): MemberKey => {
  if (actor.kind === "person") return personKey(actor.id);
  throw new Refusal("people-only", "Only a person has shifts. Name whose is meant.");
};
