import { describe, expect, it } from "vitest";
import { asId, type PersonId } from "../../../src/domain/ids.ts";
import { byPrecedence, moveLayer, withLayer, withoutTurns, withTurns } from "../../../src/domain/oncall/layers.ts";
import { personKey } from "../../../src/domain/oncall/member.ts";
import { judgeGaps } from "../../../src/domain/oncall/muted.ts";
import { editVersions } from "../../../src/domain/oncall/versions.ts";
import { refusalOf } from "../../support/incident.ts";
import { definitionOf, layerOf } from "../../support/oncall-definition.ts";

const person = (digit: number) => personKey(asId<PersonId>(`0198a0de-0000-7000-8000-00000000000${digit}`));
const [ada, grace, lin] = [person(1), person(2), person(3)];
const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

const three = ["low", "middle", "high"].reduce(
  (definition, name) => withLayer(definition, layerOf({ slots: [[ada]] }, { name })),
  definitionOf([]),
);
const order = (definition: typeof three) => byPrecedence(definition.layers).map(({ name }) => name);

describe("layers", () => {
  it("are put on top of each other, and moved", () => {
    expect(order(three)).toEqual(["high", "middle", "low"]);
    expect(order(moveLayer(three, "low", "above", "high"))).toEqual(["low", "high", "middle"]);
    expect(order(moveLayer(three, "high", "below", "middle"))).toEqual(["middle", "high", "low"]);
    expect(order(moveLayer(three, "high", "above", "low"))).toEqual(["middle", "high", "low"]);
    const beside = moveLayer(three, "high", "with", "low");
    expect(beside.layers.map(({ precedence }) => precedence)).toEqual([1, 2, 1]);
  });

  it("let people join as the last, and leave", () => {
    const one = definitionOf([layerOf({ slots: [[ada, lin], [grace]] })]);
    const slots = (definition: typeof one) => definition.layers[0]?.rotation.slots;
    expect(slots(withTurns(one, "Primary", person(4)))).toEqual([[ada, lin], [grace], [person(4)]]);
    expect(slots(withoutTurns(one, undefined, lin))).toEqual([[ada], [grace]]);
    expect(slots(withoutTurns(one, undefined, grace))).toEqual([[ada, lin]]);
    expect(refusalOf(() => withTurns(one, "primary", lin))).toContain("take turns in primary already");
    expect(refusalOf(() => withoutTurns(one, "primary", person(4)))).toContain("no turns there");
    expect(refusalOf(() => withoutTurns(definitionOf([layerOf({ slots: [[ada]] })]), undefined, ada))).toContain(
      "Nobody would be left in primary",
    );
  });
});

describe("an edit of versions", () => {
  const versions = [
    { from: at("2026-01-05T00:00Z"), definition: definitionOf([layerOf({ slots: [[ada], [grace]] })]) },
  ];
  const now = at("2026-01-15T00:00Z");

  it("keeps what has begun, and whose turn it is", () => {
    const edited = editVersions(
      versions,
      (before) => ({ ...before, layers: [layerOf({ slots: [[ada], [lin], [grace]] })] }),
      { from: now, now },
    );
    expect(edited[0]).toEqual(versions[0]);
    expect(edited[1]?.from).toBe(now);
    // The second week is Grace's.
    expect(edited[1]?.definition.layers[0]?.rotation.slots).toEqual([[lin], [grace], [ada]]);
  });

  it("changes what was to come as well, and drops what is then no change", () => {
    const later = at("2026-02-01T00:00Z");
    const planned = editVersions(versions, (before) => ({ ...before, zone: "UTC" }), { from: later, now });
    expect(planned.map(({ definition }) => definition.zone)).toEqual(["Europe/Berlin", "UTC"]);
    const described = editVersions(planned, (before) => ({ ...before, validUntil: "2027-01-01T00:00" }), {
      from: now,
      now,
    });
    expect(described.map(({ definition }) => `${definition.zone} ${definition.validUntil ?? ""}`)).toEqual([
      "Europe/Berlin ",
      "Europe/Berlin 2027-01-01T00:00",
      "UTC 2027-01-01T00:00",
    ]);
    expect(editVersions(planned, (before) => ({ ...before, zone: "Asia/Kathmandu" }), { from: now, now })).toHaveLength(
      2,
    );
  });
});

describe("gaps that are meant", () => {
  const gap = { start: at("2026-03-28T17:00Z"), end: at("2026-03-30T10:00Z") };
  const said = (muted: Parameters<typeof judgeGaps>[1]) =>
    judgeGaps([gap], muted, "Europe/Berlin").map(
      (one) => `${Temporal.Instant.fromEpochMilliseconds(one.end).toString()} ${one.muted}`,
    );

  it("are those outside the hours to be covered, also where the clocks change, and those named", () => {
    // Monday, 30 March, 09:00 in Berlin is 07:00Z: the clocks went forward on Sunday.
    expect(said({ intervals: [], outside: [{ days: [1, 2, 3, 4, 5], from: "09:00", minutes: 540 }] })).toEqual([
      "2026-03-30T07:00:00Z true",
      "2026-03-30T10:00:00Z false",
    ]);
    expect(said({ intervals: [{ start: gap.start, end: at("2026-03-29T00:00Z") }] })).toEqual([
      "2026-03-29T00:00:00Z true",
      "2026-03-30T10:00:00Z false",
    ]);
    expect(said({ intervals: [] })).toEqual(["2026-03-30T10:00:00Z false"]);
    expect(said({ intervals: [], outside: [{ days: [5], from: "20:00", minutes: 3600 }] })).toEqual([
      "2026-03-30T06:00:00Z false",
      "2026-03-30T10:00:00Z true",
    ]);
  });
});
