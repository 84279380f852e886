import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readScheduleFile } from "../../src/cli/oncall-file.ts";
import { ConfigError } from "../../src/domain/refusal.ts";
import { temporaryDirectory, tocsin } from "../support/process.ts";

const rotation = { unit: "week", anchor: "2026-01-05T09:00", slots: [["alpha"], ["bravo", "charlie"]] };
const good = { timeZone: "Europe/London", layers: [{ name: "primary", precedence: 1, rotation }] };
const window = ["--from", "2026-03-23T00:00:00Z", "--to", "2026-04-06T00:00:00Z"];

/** Runs `oncall --json` over a file with this in it. */
const asked = async (file: unknown, args: readonly string[] = window) => {
  await using directory = await temporaryDirectory();
  const config = join(directory.path, "schedule.json");
  await writeFile(config, typeof file === "string" ? file : JSON.stringify(file));
  const run = tocsin(["oncall", "--json", "--config", config, ...args]);
  const { code } = await run.ended;
  return { code, stdout: run.stdout(), stderr: run.stderr() };
};

const problemsOf = (file: unknown): readonly string[] => {
  try {
    readScheduleFile(file);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};

describe("tocsin oncall", () => {
  it("prints the final schedule as JSON alone", async () => {
    const { code, stdout, stderr } = await asked(good);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(JSON.parse(stdout)).toEqual([
      { start: "2026-03-23T00:00:00Z", end: "2026-03-23T09:00:00Z", people: ["alpha"], layer: "primary" },
      { start: "2026-03-23T09:00:00Z", end: "2026-03-30T08:00:00Z", people: ["bravo", "charlie"], layer: "primary" },
      { start: "2026-03-30T08:00:00Z", end: "2026-04-06T00:00:00Z", people: ["alpha"], layer: "primary" },
    ]);
  });

  it("reads overrides, absences and holidays; a time without offset is the zone's wall clock", async () => {
    const { stdout } = await asked(
      {
        ...good,
        layers: [{ ...good.layers[0], onHolidays: "skip" }],
        overrides: [
          { kind: "add", from: "2026-04-01T09:00", to: "2026-04-01T09:00:00+00:00", by: "delta" },
          { kind: "set", from: "2026-04-01T10:00Z", to: "2026-04-01T12:00", by: "echo" },
        ],
        away: [{ person: "alpha", from: "2026-04-02T00:00", to: "2026-04-03T00:00" }],
        holidays: [{ date: "2026-04-03", name: "Good Friday" }],
      },
      ["--from", "2026-04-01T00:00+01:00", "--to", "2026-04-05T00:00+01:00"],
    );
    expect(JSON.parse(stdout)).toEqual([
      { start: "2026-03-31T23:00:00Z", end: "2026-04-01T08:00:00Z", people: ["alpha"], layer: "primary" },
      { start: "2026-04-01T08:00:00Z", end: "2026-04-01T09:00:00Z", people: ["alpha", "delta"], layer: "override" },
      { start: "2026-04-01T09:00:00Z", end: "2026-04-01T10:00:00Z", people: ["alpha"], layer: "primary" },
      { start: "2026-04-01T10:00:00Z", end: "2026-04-01T11:00:00Z", people: ["echo"], layer: "override" },
      { start: "2026-04-01T11:00:00Z", end: "2026-04-01T23:00:00Z", people: ["alpha"], layer: "primary" },
      { start: "2026-04-01T23:00:00Z", end: "2026-04-02T23:00:00Z", people: ["bravo", "charlie"], layer: "primary" },
      { start: "2026-04-03T23:00:00Z", end: "2026-04-04T23:00:00Z", people: ["alpha"], layer: "primary" },
    ]);
  });

  it("joins what layers of one name share, and answers an empty window with nothing", async () => {
    const half = (from: string, to: string) => ({
      name: "both",
      precedence: 1,
      rotation: { unit: "none", slots: [["alpha"]] },
      restrictions: [{ from, to }],
    });
    const { stdout } = await asked({ timeZone: "UTC", layers: [half("00:00", "12:00"), half("12:00", "24:00")] });
    expect(JSON.parse(stdout)).toEqual([
      { start: "2026-03-23T00:00:00Z", end: "2026-04-06T00:00:00Z", people: ["alpha"], layer: "both" },
    ]);
    const empty = await asked(good, ["--from", "2026-03-23T00:00:00Z", "--to", "2026-03-23T00:00:00Z"]);
    expect(empty).toMatchObject({ code: 0, stdout: "[]\n" });
  });

  it.each([
    ["a zone that is none", { ...good, timeZone: "Mars/Olympus" }, "$.timeZone: is no time zone"],
    [
      "a missing anchor",
      { ...good, layers: [{ ...good.layers[0], rotation: { ...rotation, anchor: undefined } }] },
      "$.layers[0].rotation.anchor: is missing",
    ],
    [
      "a unit that is none",
      { ...good, layers: [{ ...good.layers[0], rotation: { ...rotation, unit: "year" } }] },
      "$.layers[0].rotation.unit: ",
    ],
    [
      "no slot",
      { ...good, layers: [{ ...good.layers[0], rotation: { ...rotation, slots: [] } }] },
      "$.layers[0].rotation.slots: is empty",
    ],
    [
      "a date that is none",
      { ...good, away: [{ person: "a", from: "2026-02-30T00:00", to: "2026-03-01T00:00" }] },
      "$.away[0].from: is no date-time",
    ],
    [
      "an end before its start",
      { ...good, overrides: [{ kind: "set", by: "a", from: "2026-02-02T00:00", to: "2026-02-01T00:00" }] },
      "$.overrides[0].to: is not after from",
    ],
    [
      "a replacement of nobody",
      { ...good, overrides: [{ kind: "replace", by: "a", from: "2026-02-01T00:00", to: "2026-02-02T00:00" }] },
      "$.overrides[0].person: is missing",
    ],
    [
      "a time past midnight",
      { ...good, layers: [{ ...good.layers[0], restrictions: [{ from: "09:00", to: "24:30" }] }] },
      "$.layers[0].restrictions[0].to: is no time of day",
    ],
    [
      "a word it does not know",
      { ...good, layers: [{ ...good.layers[0], colour: "red" }] },
      '$.layers[0]: Unrecognized key: "colour"',
    ],
  ])("names the place of %s", (_name, file, problem) => {
    expect(problemsOf(JSON.parse(JSON.stringify(file)))).toContainEqual(expect.stringContaining(problem));
  });

  it.each([
    ["no JSON", "{ timeZone", /^\S+: \$: is not JSON/],
    ["what it cannot read", { ...good, timeZone: "Mars/Olympus" }, /^\$\.timeZone: is no time zone/],
  ])("says where a file has %s, prints nothing else and exits 2", async (_name, file, problem) => {
    const { code, stdout, stderr } = await asked(file);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toMatch(problem);
  });

  it.each([
    ["no file", ["--from", "2026-01-01T00:00Z"], "Usage: "],
    ["an instant that is none", ["--from", "yesterday", "--to", "2026-01-01T00:00Z"], "--from yesterday is no instant"],
    ["a window backwards", ["--from", "2026-02-01T00:00Z", "--to", "2026-01-01T00:00Z"], "--to is before --from"],
    ["an option it does not know", [...window, "--quickly"], "--quickly"],
  ])("says what is wrong with %s and exits 2", async (_name, args, problem) => {
    const { code, stdout, stderr } = await asked(good, args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(problem);
  });

  it("prints the file's JSON Schema, which the file obeys", async () => {
    const run = tocsin(["oncall", "--schema"]);
    expect((await run.ended).code).toBe(0);
    const validate = new Ajv2020({ strict: false }).compile(JSON.parse(run.stdout()));
    expect(validate(good)).toBe(true);
    expect(validate({ ...good, layers: [{ ...good.layers[0], precedence: "high" }] })).toBe(false);
  });
});
