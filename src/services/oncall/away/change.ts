import { actorKey } from "../../../domain/actor.ts";
import type { AwayId, PersonId } from "../../../domain/ids.ts";
import type { AwayChanged, AwayEffect } from "../../../domain/oncall/away-view.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { personKey } from "../../../domain/oncall/member.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { awayIn, endAway, findAway, insertAway, type KeptAway } from "../../../store/away.ts";
import type { Tx } from "../../../store/database.ts";
import { audit } from "../../audit.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { memberNames } from "../members.ts";
import { checkNote, permitFor } from "../override/add.ts";
import { effectsSince, schedulesBefore } from "./effects.ts";

/** The longest absence. */
const longest = Temporal.Duration.from({ hours: 800 * 24 });

export interface NewAway extends Interval {
  readonly person: PersonId;
  readonly note?: string;
}

/** Somebody cannot be on call in a time: the next in order covers, and nobody's turn moves. */
export const addAway = (ctx: Ctx, { person, start, end, note: typed }: NewAway): Promise<AwayChanged> => {
  permit(ctx.actor, "shift.change");
  permitFor(ctx, [personKey(person)]);
  const note = checkNote(typed);
  const now = ctx.now().epochMilliseconds;
  const span = { start: Math.max(start, now), end };
  if (end <= start) throw new Refusal("span-backwards", "It would end before it begins. Name a later end.", "to");
  if (end <= now) throw new Refusal("away-over", "That time is over, and what was on call stays as it was.", "to");
  if (end - start > longest.total("milliseconds")) {
    throw new Refusal("span-too-long", "An absence lasts 800 days at most. Name an earlier end.", "to");
  }
  return ctx.transact(async (tx) => {
    const known = await awayIn(tx, ctx.workspace, { from: instantOf(span.start), to: instantOf(end), of: [person] });
    if (known.some((one) => one.start <= span.start && one.end >= end)) {
      throw new Refusal("away-already", "That is known already. See it with `/oncall away list`.");
    }
    const before = await schedulesBefore(ctx, tx, span);
    const away: Omit<KeptAway, "person"> = {
      id: freshId<AwayId>(),
      of: person,
      ...span,
      plannedEnd: end,
      note,
      createdBy: actorKey(ctx.actor),
      createdAt: ctx.now(),
    };
    await insertAway(tx, ctx.workspace, [away]);
    await auditAway(ctx, tx, away, "is away");
    return changed(ctx, tx, away, await effectsSince(ctx, tx, before, person));
  });
};

/** Ends an absence: from now on if it has begun, else altogether. */
export const deleteAway = (ctx: Ctx, id: AwayId): Promise<AwayChanged> => {
  permit(ctx.actor, "shift.change");
  return ctx.transact(async (tx) => {
    const known = await findAway(tx, ctx.workspace, id);
    if (known === undefined) {
      throw new Refusal("no-such-away", "That absence is gone. See what there is with `/oncall away list`.");
    }
    permitFor(ctx, [personKey(known.of)]);
    if (known.calendar !== undefined) {
      throw new Refusal(
        "away-of-calendar",
        "That absence comes from a calendar. Change it there, or stop reading it with `/oncall calendar delete`.",
      );
    }
    const now = ctx.now().epochMilliseconds;
    const before = await schedulesBefore(ctx, tx, { start: Math.max(known.start, now), end: known.end });
    const [ended] = await endAway(tx, ctx.workspace, { ids: [id] }, ctx.now());
    if (ended === undefined) throw new Refusal("away-over", "That absence is over already.");
    await auditAway(ctx, tx, known, "is not away");
    return changed(ctx, tx, known, await effectsSince(ctx, tx, before, known.of));
  });
};

const auditAway = (ctx: Ctx, tx: Tx, { of, start, end }: Pick<KeptAway, "of" | "start" | "end">, change: string) =>
  audit(
    ctx,
    tx,
    { kind: "person", id: of },
    { kind: "changed", data: { change, from: instantOf(start).toString(), to: instantOf(end).toString() } },
  );

const changed = async (
  ctx: Ctx,
  tx: Tx,
  { id, of, start, end, note }: Omit<KeptAway, "person">,
  effects: readonly AwayEffect[],
): Promise<AwayChanged> => ({
  away: { id, of, start, end, note },
  effects,
  names: await memberNames(tx, ctx.workspace, [
    personKey(of),
    ...effects.flatMap(({ stretches }) => stretches.flatMap(({ people }) => people)),
  ]),
});

const instantOf = (at: number): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(at);
