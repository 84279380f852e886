import { personKey } from "../../src/domain/oncall/member.ts";
import type { ScheduleRecord, ScheduleSettings } from "../../src/domain/oncall/record.ts";
import { beats } from "../../src/jobs/beats.ts";
import { type Ticking, tick } from "../../src/services/beat/tick.ts";
import { createSchedule } from "../../src/services/oncall/schedule/create.ts";
import { definitionOf, layerOf } from "./oncall-definition.ts";
import type { PostingWorld } from "./posting-world.ts";

/** Where a schedule tells of handoffs and gaps. */
export const inOps = (world: PostingWorld): Pick<ScheduleSettings, "places"> => ({
  places: [{ place: { connection: world.workspace.connection, chat: "C-OPS" }, name: "ops" }],
});

/** Ada and Grace by turns of a day from 09:00 on, in UTC; told in #ops. It is Monday, 09:00. */
export const daily = async (world: PostingWorld, settings: Partial<ScheduleSettings> = {}): Promise<ScheduleRecord> => {
  const { ada, grace } = world.workspace.people;
  const record = await createSchedule(world.as("ada"), {
    name: "web",
    definition: definitionOf([layerOf({ unit: "day", slots: [[personKey(ada)], [personKey(grace)]] })], {
      zone: "UTC",
    }),
    settings: { reminder: 0, ...inOps(world), ...settings },
  });
  await world.settle();
  return record;
};

/** The heart beats, and what it finds is done. */
export const beat = async (world: PostingWorld): Promise<void> => {
  const { database, jobs, clock } = world.workspace;
  await tickAll({
    transact: (work) => database.transact(work),
    enqueue: (tx, owed) => jobs.enqueue(tx, owed),
    now: () => clock.now(),
  });
  await world.settle();
};

export const tickAll = async (ctx: Ticking): Promise<void> => {
  for (const one of beats) await tick(ctx, one);
};

/** What somebody was told directly. */
export const heard = (world: PostingWorld, who: string): readonly string[] =>
  world.chat.words(`U-${who.toUpperCase()}`);

/** What was said in #ops. */
export const said = (world: PostingWorld): readonly string[] => world.chat.words("C-OPS");
