import { describe, expect, it } from "vitest";
import type { Decision } from "../../src/domain/decision.ts";
import { asId, type IncidentId } from "../../src/domain/ids.ts";
import { markDuplicate, undoDuplicate } from "../../src/domain/incident/duplicate.ts";
import type { Incident } from "../../src/domain/incident/incident.ts";
import { remove } from "../../src/domain/incident/remove.ts";
import {
  ada,
  by,
  entryOf,
  fieldsOf,
  frozen,
  grace,
  incident,
  lin,
  noon,
  refusalOf,
  severity,
} from "../support/incident.ts";

const at = noon.add({ hours: 1 });
const entriesOf = ({ entries }: Decision) => entries.map(({ kind, data }) => ({ kind, data }));
const survivor = (given: Partial<Incident> = {}) =>
  incident({ id: asId<IncidentId>("0198a0de-0000-7000-8000-000000000041"), number: 41, participants: [ada], ...given });

describe("a duplicate", () => {
  it("is closed, and both know of each other", () => {
    const pair = markDuplicate(frozen(incident({ nextUpdateAt: at })), frozen(survivor()), by());
    expect(fieldsOf(pair.duplicate)).toEqual({
      duplicateOf: survivor().id,
      status: "closed",
      endedAt: at,
      nextUpdateAt: null,
    });
    expect(entriesOf(pair.duplicate)).toEqual([
      { kind: "duplicate-marked", data: { before: null, after: survivor().id, number: 41, status: "open" } },
      { kind: "closed", data: { before: "open", after: "closed", end_time: at.toString() } },
    ]);
    expect(entryOf(pair.survivor)).toMatchObject({
      kind: "duplicate-received",
      data: { after: incident().id, number: 42 },
    });
  });

  it("brings its people along, each once", () => {
    const pair = markDuplicate(incident({ participants: [ada, grace, lin] }), survivor({ participants: [lin] }), by());
    expect(pair.survivor.changes).toEqual([
      { kind: "join", person: ada },
      { kind: "join", person: grace },
    ]);
  });

  it("that was over already keeps its end", () => {
    const pair = markDuplicate(incident({ status: "resolved", endedAt: noon }), survivor(), by());
    expect(fieldsOf(pair.duplicate)).toEqual({ duplicateOf: survivor().id, status: "closed" });
    expect(entriesOf(pair.duplicate).map(({ kind }) => kind)).toEqual(["duplicate-marked"]);
  });

  it("makes sense of two different incidents, of which the other one survives", () => {
    expect(refusalOf(() => markDuplicate(incident(), incident(), by()))).toBe(
      "An incident cannot be a duplicate of itself. Name the one that survives.",
    );
    expect(refusalOf(() => markDuplicate(incident({ duplicateOf: survivor().id }), survivor(), by()))).toBe(
      "INC-42 is already a duplicate of INC-41.",
    );
    expect(refusalOf(() => markDuplicate(incident(), survivor({ duplicateOf: incident().id }), by()))).toBe(
      "INC-41 is itself a duplicate. Name the incident that it duplicates.",
    );
  });

  it("never shows a private incident to the people of another", () => {
    for (const [one, other] of [
      [true, false],
      [false, true],
    ] as const) {
      expect(refusalOf(() => markDuplicate(incident({ private: one }), survivor({ private: other }), by()))).toContain(
        "Make both private or both public first.",
      );
    }
  });

  it("taken back is open again if it was active before, as a new occurrence", () => {
    const marked = incident({ status: "closed", endedAt: noon, duplicateOf: survivor().id });
    expect(fieldsOf(undoDuplicate(marked, true, by()))).toEqual({
      duplicateOf: null,
      status: "open",
      endedAt: null,
      occurrence: 2,
    });
    expect(fieldsOf(undoDuplicate(marked, false, by()))).toEqual({ duplicateOf: null });
    expect(entriesOf(undoDuplicate(marked, true, by()))).toEqual([
      { kind: "duplicate-undone", data: { before: survivor().id, after: null, status: "open" } },
      { kind: "reopened", data: { before: "closed", after: "open" } },
    ]);
    expect(entriesOf(undoDuplicate(marked, false, by())).map(({ kind }) => kind)).toEqual(["duplicate-undone"]);
    expect(refusalOf(() => undoDuplicate(incident(), true, by()))).toBe(
      "INC-42 is not a duplicate of another incident. There is nothing to undo.",
    );
  });
});

describe("a deletion", () => {
  it("leaves one entry as audit, without words", () => {
    const decided = remove(incident({ severity: severity("sev1") }), by());
    expect(decided.changes).toEqual([{ kind: "delete" }]);
    expect(entryOf(decided)).toEqual({ kind: "deleted", data: { number: 42, status: "open", severity: "sev1" } });
  });
});
