import { describe, expect, it } from "vitest";
import type { CommandCtx } from "../../../src/commands/context.ts";
import type { ScheduleId } from "../../../src/domain/ids.ts";
import type { Definition } from "../../../src/domain/oncall/definition.ts";
import { personKey } from "../../../src/domain/oncall/member.ts";
import type { OverrideChange } from "../../../src/domain/oncall/override.ts";
import { freshId } from "../../../src/services/ctx.ts";
import { beginAct, changeOverrides } from "../../../src/services/oncall/override/change.ts";
import { createSchedule } from "../../../src/services/oncall/schedule/create.ts";
import { changeDefinition, type When } from "../../../src/services/oncall/schedule/edit.ts";
import { loadSchedules } from "../../../src/services/oncall/schedule/load.ts";
import { lockedSchedule } from "../../../src/services/oncall/schedule/lock.ts";
import { whoIsOnCall } from "../../../src/services/oncall/schedule/who.ts";
import { insertAway } from "../../../src/store/away.ts";
import { type TestWorkspace, testWorkspace } from "../../support/command-ctx.ts";
import { definitionOf, layerOf } from "../../support/oncall-definition.ts";

const at = (text: string) => Temporal.Instant.from(text);
const ms = (text: string) => at(text).epochMilliseconds;

const keys = ({ people }: TestWorkspace) => ({
  ada: personKey(people.ada),
  grace: personKey(people.grace),
  bo: personKey(people.bo),
});

/** Who is on call at an instant, by first name. */
const who = async (acme: TestWorkspace, id: ScheduleId, when: string): Promise<string> => {
  const found = await acme.database.read((tx) => whoIsOnCall(tx, acme.workspace, [id], at(when)));
  const names = Object.entries(keys(acme));
  return (found.get(id)?.members ?? []).map((key) => names.find(([, one]) => one === key)?.[0] ?? key).join("+");
};

const edit = (ctx: CommandCtx, id: ScheduleId, change: (before: Definition) => Definition, when?: When) =>
  ctx.transact(async (tx) => changeDefinition(ctx, tx, await lockedSchedule(ctx, tx, id), change, when));

const override = (ctx: CommandCtx, id: ScheduleId, change: OverrideChange) =>
  ctx.transact(async (tx) => {
    const schedule = await lockedSchedule(ctx, tx, id);
    return changeOverrides(ctx, tx, schedule, { act: await beginAct(ctx, tx, "override"), change });
  });

const weekly = (acme: TestWorkspace) => {
  const { ada, grace } = keys(acme);
  return createSchedule(acme.as("ada"), {
    name: "Web",
    definition: definitionOf([layerOf({ slots: [[ada], [grace]] })]),
  });
};

describe("a stored schedule", () => {
  it("says who is on call now, until when and who is next", async () => {
    await using acme = await testWorkspace();
    const { id } = await weekly(acme);
    await acme.clock.advance("1d");
    const found = await acme.database.read((tx) => whoIsOnCall(tx, acme.workspace, "all", acme.clock.now()));
    expect(found.get(id)).toEqual({
      schedule: { id, key: "web", name: "Web" },
      members: [keys(acme).ada],
      absent: [],
      layer: "primary",
      validity: "valid",
      since: at("2026-01-05T09:00:00Z"),
      until: at("2026-01-12T08:00:00Z"),
      next: { members: [keys(acme).grace], start: at("2026-01-12T08:00:00Z") },
    });
  });

  it("has nobody on call before it was made", async () => {
    await using acme = await testWorkspace();
    await acme.clock.advance("1d");
    const { id } = await weekly(acme);
    expect(await who(acme, id, "2026-01-06T08:59:59Z")).toBe("");
    expect(await who(acme, id, "2026-01-06T09:00:00Z")).toBe("ada");
  });

  it("keeps the past and whose turn it is when it is edited", async () => {
    await using acme = await testWorkspace();
    const { id } = await weekly(acme);
    const { ada, grace, bo } = keys(acme);
    await acme.clock.advance("10d");
    await edit(acme.as("ada"), id, () => definitionOf([layerOf({ slots: [[bo], [ada], [grace]] })]));
    expect(await who(acme, id, "2026-01-07T12:00:00Z")).toBe("ada");
    expect(await who(acme, id, "2026-01-13T12:00:00Z")).toBe("grace");
    expect(await who(acme, id, "2026-01-15T12:00:00Z")).toBe("grace");
    expect(await who(acme, id, "2026-01-20T12:00:00Z")).toBe("bo");
    await edit(acme.as("ada"), id, () => definitionOf([layerOf({ slots: [[bo]] })]), {
      from: at("2026-02-01T00:00:00Z"),
    });
    expect(await who(acme, id, "2026-01-27T12:00:00Z")).toBe("ada");
    expect(await who(acme, id, "2026-02-01T00:00:00Z")).toBe("bo");
  });

  it("hands over once on both nights the clocks change", async () => {
    await using acme = await testWorkspace();
    const { ada, grace } = keys(acme);
    const { id } = await createSchedule(acme.as("ada"), {
      name: "nights",
      definition: definitionOf([layerOf({ unit: "day", anchor: "2026-01-05T02:30", slots: [[ada], [grace]] })]),
    });
    // 29 March: 02:30 does not exist and becomes 03:30 (01:30Z). 25 October: 02:30 comes twice, the first counts (00:30Z).
    const second = { seconds: 1 };
    for (const handoff of ["2026-03-29T01:30:00Z", "2026-10-25T00:30:00Z"]) {
      expect(await who(acme, id, at(handoff).subtract(second).toString())).toBe("ada");
      expect(await who(acme, id, handoff)).toBe("grace");
    }
  });

  it("keeps what an override did when it is taken back", async () => {
    await using acme = await testWorkspace();
    const { id } = await weekly(acme);
    const { bo } = keys(acme);
    const ctx = acme.as("ada");
    const span = { start: ms("2026-01-06T00:00:00Z"), end: ms("2026-01-08T00:00:00Z") };
    const { added } = await override(ctx, id, { added: [{ kind: "set", by: bo, ...span }], removed: [] });
    expect(await who(acme, id, "2026-01-07T23:00:00Z")).toBe("bo");
    await acme.clock.advance("1d");
    await override(ctx, id, { added: [], removed: added });
    expect(await who(acme, id, "2026-01-06T08:59:59Z")).toBe("bo");
    expect(await who(acme, id, "2026-01-06T09:00:00Z")).toBe("ada");
    expect(await who(acme, id, "2026-01-05T23:59:59Z")).toBe("ada");
  });

  it("begins an override for a time that has passed in part now", async () => {
    await using acme = await testWorkspace();
    const { id } = await weekly(acme);
    await acme.clock.advance("1d");
    const span = { start: ms("2026-01-05T12:00:00Z"), end: ms("2026-01-07T00:00:00Z") };
    await override(acme.as("ada"), id, { added: [{ kind: "set", by: keys(acme).bo, ...span }], removed: [] });
    expect(await who(acme, id, "2026-01-06T08:00:00Z")).toBe("ada");
    expect(await who(acme, id, "2026-01-06T10:00:00Z")).toBe("bo");
  });

  it("lets the next cover for whoever is away, and says so", async () => {
    await using acme = await testWorkspace();
    const { id } = await weekly(acme);
    const end = ms("2026-01-09T00:00:00Z");
    await acme.database.transact((tx) =>
      insertAway(tx, acme.workspace, [
        {
          id: freshId(),
          of: acme.people.ada,
          start: ms("2026-01-07T00:00:00Z"),
          end,
          plannedEnd: end,
          note: "",
          createdBy: "system",
          createdAt: acme.clock.now(),
        },
      ]),
    );
    expect(await who(acme, id, "2026-01-07T12:00:00Z")).toBe("grace");
    const found = await acme.database.read((tx) => whoIsOnCall(tx, acme.workspace, [id], at("2026-01-07T12:00:00Z")));
    expect(found.get(id)).toMatchObject({ absent: [keys(acme).ada], until: at("2026-01-09T00:00:00Z") });
  });

  it("is loaded with only what concerns the window", async () => {
    await using acme = await testWorkspace();
    const { id } = await weekly(acme);
    await acme.clock.advance("2d");
    await edit(acme.as("ada"), id, (before) => ({ ...before, zone: "UTC" }));
    await acme.clock.advance("2d");
    await edit(acme.as("ada"), id, (before) => ({ ...before, zone: "Asia/Kathmandu" }));
    const zones = async (from: string, to: string) => {
      const [one] = await acme.database.read((tx) =>
        loadSchedules(tx, acme.workspace, { ids: [id], from: at(from), to: at(to) }),
      );
      return one?.versions.map(({ definition }) => definition.zone);
    };
    expect(await zones("2026-01-08T00:00:00Z", "2026-01-08T01:00:00Z")).toEqual(["UTC"]);
    expect(await zones("2026-01-08T00:00:00Z", "2026-01-10T00:00:00Z")).toEqual(["UTC", "Asia/Kathmandu"]);
    expect(await zones("2026-01-01T00:00:00Z", "2026-01-06T00:00:00Z")).toEqual(["Europe/Berlin"]);
  });
});
