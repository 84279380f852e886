import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { personKey } from "../../../src/domain/oncall/member.ts";
import { Refusal } from "../../../src/domain/refusal.ts";
import { changeLayers, joinRotation, leaveRotation } from "../../../src/services/oncall/schedule/change.ts";
import { createSchedule } from "../../../src/services/oncall/schedule/create.ts";
import { whoIsOnCall } from "../../../src/services/oncall/schedule/who.ts";
import { rowsOf } from "../../../src/store/database.ts";
import { linkPeople } from "../../../src/store/link-people.ts";
import { type TestWorkspace, testWorkspace } from "../../support/command-ctx.ts";
import { definitionOf, layerOf } from "../../support/oncall-definition.ts";

const world = async () => {
  const acme = await testWorkspace();
  const [ada, grace, bo] = [acme.people.ada, acme.people.grace, acme.people.bo].map(personKey) as [
    ReturnType<typeof personKey>,
    ReturnType<typeof personKey>,
    ReturnType<typeof personKey>,
  ];
  const definition = definitionOf([layerOf({ slots: [[ada], [grace]] })]);
  const { id } = await createSchedule(acme.as("ada"), { name: "web", definition });
  return { acme, id, ada, grace, bo };
};

const versions = async (acme: TestWorkspace) =>
  rowsOf<{ slots: number }>(
    await acme.database.read((tx) =>
      tx.execute(sql`
        select jsonb_array_length(definition->'layers'->0->'rotation'->'slots')::int as slots
          from schedule_versions order by starts_at`),
    ),
  ).map(({ slots }) => slots);

describe("the versions of a schedule", () => {
  it("hold every change, also two at once", async () => {
    const { acme, id, bo } = await world();
    await using _acme = acme;
    await acme.clock.advance("1d");
    const lin = personKey(acme.people.lin);
    await Promise.all([
      joinRotation(acme.as("bo"), id, { member: bo, layer: "primary", what: "joined" }),
      joinRotation(acme.as("lin"), id, { member: lin, layer: "primary", what: "joined" }),
    ]);
    expect(await versions(acme)).toEqual([2, 4]);
    expect((await acme.audited("schedule")).map(({ kind }) => kind)).toEqual(["created", "changed", "changed"]);
  });

  it("are as they were where a change is refused", async () => {
    const { acme, id, ada, grace } = await world();
    await using _acme = acme;
    const ctx = acme.as("ada");
    await acme.clock.advance("1d");
    await leaveRotation(ctx, id, { member: ada, what: "left" });
    await expect(leaveRotation(acme.as("grace"), id, { member: grace, what: "left" })).rejects.toThrow(Refusal);
    const rename = { what: "nothing", make: () => definitionOf([layerOf({ slots: [] })]) };
    await expect(changeLayers(ctx, id, rename)).rejects.toThrow("Who is on call in layer primary?");
    expect(await versions(acme)).toEqual([2, 1]);
  });

  it("are changed by whoever manages schedules, and by everybody for themselves alone", async () => {
    const { acme, id, bo } = await world();
    await using _acme = acme;
    const turns = { member: bo, layer: "primary", what: "joined" };
    expect(() => joinRotation(acme.as("lin"), id, turns)).toThrow("read-only");
    expect(() => changeLayers(acme.as("lin"), id, { what: "x", make: (one) => one })).toThrow("read-only");
    await joinRotation(acme.as("grace"), id, turns);
    expect(await versions(acme)).toEqual([3]);
  });

  it("follow somebody who turns out to be somebody else, also in the past", async () => {
    const { acme, id, bo } = await world();
    await using _acme = acme;
    await acme.clock.advance("2d");
    await joinRotation(acme.as("bo"), id, { member: bo, layer: "primary", what: "joined" });
    await acme.database.transact((tx) =>
      linkPeople(tx, acme.workspace, { from: acme.people.ada, into: acme.people.bo }),
    );
    const at = Temporal.Instant.from("2026-01-06T00:00Z");
    const then = await acme.database.read((tx) => whoIsOnCall(tx, acme.workspace, [id], at));
    expect(then.get(id)?.members).toEqual([bo]);
  });
});

it("is made once where two make it at once", async () => {
  const { acme, ada } = await world();
  await using _acme = acme;
  const wanted = { name: "API", definition: definitionOf([layerOf({ slots: [[ada]] })]) };
  const made = await Promise.allSettled([
    createSchedule(acme.as("ada"), wanted),
    createSchedule(acme.as("bo"), wanted),
  ]);
  expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(made.flatMap((one) => (one.status === "rejected" ? [String(one.reason)] : []))).toEqual([
    "Refusal: There is a schedule api already. See it with `/oncall schedule show api`.",
  ]);
});
