import { describe, expect, it } from "vitest";
import type { TeamId } from "../../src/domain/ids.ts";
import { beats } from "../../src/jobs/beats.ts";
import { beatWith } from "../../src/jobs/heartbeat.ts";
import { freshId } from "../../src/services/ctx.ts";
import { insertTeam, teamMembersOf } from "../../src/store/teams.ts";
import { postingWorld } from "../support/posting-world.ts";
import { wordsOf } from "../support/said.ts";

describe("a team that follows a group", () => {
  it("has the group's members within the hour, whatever was missed", async () => {
    await using world = await postingWorld();
    const { clock, connection, database, workspace } = world.workspace;
    const team = freshId<TeamId>();
    await database.transact((tx) =>
      insertTeam(tx, workspace, {
        id: team,
        key: "db",
        name: "Databases",
        createdBy: "system",
        createdAt: clock.now(),
        follows: { connection, group: "S1", name: "dbas" },
      }),
    );
    world.chat.memberships.set("S1", ["U-ADA", "U-GRACE", "U-STRANGER"]);
    const beat = beatWith(world.workspace.as("ada"), beats, { error: () => undefined } as never);
    await beat();
    await world.advance("61m");
    await beat();
    await world.settle();
    const members = await database.read((tx) => teamMembersOf(tx, workspace, [team]));
    expect(members.map(({ name }) => name)).toEqual(["Ada", "Grace"]);
  });
});

describe("a person's home", () => {
  it("shows what is theirs and what is active, and nothing private of others", async () => {
    await using world = await postingWorld();
    const { connection, people } = world.workspace;
    await world.open("Checkout is down", { assignees: [{ kind: "person", id: people.grace }] });
    await world.open("Search is slow");
    await world.open("A leak", { private: true });
    const ctx = world.as("ada");
    await ctx.transact((tx) =>
      ctx.enqueue(tx, [{ data: { kind: "home", connection, person: people.grace }, key: "home" }]),
    );
    await world.settle();
    const home = world.chat.homes.get("U-GRACE");
    const words = home === undefined ? "" : wordsOf(home);
    expect(words.indexOf("Checkout is down")).toBeGreaterThan(-1);
    expect(words).toContain("Search is slow");
    expect(words).not.toContain("A leak");
  });
});
