import { describe, expect, it } from "vitest";
import type { PersonId } from "../../../src/domain/ids.ts";
import type { Escalating, Reminding } from "../../../src/domain/notify/plan.ts";
import { advanceEscalation, nextReminder, type Reach } from "../../../src/domain/notify/run.ts";
import type { MemberKey } from "../../../src/domain/oncall/member.ts";
import { ada, grace, lin } from "../../support/incident.ts";

const now = Temporal.Instant.from("2026-01-05T09:00:00Z");
const person = (id: PersonId) => `person:${id}` as MemberKey;
const web = "schedule:web" as MemberKey;
const place = "place:c/ops" as MemberKey;

const plan = (more: Partial<Escalating> = {}): Escalating => ({
  kind: "escalation",
  name: "Payments",
  repeats: 0,
  lastResort: [],
  steps: [
    { targets: [person(ada)], wait: 300, need: 1 },
    { targets: [person(grace)], wait: 600, need: 1 },
  ],
  ...more,
});

/** People stand for themselves; nobody is on call. */
const reach = (targets: readonly MemberKey[]): Reach => ({
  people: targets
    .filter((key) => key.startsWith("person:"))
    .map((via) => ({ person: via.slice("person:".length) as PersonId, via })),
  others: targets.filter((key) => key.startsWith("place:")),
  empty: targets.filter((key) => key.startsWith("schedule:")),
});

const advance = (
  of: Escalating,
  at: { readonly step: number; readonly cycle: number },
  acknowledged: readonly PersonId[] = [],
) => {
  const { called, skipped, next } = advanceEscalation({ plan: of, ...at }, reach, { now, acknowledged });
  return {
    called: called && [called.step, called.cycle, ...called.people.map((one) => one.person), ...called.others],
    skipped: skipped.map(({ step }) => step),
    next: next && [next.step, next.cycle, now.until(next.dueAt).total("seconds")],
  };
};

describe("an escalation", () => {
  it("calls the step that is due and waits as long as it says", () => {
    expect(advance(plan(), { step: 0, cycle: 0 })).toEqual({ called: [0, 0, ada], skipped: [], next: [1, 0, 300] });
    expect(advance(plan(), { step: 1, cycle: 0 })).toEqual({ called: [1, 0, grace], skipped: [], next: [2, 0, 600] });
    expect(advance(plan(), { step: 2, cycle: 0 })).toEqual({ called: undefined, skipped: [], next: null });
  });

  it("passes over steps that reach nobody, at once", () => {
    const steps = [
      { targets: [web], wait: 300, need: 1 },
      { targets: [person(ada)], wait: 60, need: 1 },
    ];
    expect(advance(plan({ steps }), { step: 0, cycle: 0 })).toEqual({
      called: [1, 0, ada],
      skipped: [0],
      next: [2, 0, 60],
    });
  });

  it("does not call whoever has acknowledged again", () => {
    expect(advance(plan(), { step: 0, cycle: 0 }, [ada])).toEqual({
      called: [1, 0, grace],
      skipped: [0],
      next: [2, 0, 600],
    });
  });

  it("goes round as often as it says, then to the last resort, then ends", () => {
    const twice = plan({ repeats: 1, lastResort: [person(lin)] });
    expect(advance(twice, { step: 2, cycle: 0 }).called).toEqual([0, 1, ada]);
    expect(advance(twice, { step: 2, cycle: 1 }).called).toEqual([2, 1, lin]);
    expect(advance(twice, { step: 3, cycle: 1 })).toEqual({ called: undefined, skipped: [], next: null });
  });

  it("does not go round for ever where nobody is on call", () => {
    const nobody = plan({ repeats: 10, steps: [{ targets: [web], wait: 300, need: 1 }] });
    expect(advance(nobody, { step: 0, cycle: 0 })).toMatchObject({ called: undefined, next: null });
  });

  it("counts a place as somebody", () => {
    const steps = [{ targets: [place], wait: 300, need: 1 }];
    expect(advance(plan({ steps }), { step: 0, cycle: 0 }).called).toEqual([0, 0, place]);
  });
});

describe("a reminder", () => {
  const reminding = (more: Partial<Reminding>): Reminding => ({
    kind: "reminder",
    name: "nags",
    after: 60,
    times: 1,
    targets: [],
    hold: false,
    ...more,
  });

  it("comes once, or as often as it says, the first one too", () => {
    expect(nextReminder({ plan: reminding({}), cycle: 0 }, now)).toBeNull();
    const three = reminding({ every: 900, times: 3 });
    expect(nextReminder({ plan: three, cycle: 0 }, now)).toEqual({
      step: 0,
      cycle: 1,
      dueAt: now.add({ minutes: 15 }),
    });
    expect(nextReminder({ plan: three, cycle: 1 }, now)).toMatchObject({ cycle: 2 });
    expect(nextReminder({ plan: three, cycle: 2 }, now)).toBeNull();
  });
});
