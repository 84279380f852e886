import { describe, expect, it } from "vitest";
import { asId, type EntryId } from "../../src/domain/ids.ts";
import { announceJob, isTold, jobsOfEntry } from "../../src/domain/incident/owed.ts";
import type { EntryDraft } from "../../src/domain/incident/timeline.ts";
import { ada, grace, incident, lin } from "../support/incident.ts";

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
const heard = (of: Parameters<typeof jobsOfEntry>[1]) =>
  jobsOfEntry(entry, of).flatMap(({ data }) => (data.kind === "notify" ? [`${data.person} ${data.reason}`] : []));

describe("what an entry owes", () => {
  it("is a line in the threads and word to everybody it concerns", () => {
    expect(jobsOfEntry(entry, { id, private: false, people: [] }).map(({ key }) => key)).toEqual([
      `tell:${entry.id}`,
      `notify:${grace}:${entry.id}`,
      `notify:${lin}:${entry.id}`,
    ]);
  });

  it("is no line where the card says it already", () => {
    expect(isTold({ kind: "declared" })).toBe(false);
    expect(isTold({ kind: "commented" })).toBe(true);
    expect(isTold({ kind: "closed" })).toBe(true);
    expect(isTold({ kind: "closed", follows: entry.id })).toBe(false);
    expect(jobsOfEntry({ ...entry, kind: "declared", tells: [] }, { id, private: false, people: [] })).toEqual([]);
  });

  it("of a private incident reaches the people on it and those it is given to", () => {
    expect(heard({ id, private: true, people: [ada] })).toEqual([`${grace} assigned`]);
    expect(heard({ id, private: true, people: [lin] })).toEqual([`${grace} assigned`, `${lin} mentioned`]);
  });

  it("is one announcement, however many changes wait", () => {
    expect(announceJob(id).key).toBe(announceJob(id).key);
    expect(announceJob(id).data).toEqual({ kind: "announce", incident: id });
  });
});
