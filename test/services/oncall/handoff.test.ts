import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { personKey } from "../../../src/domain/oncall/member.ts";
import { freshId } from "../../../src/services/ctx.ts";
import { beginAct, changeOverrides } from "../../../src/services/oncall/override/change.ts";
import { replanAll } from "../../../src/services/oncall/ping/jobs.ts";
import { changeSchedule } from "../../../src/services/oncall/schedule/change.ts";
import { lockedSchedule } from "../../../src/services/oncall/schedule/lock.ts";
import { insertAway } from "../../../src/store/away.ts";
import { refusal, unreachable } from "../../support/chat.ts";
import { beat, daily, heard, said } from "../../support/handoff-world.ts";
import { postingWorld } from "../../support/posting-world.ts";

const ms = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

describe("at a handoff", () => {
  it("both people and the place are told once, with until when, who was before and what is open", async () => {
    await using world = await postingWorld();
    await daily(world);
    await world.open("Checkout is down", {
      severity: "sev2",
      assignees: [{ kind: "person", id: world.workspace.people.ada }],
    });
    await world.advance("1d");
    expect(heard(world, "grace")).toEqual([
      expect.stringMatching(
        /^You are on call for web until 2026-01-07T09:00Z, after Ada\.\n1 incident open:\n.*INC-1 Checkout is down/s,
      ),
    ]);
    expect(heard(world, "ada").filter((words) => words.includes("web"))).toEqual([
      expect.stringContaining("You are off call for web: Grace is on call until 2026-01-07T09:00Z."),
    ]);
    expect(said(world)).toEqual([
      expect.stringContaining("web: Ada is on call until 2026-01-06T09:00Z."),
      expect.stringContaining("web: Grace is on call until 2026-01-07T09:00Z. Before: Ada."),
    ]);
    await beat(world);
    await beat(world);
    expect(heard(world, "grace")).toHaveLength(1);
  });

  it("whoever comes is reminded ahead, once, and not at all where nobody wants it", async () => {
    await using world = await postingWorld();
    const { id } = await daily(world, { reminder: 60, places: [] });
    await world.advance("23h");
    expect(heard(world, "grace")).toEqual([
      expect.stringContaining(
        "Your shift comes: you are on call for web from 2026-01-06T09:00Z until 2026-01-07T09:00Z, after Ada.",
      ),
    ]);
    await changeSchedule(world.as("ada"), id, { settings: { reminder: 30 } });
    await world.advance("1h");
    expect(heard(world, "grace")).toHaveLength(2);
    await changeSchedule(world.as("ada"), id, { settings: { reminder: 0 } });
    await world.advance("1d");
    expect(heard(world, "ada").filter((words) => words.startsWith("Your shift"))).toEqual([]);
  });

  it("comes late and says so after an hour of downtime, though its wake-up was lost", async () => {
    await using world = await postingWorld();
    await daily(world);
    await beat(world);
    await world.workspace.database.transact((tx) => tx.execute(sql`delete from pgboss.job`));
    await world.advance("25h");
    expect(heard(world, "grace")).toEqual([]);
    await beat(world);
    expect(heard(world, "grace")).toEqual([expect.stringContaining("This comes 1h late: it was due at")]);
    await beat(world);
    expect(heard(world, "grace")).toHaveLength(1);
  });

  it("is told though nothing of it was planned when the downtime began", async () => {
    await using world = await postingWorld();
    await daily(world);
    await beat(world);
    await world.workspace.database.transact((tx) => tx.execute(sql`delete from due_pings`));
    await world.workspace.database.transact((tx) => tx.execute(sql`delete from pgboss.job`));
    await world.advance("25h");
    await beat(world);
    expect(heard(world, "grace")).toEqual([expect.stringContaining("This comes 1h late")]);
  });

  it("moves with the schedule, and is told at its new time alone", async () => {
    await using world = await postingWorld();
    const { id } = await daily(world);
    await world.advance("12h");
    const ctx = world.as("ada");
    const { grace } = world.workspace.people;
    const span = { start: ms("2026-01-06T06:00:00Z"), end: ms("2026-01-06T09:00:00Z") };
    await ctx.transact(async (tx) => {
      const schedule = await lockedSchedule(ctx, tx, id);
      const act = await beginAct(ctx, tx, "override");
      await changeOverrides(ctx, tx, schedule, {
        act,
        change: { added: [{ kind: "set", by: personKey(grace), ...span }], removed: [] },
      });
    });
    await world.advance("9h");
    expect(heard(world, "grace")).toEqual([expect.stringContaining("You are on call for web until 2026-01-07T09:00Z")]);
    await world.advance("10h");
    expect(heard(world, "grace")).toHaveLength(1);
  });

  it("spares whoever brought it about just now, and tells the others", async () => {
    await using world = await postingWorld();
    const { id } = await daily(world);
    expect(heard(world, "ada")).toEqual([]);
    await world.advance("1h");
    const ctx = world.as("grace");
    const span = { start: ms("2026-01-05T10:00:00Z"), end: ms("2026-01-05T12:00:00Z") };
    await ctx.transact(async (tx) => {
      const schedule = await lockedSchedule(ctx, tx, id);
      const act = await beginAct(ctx, tx, "take");
      const by = personKey(world.workspace.people.grace);
      await changeOverrides(ctx, tx, schedule, { act, change: { added: [{ kind: "set", by, ...span }], removed: [] } });
    });
    await world.settle();
    expect(heard(world, "grace")).toEqual([]);
    expect(heard(world, "ada")).toEqual([
      expect.stringContaining("You are off call for web: Grace is on call until 2026-01-05T12:00Z."),
    ]);
    await world.advance("2h");
    expect(heard(world, "grace")).toEqual([expect.stringContaining("You are off call for web: Ada is on call")]);
  });

  it("follows an absence", async () => {
    await using world = await postingWorld();
    await daily(world);
    const ctx = world.as("grace");
    const end = ms("2026-01-08T00:00:00Z");
    await ctx.transact(async (tx) => {
      await insertAway(tx, ctx.workspace, [
        {
          id: freshId(),
          of: world.workspace.people.grace,
          start: ms("2026-01-05T10:00:00Z"),
          end,
          plannedEnd: end,
          note: "",
          createdBy: "system",
          createdAt: ctx.now(),
        },
      ]);
      await replanAll(ctx, tx);
    });
    await world.advance("1d");
    expect(heard(world, "grace")).toEqual([]);
    expect(said(world)).toHaveLength(1);
  });

  it("names whom nothing reaches to the place, and goes on with the others", async () => {
    await using world = await postingWorld();
    await daily(world);
    await world.workspace.database.transact((tx) => tx.execute(sql`update people set email = null`));
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") });
    await world.advance("1d");
    expect(said(world)).toContainEqual(expect.stringContaining("web: Grace could not be told of the handoff"));
    expect(heard(world, "ada")).toHaveLength(1);
  });

  it("is tried again for those a platform was away for, and for nobody else", async () => {
    await using world = await postingWorld();
    await daily(world);
    world.chat.trouble("direct", { kind: "refuses", error: unreachable() }, 2);
    await world.advance("1d");
    for (let i = 0; i < 5; i += 1) await world.advance("1m");
    expect(heard(world, "grace")).toHaveLength(1);
    expect(heard(world, "ada")).toHaveLength(1);
    expect(said(world)).toHaveLength(2);
  });

  it("goes on where it stopped when the process dies at any point", async () => {
    await using world = await postingWorld();
    await daily(world);
    for (let nth = 1; nth < 20; nth += 4) {
      await beat(world);
      world.dieAt(nth);
      await world.advance("23h");
      for (let i = 0; i < 60; i += 10) await world.advance("10m");
    }
    const days = 5;
    expect([...heard(world, "grace"), ...heard(world, "ada")]).toHaveLength(2 * days);
    expect(said(world)).toHaveLength(1 + days);
  });
});
