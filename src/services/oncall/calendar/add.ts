import { actorKey } from "../../../domain/actor.ts";
import type { CalendarId, PersonId, ScheduleId } from "../../../domain/ids.ts";
import type { Definition } from "../../../domain/oncall/definition.ts";
import { freshLayer, layerNamed, withChangedLayer, withLayer } from "../../../domain/oncall/layers.ts";
import { personKey } from "../../../domain/oncall/member.ts";
import type { StoredCalendar } from "../../../domain/oncall/stored-calendar.ts";
import type { CalendarRead } from "../../../domain/oncall/stored-calendar-view.ts";
import { permit } from "../../../domain/permission.ts";
import { DeliveryError, Refusal } from "../../../domain/refusal.ts";
import { insertCalendar } from "../../../store/calendars.ts";
import type { Tx } from "../../../store/database.ts";
import { audit } from "../../audit.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import type { Outside } from "../../outside.ts";
import { memberNames } from "../members.ts";
import { permitFor } from "../override/add.ts";
import { changeDefinition } from "../schedule/edit.ts";
import { lockedSchedule } from "../schedule/lock.ts";
import { applyAway } from "./apply.ts";
import { contentOf, readAhead } from "./content.ts";
import { hostOf, sealAddress } from "./fetch.ts";
import { zoneFor } from "./zone.ts";

/** Where a calendar is had from: an address that is read again every 15 minutes, or the text of a file. */
export type CalendarSource = { readonly url: string } | { readonly text: string };

export type NewCalendar = { readonly name: string; readonly source: CalendarSource } & (
  | { readonly purpose: "away"; readonly person: PersonId }
  | { readonly purpose: "holidays" | "layer"; readonly schedule: ScheduleId; readonly layer?: string }
);

const longestName = 80;
const longestAddress = 2_000;

/** Reads somebody else's calendar: as somebody's absences, as the duties of a layer, or as the holidays of one. */
export const addCalendar = async (ctx: Ctx, outside: Outside, wanted: NewCalendar): Promise<CalendarRead> => {
  permit(ctx.actor, "shift.change");
  if (wanted.purpose === "away") permitFor(ctx, [personKey(wanted.person)]);
  else permit(ctx.actor, "schedule.manage");
  const id = freshId<CalendarId>();
  const { text, ...marks } = await textOf(outside, wanted.source);
  const about = wanted.purpose === "away" ? { person: wanted.person } : { schedule: wanted.schedule };
  const zone = await ctx.read((tx) => zoneFor(ctx, tx, about));
  const now = ctx.now();
  const busy = await readAhead(text, zone, now);
  return ctx.transact(async (tx) => {
    const empty = { purpose: wanted.purpose, content: { events: [], dates: [] } };
    const { content, problems } = await contentOf(tx, ctx.workspace, empty, { busy, zone, now });
    const calendar: StoredCalendar = {
      id,
      purpose: wanted.purpose,
      name: checkCalendarName(wanted.name),
      ...("url" in wanted.source ? { url: sealAddress(outside, id, wanted.source.url) } : {}),
      ...(wanted.purpose === "away" ? { person: wanted.person } : {}),
      ...marks,
      readAt: now,
      content,
      createdBy: actorKey(ctx.actor),
      createdAt: now,
    };
    await insertCalendar(tx, ctx.workspace, calendar);
    const effects =
      wanted.purpose === "away" ? await applyAway(ctx, tx, { ...calendar, person: wanted.person }, content) : [];
    const schedule = wanted.purpose === "away" ? undefined : await attach(ctx, tx, wanted, calendar);
    const host = hostOf(outside, id, calendar.url);
    return {
      calendar,
      ...(host === undefined ? {} : { host }),
      ahead: content.events.length + content.dates.length,
      problems,
      effects,
      ...(schedule === undefined ? {} : { schedule }),
      names: await memberNames(tx, ctx.workspace, [
        ...(wanted.purpose === "away" ? [personKey(wanted.person)] : []),
        ...effects.flatMap(({ stretches }) => stretches.flatMap(({ people }) => people)),
      ]),
    };
  });
};

const textOf = async ({ reader }: Outside, source: CalendarSource) => {
  if ("text" in source) return { text: source.text };
  if (source.url.length > longestAddress || URL.parse(source.url) === null) {
    throw new Refusal("calendar-address", "That is no address. It begins with https:// or webcal://.", "url");
  }
  try {
    const page = await reader.read(source.url, {});
    if (page.kind === "read") {
      const { kind: _kind, ...read } = page;
      return read;
    }
  } catch (error) {
    if (error instanceof DeliveryError) throw new Refusal("calendar-unread", error.message, "url");
    throw error;
  }
  throw new Refusal("calendar-unread", "The calendar gives nothing. Try another address.", "url");
};

const checkCalendarName = (typed: string): string => {
  const name = typed.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (name !== "" && [...name].length <= longestName) return name;
  throw new Refusal("calendar-name", `A calendar needs a name of at most ${longestName} characters.`, "name");
};

type Attached = Extract<NewCalendar, { readonly purpose: "holidays" | "layer" }>;

/** Puts a calendar into a schedule: as a layer on top, or as the holidays of one layer or of all. */
const attach = async (ctx: Ctx, tx: Tx, wanted: Attached, { id, name }: StoredCalendar) => {
  const record = await lockedSchedule(ctx, tx, wanted.schedule);
  const definition = await changeDefinition(ctx, tx, record, (before) => attached(before, wanted, { id, name }));
  await audit(
    ctx,
    tx,
    { kind: "schedule", id: record.id },
    {
      kind: "changed",
      data: {
        key: record.key,
        change: `added calendar ${name} as ${wanted.purpose === "layer" ? "a layer" : "holidays"}`,
        layers: definition.layers.map((one) => one.name),
      },
    },
  );
  return record;
};

const attached = (
  before: Definition,
  { purpose, layer = "" }: Attached,
  { id, name }: Pick<StoredCalendar, "id" | "name">,
): Definition => {
  if (purpose === "layer") {
    const called = layer === "" ? name : layer;
    if (before.layers.some((one) => one.name === called)) {
      throw new Refusal("layer-taken", `There is a layer ${called} already. Name another with \`layer:\`.`, "layer");
    }
    return withLayer(before, { ...freshLayer(called, {}), assigned: id });
  }
  const chosen = layer === "" ? before.layers : before.layers.filter((one) => one === layerNamed(before, layer));
  if (chosen.length === 0) throw new Refusal("no-such-layer", "There is no such layer. Name another.", "layer");
  return chosen.reduce(
    (all, one) =>
      withChangedLayer(all, one.name, (its) => ({
        ...its,
        holidays: { ...its.holidays, calendar: id },
        onHolidays: its.onHolidays === "ignore" ? "skip" : its.onHolidays,
      })),
    before,
  );
};
