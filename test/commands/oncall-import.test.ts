import { describe, expect, it } from "vitest";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import type { AttachmentId } from "../../src/domain/ids.ts";
import { freshId } from "../../src/services/ctx.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = buildTable(oncallCommands, oncallAliases);

/** What somebody reads who mentions the bot with a file. */
const imports = (acme: TestWorkspace, name: "ada" | "lin", json: unknown, rest = "") => {
  const text = typeof json === "string" ? json : JSON.stringify(json);
  const bytes = new TextEncoder().encode(text);
  acme.slack.library.set("F1", { name: "schedule.json", mediaType: "application/json", alt: "", bytes });
  const file = {
    id: freshId<AttachmentId>(),
    name: "schedule.json",
    mediaType: "application/json",
    size: bytes.length,
    origin: { connection: acme.connection, file: "F1" },
  };
  return acme.types(table, { ...acme.as(name), files: [file] }, `oncall schedule import ${rest}`);
};

const shifts = async (acme: TestWorkspace, key: string) =>
  (await acme.types(table, acme.as("ada"), `oncall next ${key}`))
    .split("\n")
    .filter((line) => line.startsWith("- "))
    .slice(0, 4);

const layer = {
  name: "Layer 1",
  start: "2026-01-05T09:00:00+01:00",
  end: null,
  rotation_virtual_start: "2026-01-05T09:00:00+01:00",
  rotation_turn_length_seconds: 604_800,
  users: [
    { user: { id: "P1", summary: "Ada", email: "Ada@Acme.test" } },
    { user: { id: "P2", summary: "Out There", email: "out@there.test" } },
  ],
  restrictions: [],
};
const pagerDuty = {
  schedule: { name: "Primary", description: null, time_zone: "Europe/Berlin", schedule_layers: [layer] },
  overrides: [
    {
      start: "2026-01-06T12:00:00+01:00",
      end: "2026-01-06T13:00:00+01:00",
      user: { id: "P3", summary: "Grace", email: "grace@acme.test" },
    },
  ],
};

describe("/oncall schedule import", () => {
  it("makes a schedule out of PagerDuty's, with the overrides to come and whoever is not here by address", async () => {
    await using acme = await testWorkspace();
    const said = await imports(acme, "ada", pagerDuty);
    expect(said).toContain("Primary is created (Europe/Berlin). On call: Ada until 2026-01-06T11:00Z, then Grace.");
    expect(said).toContain("On call by e-mail, because nobody here has that address: out@there.test.");
    expect(await shifts(acme, "primary")).toEqual([
      "- 2026-01-05T09:00Z – 2026-01-06T11:00Z: Ada",
      "- 2026-01-06T11:00Z – 2026-01-06T12:00Z: Grace",
      "- 2026-01-06T12:00Z – 2026-01-12T08:00Z: Ada",
      "- 2026-01-12T08:00Z – 2026-01-19T08:00Z: out@there.test",
    ]);
  });

  it("knows Opsgenie's and Grafana OnCall's too", async () => {
    await using acme = await testWorkspace();
    await imports(acme, "ada", {
      data: {
        name: "ops",
        timezone: "Europe/Berlin",
        rotations: [
          {
            name: "nights",
            startDate: "2026-01-05T08:00:00Z",
            type: "daily",
            participants: [
              { type: "user", username: "ada@acme.test" },
              { type: "user", username: "bo@acme.test" },
            ],
            timeRestriction: { type: "time-of-day", restriction: { startHour: 22, endHour: 6 } },
          },
        ],
      },
    });
    expect((await shifts(acme, "ops")).slice(0, 2)).toEqual([
      "- 2026-01-05T21:00Z – 2026-01-06T05:00Z: Ada",
      "- 2026-01-06T21:00Z – 2026-01-07T05:00Z: Bo",
    ]);
    await imports(
      acme,
      "ada",
      {
        name: "grafana",
        time_zone: "UTC",
        on_call_shifts: [
          {
            name: "week",
            type: "rolling_users",
            start: "2026-01-05T09:00:00",
            duration: 604_800,
            frequency: "weekly",
            rolling_users: [["U1"], ["U2"]],
          },
        ],
        users: [
          { id: "U1", username: "grace" },
          { id: "U2", username: "lin" },
        ],
      },
      "mimir",
    );
    expect((await shifts(acme, "mimir")).slice(0, 2)).toEqual([
      "- 2026-01-05T09:00Z – 2026-01-12T09:00Z: Grace",
      "- 2026-01-12T09:00Z – 2026-01-19T09:00Z: Lin",
    ]);
  });

  it("says what is wrong: no file, no JSON, no such schedule, a stranger, a reader", async () => {
    await using acme = await testWorkspace();
    expect(await acme.types(table, acme.as("ada"), "oncall schedule import")).toContain("Where is the file?");
    expect(await imports(acme, "ada", "hello")).toContain("That file is no JSON.");
    expect(await imports(acme, "ada", {})).toContain("This is no schedule of Grafana OnCall.");
    const users = [{ user: { id: "P9", summary: "Zed" } }];
    const strange = { schedule: { ...pagerDuty.schedule, schedule_layers: [{ ...layer, users }] } };
    expect(await imports(acme, "ada", strange)).toContain("Nobody here is called Zed.");
    expect(await imports(acme, "lin", pagerDuty)).toContain("read-only");
  });
});
