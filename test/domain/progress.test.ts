import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { system } from "../../src/domain/actor.ts";
import type { Decision } from "../../src/domain/decision.ts";
import { asId, type IncidentId } from "../../src/domain/ids.ts";
import type { Incident } from "../../src/domain/incident/incident.ts";
import { acknowledge, changeStatus, reopen, take } from "../../src/domain/incident/progress.ts";
import { isActive, type Status, statuses } from "../../src/domain/incident/status.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import {
  ada,
  after,
  by,
  entryOf,
  fieldsOf,
  frozen,
  grace,
  incident,
  noon,
  ofKind,
  refusalOf,
} from "../support/incident.ts";

const at = noon.add({ hours: 1 });
const resolved = (given: Partial<Incident> = {}) => incident({ status: "resolved", endedAt: noon, ...given });

describe("the status", () => {
  it.each(statuses.flatMap((from) => statuses.filter((to) => to !== from).map((to) => [from, to] as const)))(
    "may go from %s to %s",
    (from, to) => {
      const before = incident({ status: from, ...(isActive(from) ? {} : { endedAt: noon }) });
      const decided = changeStatus(before, to, by());
      expect(fieldsOf(decided).status).toBe(to);
      expect(entryOf(decided).data).toMatchObject({ before: from, after: to });
    },
  );

  it("is refused where it is so already, with the way on", () => {
    expect(refusalOf(() => changeStatus(resolved(), "resolved", by()))).toBe(
      "INC-42 is already resolved. Reopen it with `/incident reopen inc-42`.",
    );
    expect(refusalOf(() => changeStatus(incident(), "open", by()))).toBe("INC-42 is already open.");
  });

  it("ends by resolving or closing, and says which", () => {
    for (const to of ["resolved", "closed"] as const) {
      const decided = changeStatus(incident({ nextUpdateAt: at }), to, by());
      expect(fieldsOf(decided)).toEqual({ status: to, endedAt: at, nextUpdateAt: null });
      expect(entryOf(decided)).toEqual({
        kind: to,
        data: { before: "open", after: to, end_time: "2026-01-05T13:00:00Z" },
      });
    }
  });

  it("keeps its end when a resolved incident is closed", () => {
    const decided = changeStatus(resolved(), "closed", by());
    expect(fieldsOf(decided)).toEqual({ status: "closed" });
    expect(entryOf(decided).kind).toBe("status-changed");
  });

  it("keeps a note on an end as the resolution, word for word, and a note on anything else in the timeline alone", () => {
    const ended = changeStatus(incident(), "resolved", by(), "rolled back  to 1.8");
    const [written] = ofKind(ended, "write");
    expect(written?.body).toBe("rolled back  to 1.8");
    expect(fieldsOf(ended).resolution).toBe(written?.text);
    const waits = changeStatus(incident(), "pending", by(), "waiting for the vendor");
    expect(fieldsOf(waits)).toEqual({ status: "pending" });
    expect(entryOf(waits).data.text).toBe(ofKind(waits, "write")[0]?.text);
    expect(ofKind(changeStatus(incident(), "resolved", by(), "  "), "write")).toEqual([]);
  });

  it("comes back as a new occurrence without an end, and no longer a duplicate", () => {
    const original = asId<IncidentId>("0198a0de-0000-7000-8000-000000000099");
    const decided = reopen(resolved({ occurrence: 3, duplicateOf: original }), by());
    expect(fieldsOf(decided)).toEqual({ status: "open", endedAt: null, occurrence: 4, duplicateOf: null });
    expect(entryOf(decided)).toEqual({ kind: "reopened", data: { before: "resolved", after: "open" } });
  });

  it("is reopened too by being set to any active one", () => {
    const decided = changeStatus(resolved(), "working", by());
    expect(fieldsOf(decided)).toEqual({ status: "working", endedAt: null, occurrence: 2 });
    expect(entryOf(decided).kind).toBe("reopened");
  });

  it("is not reopened while it is active", () => {
    expect(refusalOf(() => reopen(incident({ status: "pending" }), by()))).toBe(
      "INC-42 is still pending. There is nothing to reopen.",
    );
  });
});

describe("an acknowledgement", () => {
  it("sets an open incident working and makes its person the assignee", () => {
    const decided = acknowledge(incident(), by(grace));
    expect(decided.changes).toEqual([
      { kind: "acknowledge", person: grace },
      { kind: "join", person: grace },
      { kind: "set", fields: { status: "working" } },
      { kind: "assign", assignee: { kind: "person", id: grace } },
    ]);
    expect(entryOf(decided)).toEqual({
      kind: "acknowledged",
      data: { first: true, occurrence: 1, before: "open", after: "working", assigned: `person:${grace}` },
    });
  });

  it("leaves the assignee there is, and the status somebody chose", () => {
    const decided = acknowledge(incident({ status: "pending", assignees: [{ kind: "person", id: ada }] }), by(grace));
    expect(decided.changes).toEqual([
      { kind: "acknowledge", person: grace },
      { kind: "join", person: grace },
    ]);
  });

  it("is recorded when it comes second, and changes nothing else", () => {
    const decided = acknowledge(incident({ status: "open", acknowledgements: [{ person: ada, at: noon }] }), by(grace));
    expect(decided.changes.map(({ kind }) => kind)).toEqual(["acknowledge", "join"]);
    expect(entryOf(decided).data).toEqual({ first: false, occurrence: 1 });
  });

  it("is refused twice from one person, after the end, and from what is no person", () => {
    const mine = incident({ acknowledgements: [{ person: ada, at: noon }] });
    expect(refusalOf(() => acknowledge(mine, by()))).toBe(
      "You have already acknowledged INC-42. Once it is fixed, say so with `/incident resolve inc-42`.",
    );
    for (const verb of [acknowledge, take]) {
      expect(refusalOf(() => verb(resolved(), by()))).toContain("INC-42 is resolved: there is nothing to");
      expect(refusalOf(() => verb(resolved(), by()))).toContain("Reopen it with `/incident reopen inc-42`.");
      expect(refusalOf(() => verb(incident(), by(system)))).toContain("Only a person can");
    }
  });
});

describe("taking", () => {
  it("acknowledges and assigns oneself beside whoever has it", () => {
    const decided = take(incident({ assignees: [{ kind: "person", id: ada }] }), by(grace));
    expect(ofKind(decided, "assign")).toEqual([{ kind: "assign", assignee: { kind: "person", id: grace } }]);
    expect(decided.entries.map(({ kind }) => kind)).toEqual(["acknowledged", "assigned"]);
  });

  it("assigns once where the acknowledgement assigns already", () => {
    const decided = take(incident(), by(grace));
    expect(ofKind(decided, "assign")).toHaveLength(1);
    expect(decided.entries.map(({ kind }) => kind)).toEqual(["acknowledged"]);
  });

  it("does only what is left to do", () => {
    const acknowledgements = [{ person: grace, at: noon }];
    const decided = take(incident({ acknowledgements }), by(grace));
    expect(decided.changes).toEqual([
      { kind: "assign", assignee: { kind: "person", id: grace } },
      { kind: "join", person: grace },
    ]);
    const mine = incident({ acknowledgements, assignees: [{ kind: "person", id: grace }] });
    expect(refusalOf(() => take(mine, by(grace)))).toBe("INC-42 is already yours.");
  });
});

type Act = (before: Incident, at: Temporal.Instant) => Decision;

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom(...statuses).map(
    (to: Status): Act =>
      (before, now) =>
        changeStatus(before, to, by(ada, now), "so"),
  ),
  fc.constantFrom(ada, grace).map(
    (who): Act =>
      (before, now) =>
        acknowledge(before, by(who, now)),
  ),
  fc.constantFrom(ada, grace).map(
    (who): Act =>
      (before, now) =>
        take(before, by(who, now)),
  ),
  fc.constant<Act>((before, now) => reopen(before, by(ada, now))),
);

describe("any sequence of verbs", () => {
  it("has an end exactly while it is over, a new occurrence exactly at each return, and says before and after", () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        let now = frozen(incident());
        acts.forEach((one, i) => {
          const when = noon.add({ minutes: i + 1 });
          let decided: Decision;
          try {
            decided = one(now, when);
          } catch (error) {
            if (error instanceof Refusal) return;
            throw error;
          }
          const next = frozen(after(now, decided, when));
          const returned = !isActive(now.status) && isActive(next.status);
          expect(next.endedAt !== undefined).toBe(!isActive(next.status));
          expect(next.occurrence).toBe(now.occurrence + (returned ? 1 : 0));
          if (next.status !== now.status) {
            const said = decided.entries.find(({ data }) => data.before !== undefined && data.after === next.status);
            expect(said?.data.before).toBe(now.status);
          }
          if (returned) expect(decided.entries.map(({ kind }) => kind)).toContain("reopened");
          expect(decided.entries.length).toBeGreaterThan(0);
          now = next;
        });
      }),
      { numRuns: 300 },
    );
  });
});
