import { describe, expect, it } from "vitest";
import { asId, type TaskId, type TeamId, type TextId } from "../../src/domain/ids.ts";
import type { Task } from "../../src/domain/incident/incident.ts";
import { addPerson, assign, clearRole, setRole, unassign } from "../../src/domain/incident/people.ts";
import { ada, by, entryOf, grace, incident, lin, ofKind, refusalOf, toldBy } from "../support/incident.ts";

const team = asId<TeamId>("0198a0de-0000-7000-8000-000000000007");
const toGrace = { kind: "person", id: grace } as const;
const hers: Task = {
  id: asId<TaskId>("0198a0de-0000-7000-8000-000000000071"),
  number: 1,
  text: asId<TextId>("0198a0de-0000-7000-8000-000000000072"),
  assignee: grace,
};

describe("an assignment", () => {
  it("puts a person on the incident and tells them", () => {
    const decided = assign(incident(), toGrace, [], by());
    expect(decided.changes).toEqual([
      { kind: "assign", assignee: toGrace },
      { kind: "join", person: grace },
    ]);
    expect(entryOf(decided)).toMatchObject({ kind: "assigned", data: { after: `person:${grace}` } });
    expect(toldBy(decided)).toEqual([`${grace} assigned`]);
  });

  it("of a team tells its members, never the one who assigns", () => {
    const decided = assign(incident(), { kind: "team", id: team }, [ada, grace, lin], by(ada));
    expect(toldBy(decided)).toEqual([`${grace} assigned`, `${lin} assigned`]);
    expect(toldBy(assign(incident(), toGrace, [], by(grace)))).toEqual([]);
  });

  it("of a typed address keeps the address", () => {
    const decided = assign(incident(), { kind: "email", address: "Bo@Acme.test" }, [], by());
    expect(entryOf(decided).data.after).toBe("email:bo@acme.test");
    expect(toldBy(decided)).toEqual([]);
  });

  it("is neither made nor taken back twice", () => {
    const assigned = incident({ assignees: [toGrace] });
    expect(refusalOf(() => assign(assigned, toGrace, [], by()))).toBe("INC-42 is already assigned to them.");
    expect(refusalOf(() => unassign(incident(), toGrace, by()))).toBe("INC-42 is not assigned to them.");
    const same = incident({ assignees: [{ kind: "email", address: "bo@acme.test" }] });
    expect(refusalOf(() => assign(same, { kind: "email", address: "BO@acme.test" }, [], by()))).toBe(
      "INC-42 is already assigned to them.",
    );
  });

  it("taken back tells what was", () => {
    const decided = unassign(incident({ assignees: [toGrace] }), toGrace, by());
    expect(entryOf(decided)).toEqual({ kind: "unassigned", data: { before: `person:${grace}` } });
    expect(ofKind(decided, "leave")).toEqual([]);
  });

  it("taken back on a private incident hides it from whoever is no longer needed", () => {
    const secret = { private: true, assignees: [toGrace] };
    const leaves = (given: Parameters<typeof incident>[0]) =>
      ofKind(unassign(incident({ ...secret, ...given }), toGrace, by()), "leave").length === 1;
    expect(leaves({})).toBe(true);
    expect(leaves({ createdBy: `person:${grace}` })).toBe(false);
    expect(leaves({ roles: { scribe: grace } })).toBe(false);
    expect(leaves({ tasks: [hers] })).toBe(false);
    expect(leaves({ tasks: [{ ...hers, doneAt: incident().createdAt }] })).toBe(true);
  });
});

describe("a role", () => {
  it("is given with before and after, and its holder told", () => {
    const decided = setRole(incident({ roles: { commander: ada } }), "commander", grace, by());
    expect(decided.changes).toEqual([
      { kind: "set-role", role: "commander", person: grace },
      { kind: "join", person: grace },
    ]);
    expect(entryOf(decided)).toMatchObject({
      kind: "role-set",
      data: { role: "commander", before: ada, after: grace },
    });
    expect(toldBy(decided)).toEqual([`${grace} role`]);
    expect(toldBy(setRole(incident(), "scribe", ada, by(ada)))).toEqual([]);
  });

  it("is cleared, and not twice", () => {
    const decided = clearRole(incident({ roles: { commander: ada } }), "commander", by());
    expect(entryOf(decided)).toEqual({ kind: "role-cleared", data: { role: "commander", before: ada, after: null } });
    expect(refusalOf(() => clearRole(incident(), "commander", by()))).toBe(
      "INC-42 has no commander. Name one with `/incident role set inc-42 commander @somebody`.",
    );
    expect(refusalOf(() => setRole(incident({ roles: { scribe: ada } }), "scribe", ada, by()))).toBe(
      "INC-42 already has them as scribe.",
    );
  });

  it("may have any name, even one that JavaScript knows", () => {
    expect(entryOf(setRole(incident(), "constructor", grace, by())).data.before).toBe(null);
    expect(refusalOf(() => clearRole(incident(), "constructor", by()))).toContain("INC-42 has no constructor.");
  });
});

describe("somebody let in", () => {
  it("is on it and told, once", () => {
    const decided = addPerson(incident(), grace, by());
    expect(decided.changes).toEqual([{ kind: "join", person: grace }]);
    expect(toldBy(decided)).toEqual([`${grace} mentioned`]);
    expect(refusalOf(() => addPerson(incident(), ada, by()))).toBe("INC-42 already has them on it.");
  });
});
