import { describe, expect, it } from "vitest";
import { system } from "../../../src/domain/actor.ts";
import { decision } from "../../../src/domain/decision.ts";
import type { SeverityId } from "../../../src/domain/ids.ts";
import { acknowledge, changeStatus } from "../../../src/domain/incident/progress.ts";
import { goesOn, silencedBy } from "../../../src/domain/notify/condition.ts";
import { rules } from "../../../src/domain/notify/plan.ts";
import { ada, by, incident } from "../../support/incident.ts";

const person = { kind: "person", id: ada, role: "standard" } as const;

describe("what a decision ends", () => {
  it("is counted for an acknowledgement, which also ends what waits for somebody to begin", () => {
    const open = incident();
    const silence = silencedBy(open, acknowledge(open, by(ada)), person);
    expect(silence.acknowledged).toBe(ada);
    expect(silence.ends).toEqual(expect.arrayContaining(["no-assignee", "open-timeout", "upgrade"]));
    expect(silence.ends).not.toContain("page");
    expect(silence.ends).not.toContain("process-timeout");
  });

  it("is everything once it is resolved, and nothing again after that", () => {
    const open = incident();
    expect(silencedBy(open, changeStatus(open, "resolved", by(ada)), person).ends).toEqual(rules);
    const over = incident({ status: "resolved" });
    expect(silencedBy(over, changeStatus(over, "closed", by(ada)), person).ends).toEqual([]);
  });

  it("is paging where a person sets it to working or pending, not where Tocsin does", () => {
    const open = incident();
    const working = changeStatus(open, "working", by(ada));
    expect(silencedBy(open, working, person).ends).toContain("page");
    expect(silencedBy(open, working, system).ends).not.toContain("page");
  });

  it("is not paging where somebody else is assigned", () => {
    const open = incident();
    const assigned = decision({ changes: [{ kind: "assign", assignee: { kind: "person", id: ada } }] });
    expect(silencedBy(open, assigned, person).ends).toEqual(["no-assignee", "upgrade"]);
  });

  it("is the question for a severity or a commander once there is one", () => {
    const open = incident();
    const severity = decision({ changes: [{ kind: "set", fields: { severity: "s" as SeverityId } }] });
    expect(silencedBy(open, severity, person).ends).toEqual(["no-severity"]);
    const commander = decision({ changes: [{ kind: "set-role", role: "commander", person: ada }] });
    expect(silencedBy(open, commander, person).ends).toEqual(["no-commander"]);
  });
});

describe("a condition", () => {
  it("holds for as long as it says", () => {
    const open = incident({ assignees: [], roles: {} });
    expect(rules.filter((rule) => !goesOn({ rule, source: "" }, open))).toEqual(
      open.severity === null ? ["task-overdue"] : ["no-severity", "task-overdue"],
    );
    const over = incident({ status: "closed" });
    expect(rules.filter((rule) => goesOn({ rule, source: "" }, over))).toEqual([]);
    const working = incident({ status: "working", assignees: [{ kind: "person", id: ada }] });
    expect(
      (["open-timeout", "upgrade", "no-assignee"] as const).filter((rule) => goesOn({ rule, source: "" }, working)),
    ).toEqual([]);
  });
});
