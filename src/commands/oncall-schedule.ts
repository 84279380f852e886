import type { Definition, RestrictionDefinition } from "../domain/oncall/definition.ts";
import type { ScheduleRecord, ScheduleSettings } from "../domain/oncall/record.ts";
import { Refusal } from "../domain/refusal.ts";
import { schedulesExported } from "../presentation/oncall-export.ts";
import { scheduleList } from "../presentation/oncall-list.ts";
import {
  askToDelete,
  scheduleCard,
  scheduleChanged,
  scheduleCreated,
  schedulesDeleted,
} from "../presentation/oncall-schedule.ts";
import { nameOfPlace } from "../services/connection/reach.ts";
import { plainWords } from "../services/incident/references.ts";
import { changeSchedule, deleteSchedules, type ScheduleWish } from "../services/oncall/schedule/change.ts";
import { createSchedule } from "../services/oncall/schedule/create.ts";
import { exportSchedules } from "../services/oncall/schedule/export.ts";
import { listSchedules } from "../services/oncall/schedule/list.ts";
import { viewSchedule } from "../services/oncall/schedule/view.ts";
import { viewSettings } from "../services/workspace/settings.ts";
import { member } from "./arguments/member.ts";
import { flag, number, onOff, rest, word, zone } from "./arguments/plain.ts";
import { policy } from "./arguments/policy.ts";
import { hours, type WallTime, wallEdge } from "./arguments/rotation.ts";
import { schedule, theSchedule } from "./arguments/schedule.ts";
import { type Command, command, named, optional, several } from "./command.ts";
import type { CommandCtx } from "./context.ts";
import { layerMade, rotationArgs } from "./oncall-asked.ts";
import { pictured } from "./oncall-picture.ts";
import { createForm, editForm, whichForm } from "./oncall-schedule-form.ts";
import { warned } from "./warned.ts";

const mostExported = 10;

/** On-call schedules: made, changed, shown, taken along, deleted (features.md G56 to G60). */
export const scheduleCommands: readonly Command[] = [
  command({
    path: "oncall schedule create",
    summary: "Create a schedule: its name, who takes turns, and how long a turn is",
    permission: "schedule.manage",
    answer: "private",
    args: {
      ...rotationArgs,
      description: named(rest("What it is for")),
      name: optional(word("Its name, such as web")),
    },
    examples: [
      'oncall schedule create web every:week people:"@ada @grace"',
      'oncall schedule create web zone:Europe/Berlin every:week from:"2026-11-30 09:00" people:"@ada @grace"',
      'oncall schedule create desk every:workday hours:09-18 people:"@ada, @grace, @bo"',
    ],
    form: {
      when: ({ name, people }) => name === undefined || people.flat().length === 0,
      build: async (ctx, { name, zone: clocks }) => createForm(name, clocks ?? (await viewSettings(ctx)).zone),
    },
    run: async (ctx, { name = "", description, starts, ends, zone: clocks, ...rotation }) => {
      if (rotation.people.flat().length === 0) {
        throw new Refusal("nobody-named", 'Who takes turns? Name them in order: `people:"@ada @grace"`.', "people");
      }
      const zoneName = clocks ?? (await viewSettings(ctx)).zone;
      const definition: Definition = {
        zone: zoneName,
        ...validity({ starts, ends }, zoneName),
        layers: [layerMade(ctx, "primary", { ...rotation, zone: undefined, holidays: undefined, dates: [] }, zoneName)],
      };
      const covered = definition.layers[0]?.restrictions ?? [];
      const { id } = await createSchedule(ctx, {
        name: await plainWords(ctx, name),
        definition,
        // Whoever names hours means the gaps outside them.
        ...(covered.length === 0 ? {} : { settings: { muted: { intervals: [], outside: covered } } }),
        ...(description === undefined ? {} : { description: await plainWords(ctx, description) }),
      });
      return warned(ctx, id, scheduleCreated(await viewSchedule(ctx, id)));
    },
  }),
  command({
    path: "oncall schedule edit",
    summary: "Change a schedule's name, description, zone, validity, reminder and whom it tells",
    permission: "schedule.manage",
    answer: "private",
    args: {
      name: named(rest("Its new name")),
      description: named(rest("What it is for")),
      zone: named(zone("Its time zone")),
      starts: named(wallEdge("Valid from; none means always", "from")),
      ends: named(wallEdge("Valid until; none means for good", "to")),
      covers: named(hours("The hours to be covered: gaps outside them are meant; always means none is")),
      remind: named(number("Minutes before a shift at which its people are reminded; 0 is never", 0)),
      tell: named(onOff("Tell this chat channel of handoffs and gaps")),
      schedule: theSchedule("Which schedule"),
    },
    examples: [
      "oncall schedule edit web tell:on remind:30",
      "oncall schedule edit web covers:mon-fri,sat ends:2027-01-31",
    ],
    form: {
      when: ({ schedule: _schedule, ...given }) => Object.values(given).every((one) => one === undefined),
      build: async (ctx, { schedule: of }) => editForm(await viewSchedule(ctx, of.id)),
    },
    run: async (ctx, { schedule: of, name, description, zone: clocks, starts, ends, ...settings }) => {
      const { definition, record } = await viewSchedule(ctx, of.id);
      const wish: ScheduleWish = {
        ...(name === undefined ? {} : { name: await plainWords(ctx, name) }),
        ...(description === undefined ? {} : { description: await plainWords(ctx, description) }),
        ...(clocks === undefined ? {} : { zone: clocks }),
        ...validity({ starts, ends }, clocks ?? definition.zone),
        ...(starts === "none" ? { validFrom: null } : {}),
        ...(ends === "none" ? { validUntil: null } : {}),
        settings: await settingsAsked(ctx, record.settings, settings),
      };
      const { record: after, changed } = await changeSchedule(ctx, of.id, wish);
      return scheduleChanged(after, changed);
    },
  }),
  command({
    path: "oncall schedule show",
    summary: "Show a schedule: its layers, overrides and coming shifts",
    permission: "schedule.view",
    answer: "private",
    args: { schedule: theSchedule("Which schedule") },
    run: async (ctx, { schedule: of }) => pictured(ctx, of, scheduleCard(await viewSchedule(ctx, of.id))),
  }),
  command({
    path: "oncall schedule list",
    summary: "Show the schedules and who is on call by each",
    permission: "schedule.view",
    answer: "private",
    args: {
      mine: flag("Only those you are in"),
      member: named(member("Only those with this person, team, target or address")),
      policy: named(policy("Only those this notification policy uses")),
      search: optional(rest("A part of the name")),
    },
    examples: ["oncall schedule list --mine", "oncall schedule list member:@ada"],
    run: async (ctx, { mine, member: of, policy: by, search = "" }) => {
      const found = await listSchedules(ctx, {
        mine,
        words: search,
        ...(of === undefined ? {} : { member: of.key }),
        ...(by === undefined ? {} : { among: by.policy.schedules }),
      });
      const filters = [
        ...(of === undefined ? [] : [` member:${of.key}`]),
        ...(by === undefined ? [] : [` policy:${by.policy.key}`]),
      ];
      const line = `${filters.join("")}${search === "" ? "" : ` ${search}`}`;
      const lines = { all: `oncall schedule list${line}`, mine: `oncall schedule list --mine${line}` };
      return scheduleList(found, { mine, words: search, lines });
    },
  }),
  command({
    path: "oncall schedule export",
    summary: "Take schedules along as files, as they are defined now",
    permission: "schedule.view",
    answer: "private",
    args: { schedules: several(schedule("Which schedules")), schedule: optional(schedule("Which schedule")) },
    examples: ["oncall schedule export web", "oncall schedule export schedules:web,api"],
    form: { when: isNone, build: () => whichForm("export", "Export schedules", "Export") },
    run: async (ctx, args) => {
      const ids = idsOf(chosen(args));
      if (ids.length > mostExported) {
        throw new Refusal("too-many-files", `At most ${mostExported} at a time. Name fewer of them.`, "schedules");
      }
      return schedulesExported(await exportSchedules(ctx, ids));
    },
  }),
  command({
    path: "oncall schedule delete",
    summary: "Delete schedules, and with them who was on call by them",
    permission: "schedule.manage",
    answer: "private",
    args: {
      yes: flag("Do not ask"),
      schedules: several(schedule("Which schedules")),
      schedule: optional(schedule("Which schedule")),
    },
    form: { when: isNone, build: () => whichForm("delete", "Delete schedules", "Go on") },
    run: async (ctx, { yes, ...args }) => {
      if (yes) return schedulesDeleted(await deleteSchedules(ctx, idsOf(chosen(args))));
      return askToDelete(chosen(args));
    },
  }),
];

interface Chosen {
  readonly schedules: readonly ScheduleRecord[];
  readonly schedule: ScheduleRecord | undefined;
}

function isNone({ schedules, schedule: one }: Chosen): boolean {
  return schedules.length === 0 && one === undefined;
}

/** Each once. */
const chosen = ({ schedules, schedule: one }: Chosen): readonly ScheduleRecord[] => {
  const all = new Map([...schedules, ...(one === undefined ? [] : [one])].map((record) => [record.id, record]));
  if (all.size > 0) return [...all.values()];
  throw new Refusal("which-schedule", "Which schedules? Name some of `/oncall schedule list`.", "schedules");
};

const idsOf = (records: readonly ScheduleRecord[]) => records.map(({ id }) => id);

const validity = (
  { starts, ends }: { readonly starts: WallTime | "none" | undefined; readonly ends: WallTime | "none" | undefined },
  zoneName: string,
) => ({
  ...(typeof starts === "function" ? { validFrom: starts(zoneName) } : {}),
  ...(typeof ends === "function" ? { validUntil: ends(zoneName) } : {}),
});

const settingsAsked = async (
  ctx: CommandCtx,
  before: ScheduleSettings,
  asked: {
    readonly covers: readonly RestrictionDefinition[] | undefined;
    readonly remind: number | undefined;
    readonly tell: boolean | undefined;
  },
): Promise<Partial<ScheduleSettings>> => {
  const { intervals } = before.muted;
  const muted = asked.covers?.length === 0 ? { intervals } : { intervals, outside: asked.covers ?? [] };
  return {
    ...(asked.remind === undefined ? {} : { reminder: asked.remind }),
    ...(asked.tell === undefined ? {} : { places: await placesWith(ctx, before.places, asked.tell) }),
    ...(asked.covers === undefined ? {} : { muted }),
  };
};

/** The places a schedule tells, with this one or without it. */
const placesWith = async (ctx: CommandCtx, places: ScheduleSettings["places"], tell: boolean) => {
  if (ctx.place === undefined) throw new Refusal("no-place", "Type it in the chat channel that is meant.");
  const { connection, chat } = ctx.place;
  const others = places.filter(({ place }) => place.connection !== connection || place.chat !== chat);
  if (!tell) return others;
  return [...others, { place: { connection, chat }, name: await nameOfPlace(ctx.messengers, { connection, chat }) }];
};
