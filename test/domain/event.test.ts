import { describe, expect, it } from "vitest";
import { asId, type EntryId } from "../../src/domain/ids.ts";
import { eventName, isIncidentEntry, publicEvent } from "../../src/domain/incident/event.ts";
import type { Entry } from "../../src/domain/incident/timeline.ts";
import { ada, incident, noon, severity } from "../support/incident.ts";

const entry: Entry = {
  id: asId<EntryId>("0198a0de-0000-7000-8000-0000000000e1"),
  workspace: incident().workspace,
  subject: { kind: "incident", id: incident().id },
  incident: incident().id,
  seq: 2,
  kind: "severity-changed",
  actor: { kind: "person", id: ada, role: "owner" },
  surface: "slack",
  at: noon,
  data: { before: null, after: "sev1" },
};

describe("the public name of an entry", () => {
  it.each([
    ["declared", "declared"],
    ["resolved", "resolved"],
    ["closed", "resolved"],
    ["reopened", "reopened"],
    ["commented", "comment.added"],
    ["comment-edited", "comment.edited"],
    ["comment-deleted", "comment.deleted"],
    ["acknowledged", "acknowledged"],
    ["title-changed", "updated.name"],
    ["description-changed", "updated.summary"],
    ["severity-changed", "updated.severity"],
    ["start-changed", "updated.start_time"],
    ["resource-added", "updated.related_resources"],
    ["tagged", "updated.tags"],
    ["status-changed", "updated.status"],
    ["unassigned", "updated.assignees"],
    ["role-set", "updated.roles"],
    ["delivered", "updated.channels"],
    ["resolution-changed", "updated.resolution"],
  ] as const)("of %s is Prefect's %s", (kind, name) => {
    expect(eventName(kind)).toBe(`prefect-cloud.incident.${name}`);
  });
});

describe("the public form of an entry", () => {
  it("is Prefect's envelope, with the entry's own id", () => {
    const event = publicEvent({ ...entry, follows: asId<EntryId>("f") }, incident({ severity: severity("sev1") }));
    expect(event).toEqual({
      id: entry.id,
      occurred: "2026-01-05T12:00:00Z",
      event: "prefect-cloud.incident.updated.severity",
      resource: {
        "prefect.resource.id": `prefect-cloud.incident.${incident().id}`,
        "prefect.resource.name": "Checkout down",
        "prefect-cloud.incident.severity": "sev1",
      },
      related: [
        {
          "prefect.resource.id": `prefect-cloud.workspace.${incident().workspace}`,
          "prefect.resource.role": "workspace",
        },
        { "prefect.resource.id": `prefect-cloud.person.${ada}`, "prefect.resource.role": "actor" },
      ],
      payload: { before: null, after: "sev1" },
      follows: "f",
    });
  });

  it("names no severity where there is none, and the system without an id", () => {
    const event = publicEvent({ ...entry, actor: { kind: "system" } }, incident());
    expect(event?.resource).not.toHaveProperty("prefect-cloud.incident.severity");
    expect(event?.related[1]).toMatchObject({ "prefect.resource.id": "prefect-cloud.system" });
  });

  it("is for incidents alone", () => {
    expect(publicEvent({ ...entry, kind: "created" }, incident())).toBe(null);
    expect(isIncidentEntry("constructor")).toBe(false);
  });
});
