import type { PingId } from "../../../domain/ids.ts";
import { day } from "../../../domain/oncall/civil.ts";
import type { Due, NewDue } from "../../../domain/oncall/due.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import type { Tx } from "../../../store/database.ts";
import { findPings } from "../../../store/pings.ts";
import { findSchedules } from "../../../store/schedules.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { whoIsOnCall } from "../schedule/who.ts";
import type { Told } from "./handoff.ts";
import { holidaysFor } from "./holidays.ts";
import { timesIn } from "./rule.ts";

/** After a longer downtime nobody wants all that a rule would have said. */
const madeUpFor = day;

/** What a calendar rule owes in a time; nothing while it is paused. */
export const duesOfPing = async (ctx: Ctx, tx: Tx, id: PingId, window: Interval): Promise<readonly NewDue[]> => {
  const [ping] = await findPings(tx, ctx.workspace, { ids: [id] });
  if (ping === undefined || ping.pausedAt !== undefined) return [];
  const isLeftOut = await holidaysFor(tx, ctx.workspace, [ping], ctx.now());
  const start = Math.max(window.start, ctx.now().epochMilliseconds - madeUpFor);
  return timesIn(ping.rule, { start, end: window.end })
    .filter((at) => !isLeftOut(ping, at))
    .map((at) => ({ kind: "rule", key: `rule:${id}:${at}`, at: Temporal.Instant.fromEpochMilliseconds(at), ping: id }));
};

/** To whoever is on call then, and in its place; where nobody is, the schedule's places hear that. */
export const onRule = async (ctx: Ctx, tx: Tx, { ping: id, at }: Due): Promise<Told | null> => {
  const [ping] = id === undefined ? [] : await findPings(tx, ctx.workspace, { ids: [id] });
  if (ping === undefined || ping.pausedAt !== undefined) return null;
  const { schedule, message, place } = ping;
  if ((await holidaysFor(tx, ctx.workspace, [ping], at))(ping, at.epochMilliseconds)) return null;
  const [record] = schedule === undefined ? [] : await findSchedules(tx, ctx.workspace, [schedule]);
  const on =
    schedule === undefined ? [] : ((await whoIsOnCall(tx, ctx.workspace, [schedule], at)).get(schedule)?.members ?? []);
  const isNobody = record !== undefined && on.length === 0;
  const own =
    place === undefined ? [] : [{ place: { connection: place.connection, chat: place.chat }, name: place.name }];
  const places = isNobody && own.length === 0 ? record.settings.places : own;
  return {
    record: { createdBy: ping.createdBy, settings: { places } },
    on,
    off: [],
    told: isNobody && places.length === 0 ? ["keeper"] : ["place"],
    view: {
      kind: "rule",
      at,
      message,
      on,
      names: await memberNames(tx, ctx.workspace, on),
      ...(record === undefined ? {} : { schedule: record }),
    },
  };
};
