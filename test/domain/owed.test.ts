import { describe, expect, it } from "vitest";
import { asId, type EntryId } from "../../src/domain/ids.ts";
import { announceJob, isTold, jobsOfEntries } from "../../src/domain/incident/owed.ts";
import type { EntryDraft } from "../../src/domain/incident/timeline.ts";
import { grace, incident, lin } from "../support/incident.ts";

const entry: EntryDraft = {
  id: asId<EntryId>("0198a0de-0000-7000-8000-0000000000e1"),
  kind: "assigned",
  data: {},
  tells: [
    { person: grace, reason: "assigned" },
    { person: lin, reason: "mentioned" },
  ],
};
const { id } = incident();

describe("what entries owe", () => {
  it("is a line in the threads each, and one word to everybody they concern", () => {
    const other: EntryDraft = {
      ...entry,
      id: asId<EntryId>("0198a0de-0000-7000-8000-0000000000e2"),
      kind: "tagged",
      tells: [],
    };
    expect(jobsOfEntries(id, [entry, other])).toEqual([
      { key: `tell:${entry.id}`, data: { kind: "tell", incident: id, entry: entry.id } },
      { key: `tell:${other.id}`, data: { kind: "tell", incident: id, entry: other.id } },
      {
        key: `inform:${entry.id}`,
        data: {
          kind: "inform",
          incident: id,
          entries: [entry.id, other.id],
          tells: [
            { person: grace, reason: "assigned", entry: entry.id },
            { person: lin, reason: "mentioned", entry: entry.id },
          ],
        },
        priority: 10,
      },
    ]);
  });

  it("is no line where the card says it already", () => {
    expect(isTold({ kind: "declared" })).toBe(false);
    expect(isTold({ kind: "commented" })).toBe(true);
    expect(isTold({ kind: "closed" })).toBe(true);
    expect(isTold({ kind: "closed", follows: entry.id })).toBe(false);
    expect(jobsOfEntries(id, [{ ...entry, kind: "declared", tells: [] }]).map(({ key }) => key)).toEqual([
      `inform:${entry.id}`,
    ]);
  });

  it("is no word of what nobody has to hear", () => {
    expect(jobsOfEntries(id, [{ ...entry, kind: "paged", tells: [] }]).map(({ key }) => key)).toEqual([
      `tell:${entry.id}`,
    ]);
    expect(jobsOfEntries(id, [{ ...entry, kind: "key-moment-cleared", tells: [] }])).toEqual([]);
  });

  it("is one announcement, however many changes wait", () => {
    expect(announceJob(id).key).toBe(announceJob(id).key);
    expect(announceJob(id).data).toEqual({ kind: "announce", incident: id });
  });
});
