import type { ScheduleId } from "../domain/ids.ts";
import { type MemberKey, personKey } from "../domain/oncall/member.ts";
import { layersChanged } from "../presentation/oncall-schedule.ts";
import { bold, moment as shownAt, type Words } from "../presentation/say.ts";
import { askerOf } from "../services/asker.ts";
import { joinRotation, leaveRotation } from "../services/oncall/schedule/change.ts";
import { viewSchedule } from "../services/oncall/schedule/view.ts";
import { member } from "./arguments/member.ts";
import { word } from "./arguments/plain.ts";
import { wallTime } from "./arguments/rotation.ts";
import { theSchedule } from "./arguments/schedule.ts";
import { type Command, command, named, optional } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { holding, layerOf } from "./oncall-asked.ts";
import { warned } from "./warned.ts";

/** Who takes turns, from when on. */
export const rotationCommands: readonly Command[] = [
  command({
    path: "oncall rotation join",
    summary: "Take turns in a rotation, or let somebody, from now or a later date on",
    permission: "shift.change",
    answer: "private",
    args: {
      from: named(wallTime("From when; now unless later")),
      layer: named(word("Which layer")),
      schedule: theSchedule("Which schedule"),
      member: optional(member("Somebody else, or a team")),
    },
    examples: ['oncall rotation join web from:"2026-12-01 09:00"'],
    run: async (ctx, { schedule: of, layer, member: other, from }) => {
      const view = await viewSchedule(ctx, of.id);
      const { key, name } = other ?? me(ctx);
      const { name: into } = layerOf(view, layer);
      await joinRotation(ctx, of.id, {
        member: key,
        layer: into,
        what: name === undefined ? `joined layer ${into}` : `let ${name} join layer ${into}`,
        ...holding(view.definition.zone, from),
      });
      return changed(
        ctx,
        of.id,
        joinedWords(of.name, into, name, holding(view.definition.zone, from).when?.from, "takes turns in"),
      );
    },
  }),
  command({
    path: "oncall rotation leave",
    summary: "Take no more turns in a rotation from now or a later date on",
    permission: "shift.change",
    answer: "private",
    args: {
      from: named(wallTime("From when; now unless later")),
      layer: named(word("Which layer; all unless named")),
      schedule: theSchedule("Which schedule"),
      member: optional(member("Somebody else, or a team")),
    },
    run: async (ctx, { schedule: of, layer, member: other, from }) => {
      const view = await viewSchedule(ctx, of.id);
      const { key, name } = other ?? me(ctx);
      const only = layer === undefined ? undefined : layerOf(view, layer).name;
      await leaveRotation(ctx, of.id, {
        member: key,
        ...(only === undefined ? {} : { layer: only }),
        what: `${name === undefined ? "left" : `let ${name} leave`} ${only === undefined ? "its layers" : `layer ${only}`}`,
        ...holding(view.definition.zone, from),
      });
      return changed(
        ctx,
        of.id,
        joinedWords(of.name, only, name, holding(view.definition.zone, from).when?.from, "takes no more turns in"),
      );
    },
  }),
];

const changed = async (ctx: CommandCtx, id: ScheduleId, fact: Words) =>
  warned(ctx, id, layersChanged(await viewSchedule(ctx, id), fact));

const me = (ctx: CommandCtx): { readonly key: MemberKey; readonly name: undefined } => ({
  key: personKey(askerOf(ctx)),
  name: undefined,
});

const joinedWords = (
  schedule: string,
  layer: string | undefined,
  name: string | undefined,
  from: Temporal.Instant | undefined,
  does: string,
): Words => [
  bold(schedule),
  ": ",
  name === undefined
    ? does.startsWith("takes no")
      ? "you take no more turns in"
      : "you take turns in"
    : `${name} ${does}`,
  " ",
  layer === undefined ? "it" : bold(layer),
  from === undefined ? "." : [" from ", shownAt(from), "."],
];
