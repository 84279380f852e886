import type { ScheduleId } from "../../../domain/ids.ts";
import type { Json } from "../../../domain/incident/timeline.ts";
import type { Definition } from "../../../domain/oncall/definition.ts";
import { withoutTurns, withTurns } from "../../../domain/oncall/layers.ts";
import { type MemberKey, personKey } from "../../../domain/oncall/member.ts";
import {
  checkScheduleDescription,
  checkScheduleName,
  type ScheduleRecord,
  type ScheduleSettings,
} from "../../../domain/oncall/record.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { codeOf } from "../../../store/failure.ts";
import { deleteSchedules as deleteRows, lockSchedules, updateSchedule } from "../../../store/schedules.ts";
import { audit, auditRemoved } from "../../audit.ts";
import type { Ctx } from "../../ctx.ts";
import { replan } from "../ping/jobs.ts";
import { changeDefinition, definitionAt, type When } from "./edit.ts";
import { actorStamp, lockedSchedule, refuseTaken } from "./lock.ts";

/** What is to be different; what is left out stays. `null` takes an end or a beginning away. */
export interface ScheduleWish {
  readonly name?: string;
  readonly description?: string;
  readonly zone?: string;
  readonly validFrom?: string | null;
  readonly validUntil?: string | null;
  readonly settings?: Partial<ScheduleSettings>;
}

/** Gives a schedule another name, description, zone, validity or settings. */
export const changeSchedule = async (
  ctx: Ctx,
  id: ScheduleId,
  wish: ScheduleWish,
): Promise<{ readonly record: ScheduleRecord; readonly changed: readonly string[] }> => {
  permit(ctx.actor, "schedule.manage");
  const wanted = wish.name === undefined ? undefined : checkScheduleName(wish.name);
  const description = wish.description === undefined ? undefined : checkScheduleDescription(wish.description);
  try {
    return await ctx.transact(async (tx) => {
      const before = await lockedSchedule(ctx, tx, id);
      const definition = await definitionAt(ctx, tx, id, ctx.now());
      const fields = {
        ...(wanted === undefined || wanted.name === before.name ? {} : wanted),
        ...(description === undefined || description === before.description ? {} : { description }),
        settings: { ...before.settings, ...wish.settings },
      };
      const redefined = redefine(definition, wish);
      const changed = differing(
        { ...before, ...before.settings, ...definition },
        { ...before, ...before.settings, ...wish.settings, ...fields, ...redefined },
      );
      if (changed.length === 0) throw new Refusal("same-schedule", `${before.name} is set up so already.`);
      const stamp = actorStamp(ctx);
      await updateSchedule(tx, ctx.workspace, id, { ...fields, ...stamp });
      await replan(ctx, tx, [id]);
      if (differing(definition, redefined).length > 0) {
        await changeDefinition(ctx, tx, before, (one) => redefine(one, wish));
      }
      await audit(
        ctx,
        tx,
        { kind: "schedule", id },
        { kind: "changed", data: { key: before.key, change: `changed ${changed.join(", ")}`, fields: changed } },
      );
      return { record: { ...before, ...fields, ...stamp }, changed };
    });
  } catch (error) {
    if (wanted !== undefined && codeOf(error) === "23505") return refuseTaken(wanted.key);
    throw error;
  }
};

const redefine = (
  { validFrom: from, validUntil: until, ...kept }: Definition,
  { zone = kept.zone, validFrom = from ?? null, validUntil = until ?? null }: ScheduleWish,
): Definition => ({
  ...kept,
  zone,
  ...(validFrom === null ? {} : { validFrom }),
  ...(validUntil === null ? {} : { validUntil }),
});

const called: Readonly<Record<string, string>> = {
  name: "name",
  description: "description",
  zone: "zone",
  validFrom: "start",
  validUntil: "end",
  places: "channels told",
  reminder: "reminder",
  follows: "groups",
  muted: "hours covered",
};

const differing = (before: object, after: object): readonly string[] => {
  const [old, now] = [before, after] as readonly Readonly<Record<string, Json | undefined>>[];
  return Object.entries(called).flatMap(([field, word]) =>
    JSON.stringify(old?.[field]) === JSON.stringify(now?.[field]) ? [] : [word],
  );
};

export interface LayerChange {
  /** "added layer nights" */
  readonly what: string;
  readonly make: (definition: Definition) => Definition;
  readonly when?: When;
}

/** Changes the layers of a schedule, from now or later on; what was on call stays as it was. */
export const changeLayers = (ctx: Ctx, id: ScheduleId, change: LayerChange): Promise<ScheduleRecord> => {
  permit(ctx.actor, "schedule.manage");
  return saveLayers(ctx, id, change);
};

/** Whose turns are meant, in which layer: in all of them where none is named. */
export interface Turns {
  readonly member: MemberKey;
  readonly layer?: string;
  readonly what: string;
  readonly when?: When;
}

/** Everybody may take turns by themselves; letting somebody else needs who manages schedules. */
export const joinRotation = (
  ctx: Ctx,
  id: ScheduleId,
  { member, layer, ...rest }: Turns & { readonly layer: string },
): Promise<ScheduleRecord> => {
  permit(ctx.actor, "shift.change");
  if (!isOwn(ctx, member)) permit(ctx.actor, "schedule.manage");
  return saveLayers(ctx, id, { ...rest, make: (before) => withTurns(before, layer, member) });
};

export const leaveRotation = (ctx: Ctx, id: ScheduleId, { member, layer, ...rest }: Turns): Promise<ScheduleRecord> => {
  permit(ctx.actor, "shift.change");
  if (!isOwn(ctx, member)) permit(ctx.actor, "schedule.manage");
  return saveLayers(ctx, id, { ...rest, make: (before) => withoutTurns(before, layer, member) });
};

const isOwn = ({ actor }: Ctx, member: MemberKey): boolean => actor.kind === "person" && member === personKey(actor.id);

const saveLayers = (ctx: Ctx, id: ScheduleId, { what, make, when }: LayerChange): Promise<ScheduleRecord> =>
  ctx.transact(async (tx) => {
    const record = await lockedSchedule(ctx, tx, id);
    const { layers } = await changeDefinition(ctx, tx, record, make, when);
    const from = when?.from;
    const data = {
      key: record.key,
      change: what,
      layers: layers as unknown as Json,
      ...(from === undefined ? {} : { from: from.toString() }),
    };
    await audit(ctx, tx, { kind: "schedule", id }, { kind: "changed", data });
    return record;
  });

/** Deletes schedules, and with them who was on call by them. */
export const deleteSchedules = (ctx: Ctx, ids: readonly ScheduleId[]): Promise<readonly ScheduleRecord[]> => {
  permit(ctx.actor, "schedule.manage");
  return ctx.transact(async (tx) => {
    const records = await lockSchedules(tx, ctx.workspace, ids);
    await deleteRows(
      tx,
      ctx.workspace,
      records.map(({ id }) => id),
    );
    await auditRemoved(
      ctx,
      tx,
      "schedule",
      records.map(({ id, key, name }) => ({ id, data: { key, name } })),
    );
    return records;
  });
};
