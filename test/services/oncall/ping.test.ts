import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { personKey } from "../../../src/domain/oncall/member.ts";
import { createSchedule } from "../../../src/services/oncall/schedule/create.ts";
import { beat } from "../../support/handoff-world.ts";
import { definitionOf, layerOf } from "../../support/oncall-definition.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";
import { buttonsOf } from "../../support/said.ts";

const table = menu();

/** Grace is on call on weekdays from nine to five, not at Epiphany. It is Monday, 5 January, 09:00 UTC. */
const desk = async (world: PostingWorld) => {
  const layer = layerOf(
    { unit: "day", slots: [[personKey(world.workspace.people.grace)]] },
    { restrictions: [{ days: [1, 2, 3, 4, 5], from: "09:00", minutes: 8 * 60 }], holidays: { dates: ["2026-01-06"] } },
  );
  await createSchedule(world.as("ada"), {
    name: "desk",
    definition: definitionOf([layer], { zone: "UTC" }),
    settings: { reminder: 0, muted: { intervals: [{ start: 0, end: 4e12 }] } },
  });
  await world.settle();
};

const types = (world: PostingWorld, line: string) =>
  world.workspace.types(table, world.workspace.as("ada", "C-OPS"), line);

const checks = (world: PostingWorld, chat: string) =>
  world.chat.words(chat).filter((words) => words.startsWith("Morning check"));

/** Waits in steps of an hour, with a heart that beats. */
const pass = async (world: PostingWorld, hours: number) => {
  for (let i = 0; i < hours; i += 1) {
    await world.advance("1h");
    await beat(world);
  }
};

describe("a ping", () => {
  it("shows its next times, and is saved by a button", async () => {
    await using world = await postingWorld();
    await desk(world);
    const answer = await world.workspace.answers(
      table,
      world.workspace.as("ada", "C-OPS"),
      "/oncall ping add desk every weekday 10:00 Europe/Berlin: Morning check",
    );
    const line = buttonsOf(answer)["Save"] ?? "";
    expect(line).toBe('oncall ping add when:"0 10 * * 1,2,3,4,5" zone:Europe/Berlin --save desk Morning check');
    expect(await types(world, "/oncall ping list")).toContain("There are no pings.");
    const saved = await types(world, `/${line}`);
    for (const day of ["06", "07", "08", "09", "12"]) expect(saved).toContain(`2026-01-${day}T09:00Z`);
    expect(await types(world, "/oncall ping list")).toContain("next 2026-01-06T09:00Z");
  });

  it("reaches whoever is on call at its time, once, however often the heart beats", async () => {
    await using world = await postingWorld();
    await desk(world);
    await types(world, "/oncall ping add --save desk every day 10:00 UTC: Morning check");
    await pass(world, 25);
    expect(checks(world, "U-GRACE")).toEqual([
      "Morning check\nYou are on call for desk.",
      "Morning check\nYou are on call for desk.",
    ]);
  });

  it("says in its place, or else to its maker, that nobody is on call", async () => {
    await using world = await postingWorld();
    await desk(world);
    await types(world, "/oncall ping add --save --here desk every day 18:00 UTC: Morning check");
    await types(world, "/oncall ping add --save desk every day 19:00 UTC: Morning check");
    await pass(world, 10);
    expect(checks(world, "C-OPS")).toEqual([expect.stringContaining("Nobody is on call for desk")]);
    expect(checks(world, "U-ADA")).toEqual([expect.stringContaining("Nobody is on call for desk")]);
    expect(checks(world, "U-GRACE")).toEqual([]);
  });

  it("skips the schedule's holidays if asked", async () => {
    await using world = await postingWorld();
    await desk(world);
    expect(await types(world, "/oncall ping add --workdays desk every day 10:00 UTC: Morning check")).not.toContain(
      "2026-01-06T10:00Z",
    );
    await types(world, "/oncall ping add --save --workdays desk every day 10:00 UTC: Morning check");
    await pass(world, 26);
    expect(checks(world, "U-GRACE")).toHaveLength(1);
    await pass(world, 24);
    expect(checks(world, "U-GRACE")).toHaveLength(2);
  });

  it("comes late and says so after downtime, and none is lost or repeated", async () => {
    await using world = await postingWorld();
    await desk(world);
    await beat(world);
    await types(world, "/oncall ping add --save desk every day 10:00 UTC: Morning check");
    await world.settle();
    await world.workspace.database.transact((tx) => tx.execute(sql`delete from pgboss.job`));
    await world.advance("2h");
    expect(checks(world, "U-GRACE")).toEqual([]);
    await beat(world);
    await beat(world);
    expect(checks(world, "U-GRACE")).toEqual([expect.stringContaining("This comes 1h late: it was due at")]);
  });

  it("is paused, goes on without making up for it, and is deleted", async () => {
    await using world = await postingWorld();
    await desk(world);
    const added = await types(world, "/oncall ping add --save desk every day 10:00 UTC: Morning check");
    const digits = /oncall ping list/.test(added)
      ? ""
      : (/\n([0-9a-f]{6}) /.exec(await types(world, "/oncall ping list"))?.[1] ?? "");
    expect(await types(world, `/oncall ping pause ${digits}`)).toContain("Paused: Morning check");
    await pass(world, 2);
    expect(checks(world, "U-GRACE")).toEqual([]);
    expect(await types(world, "/oncall ping list")).toContain("paused");
    expect(await types(world, `/oncall ping resume ${digits}`)).toContain("next 2026-01-06T10:00Z");
    await pass(world, 24);
    expect(checks(world, "U-GRACE")).toHaveLength(1);
    await types(world, `/oncall ping delete ${digits}`);
    await pass(world, 24);
    expect(checks(world, "U-GRACE")).toHaveLength(1);
    expect(await types(world, "/oncall ping list")).toContain("There are no pings.");
  });

  it("is refused without anybody to hear it, a time, or words", async () => {
    await using world = await postingWorld();
    await desk(world);
    expect(await types(world, "/oncall ping add every day 10:00: Morning check")).toContain("Who is to hear it?");
    expect(await types(world, "/oncall ping add desk soon: Morning check")).toContain("When is it to be said?");
    expect(await types(world, '/oncall ping add when:"every day 10:00" zone:Europe/Nowhere desk x')).toContain(
      "time zone",
    );
    expect(await types(world, "/oncall ping add desk every day 10:00 Europe/Nowhere: x")).toContain(
      "There is no time zone",
    );
  });
});
