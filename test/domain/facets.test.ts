import { describe, expect, it } from "vitest";
import type { Change } from "../../src/domain/decision.ts";
import { facetMarks, openedFacets } from "../../src/domain/incident/facets.ts";
import { ada, grace, incident, noon, severity } from "../support/incident.ts";

const [byAda, byGrace] = [`person:${ada}`, `person:${grace}`];
const marks = (given: Parameters<typeof incident>[0], changes: readonly Change[], by = byAda) =>
  facetMarks(incident(given), changes, by);

describe("an incident's facets", () => {
  it("are, at first, what it is opened with, and what it lacks", () => {
    const opened = incident({ id: incident().id });
    const row = {
      id: opened.id,
      title: "x",
      status: "open",
      private: true,
      startedAt: noon,
      openedBy: "command",
    } as const;
    expect(openedFacets([{ kind: "open", incident: row }], byAda)).toEqual([
      "status:open",
      "active",
      "severity:",
      `creator:${byAda}`,
      `updater:${byAda}`,
      "assignee:",
      "private",
    ]);
  });

  it("change with what is changed, and no others", () => {
    expect(marks({ tags: ["db"] }, [{ kind: "tag", tag: "eu" }])).toEqual({ come: ["tag:eu"], gone: [] });
    expect(marks({ tags: ["db"] }, [{ kind: "untag", tag: "db" }])).toEqual({ come: [], gone: ["tag:db"] });
    expect(marks({}, [{ kind: "set", fields: { status: "working" } }], byGrace)).toEqual({
      come: ["status:working", `updater:${byGrace}`],
      gone: ["status:open", `updater:${byAda}`],
    });
    expect(marks({}, [{ kind: "set", fields: { status: "resolved" } }]).gone).toEqual(["status:open", "active"]);
    expect(marks({ severity: severity("sev1") }, [{ kind: "set", fields: { severity: null } }])).toEqual({
      come: ["severity:"],
      gone: [`severity:${severity("sev1").id}`],
    });
    expect(marks({}, [{ kind: "set", fields: { title: "other" } }])).toEqual({ come: [], gone: [] });
  });

  it("say whether anybody has it", () => {
    const assignee = { kind: "person", id: grace } as const;
    expect(marks({}, [{ kind: "assign", assignee }])).toEqual({ come: [`assignee:${byGrace}`], gone: ["assignee:"] });
    expect(marks({ assignees: [assignee] }, [{ kind: "assign", assignee }])).toEqual({ come: [], gone: [] });
    expect(marks({ assignees: [assignee] }, [{ kind: "unassign", assignee }])).toEqual({
      come: ["assignee:"],
      gone: [`assignee:${byGrace}`],
    });
  });

  it("are marked anew where it starts at another time, and all go with it", () => {
    const all = ["status:open", "active", "severity:", `creator:${byAda}`, `updater:${byAda}`, "assignee:", "tag:db"];
    expect(marks({ tags: ["db"] }, [{ kind: "set", fields: { startedAt: noon } }])).toEqual({ come: all, gone: [] });
    expect(marks({ tags: ["db"] }, [{ kind: "delete" }])).toEqual({ come: [], gone: all });
  });
});
