import { Refusal } from "../domain/refusal.ts";
import { coverageShown, gapMuted } from "../presentation/oncall-coverage.ts";
import { historyShown } from "../presentation/oncall-history.ts";
import { namingOf } from "../presentation/oncall-members.ts";
import { comingShown, shiftsShown, standingShown, whoShown } from "../presentation/oncall-now.ts";
import { oncallExplained } from "../presentation/oncall-why.ts";
import { muteGap, viewCoverage } from "../services/oncall/schedule/coverage.ts";
import { viewHistory } from "../services/oncall/schedule/history.ts";
import { viewShifts } from "../services/oncall/schedule/mine.ts";
import { viewComing, viewStanding } from "../services/oncall/schedule/now.ts";
import { explainSchedule } from "../services/oncall/schedule/why.ts";
import { moment } from "./arguments/moment.ts";
import { person } from "./arguments/person.ts";
import { number } from "./arguments/plain.ts";
import { schedule, theSchedule } from "./arguments/schedule.ts";
import { type Command, command, named, optional, trailing } from "./command.ts";

const then = moment("Then instead of now, such as friday 18:00 or 2026-03-03 02:10", "future");

/** What is no time may be the name of a schedule that there is not. */
const at = () =>
  optional(
    trailing({
      ...then,
      type: { ...then.type, expects: "a schedule of `/oncall schedule list`, or a time such as `friday 18:00`" },
    }),
  );

const mostDays = 400;
const days = (usual: number) => named(number(`How many days; ${usual} unless set`));
const within = (asked: number | undefined, usual: number) => Math.min(asked ?? usual, mostDays);

/** Who is on call, when and why. */
export const standingCommands: readonly Command[] = [
  command({
    path: "oncall now",
    summary: "Show who is on call now, until when, and who is next",
    permission: "schedule.view",
    answer: "private",
    args: {},
    instead: "oncall who",
    run: async (ctx) => standingShown(await viewStanding(ctx, { at: ctx.now() })),
  }),
  command({
    path: "oncall who",
    summary: "Show who is on call by a schedule, now or at another time",
    permission: "schedule.view",
    answer: "private",
    args: { schedule: optional(schedule("Which schedule; all unless named")), at: at() },
    examples: ["oncall who", "oncall who friday 18:00", "oncall who 2026-03-03 02:10"],
    run: async (ctx, { schedule: of, at: when = ctx.now() }) => {
      const view = await viewStanding(ctx, { at: when, ...(of === undefined ? {} : { id: of.id }) });
      return view.standing.length === 1 ? whoShown(view, ctx.now()) : standingShown(view);
    },
  }),
  command({
    path: "oncall next",
    summary: "Show the coming shifts",
    permission: "schedule.view",
    answer: "private",
    args: { schedule: optional(schedule("Which schedule; all unless named")) },
    run: async (ctx, { schedule: of }) =>
      comingShown(await viewComing(ctx, of === undefined ? { most: 3 } : { id: of.id, most: 10 })),
  }),
  command({
    path: "oncall why",
    summary: "Explain who is on call: the layer, rotation, turn and override that decide",
    permission: "schedule.view",
    answer: "private",
    args: { schedule: theSchedule("Which schedule"), at: at() },
    run: async (ctx, { schedule: of, at: when = ctx.now() }) => {
      const { explanation, names } = await explainSchedule(ctx, of.id, when);
      return oncallExplained(explanation, namingOf(names));
    },
  }),
  command({
    path: "oncall history",
    summary: "Show who was on call, and what was changed by whom",
    permission: "schedule.view",
    answer: "private",
    args: { days: days(14), schedule: theSchedule("Which schedule") },
    run: async (ctx, { days: asked, schedule: of }) =>
      historyShown(await viewHistory(ctx, { id: of.id, days: within(asked, 14) })),
  }),
  command({
    path: "oncall mine",
    summary: "Show when you, or somebody else, are on call",
    permission: "schedule.view",
    answer: "private",
    args: { days: days(30), person: optional(person("Somebody else")) },
    run: async (ctx, { days: asked, person: of }) => {
      const view = await viewShifts(ctx, { days: within(asked, 30), ...(of === undefined ? {} : { person: of.id }) });
      return shiftsShown(view, of?.name);
    },
  }),
  command({
    path: "oncall gaps",
    summary: "Show when nobody is on call, who cannot be reached, and how the load is shared",
    permission: "schedule.view",
    answer: "private",
    args: {
      days: days(28),
      meant: named(moment("A time in a gap that is meant: nobody is warned of it any more", "future")),
      schedule: optional(schedule("Which schedule; all unless named")),
    },
    run: async (ctx, { days: asked, meant, schedule: of }) => {
      if (meant !== undefined) {
        if (of === undefined) throw new Refusal("which-schedule", "Which schedule has that gap? Name it.", "schedule");
        return gapMuted(of.name, of.key, await muteGap(ctx, of.id, meant));
      }
      const ids = of === undefined ? {} : { ids: [of.id] };
      return coverageShown(await viewCoverage(ctx, { days: within(asked, 28), ...ids }));
    },
  }),
];
