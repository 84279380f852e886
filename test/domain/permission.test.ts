import { describe, expect, it } from "vitest";
import type { Actor, Role } from "../../src/domain/actor.ts";
import { may, type Permission, permissions, permit } from "../../src/domain/permission.ts";
import { ada, grace, refusalOf } from "../support/incident.ts";

const as = (role: Role): Actor => ({ kind: "person", id: ada, role });
const allowedTo = (role: Role) => permissions.filter((one) => may(as(role), one));

describe("what a role may do", () => {
  it("is everything for owners, administrators and custom roles", () => {
    for (const role of ["owner", "administrator", "custom"] as const) expect(allowedTo(role)).toEqual(permissions);
  });

  it("is everything but severities, targets and the workspace for everybody else", () => {
    const not: readonly Permission[] = ["severity.manage", "target.manage", "workspace.manage"];
    expect(allowedTo("standard")).toEqual(permissions.filter((one) => !not.includes(one)));
  });

  it("is seeing, subscribing, their own shifts and contacts for whoever may only read", () => {
    expect(allowedTo("read-only")).toEqual(
      permissions.filter(
        (one) => one.endsWith(".view") || ["channel.join", "shift.change", "target.keep"].includes(one),
      ),
    );
  });

  it("is the same for a key, and not asked of the system and automations", () => {
    expect(may({ kind: "key", id: "k", name: "ci", role: "read-only" }, "incident.open")).toBe(false);
    expect(may({ kind: "system" }, "workspace.manage")).toBe(true);
    expect(may({ kind: "automation", id: "a", name: "auto" }, "incident.open")).toBe(true);
  });

  it("of what somebody owns is theirs and the owners' and administrators' of the workspace", () => {
    const mine = { owned: true, owner: `person:${ada}` };
    expect(may(as("standard"), "channel.manage", mine)).toBe(true);
    expect(may({ kind: "person", id: grace, role: "standard" }, "channel.manage", mine)).toBe(false);
    expect(may({ kind: "person", id: grace, role: "owner" }, "channel.manage", mine)).toBe(true);
    expect(may({ kind: "person", id: grace, role: "administrator" }, "channel.manage", mine)).toBe(true);
    expect(may(as("read-only"), "channel.manage", mine)).toBe(false);
    expect(may({ kind: "person", id: grace, role: "standard" }, "target.keep", { ...mine, entrusted: true })).toBe(
      true,
    );
  });
});

describe("a refusal", () => {
  it("says why and whom to ask", () => {
    expect(refusalOf(() => permit(as("read-only"), "incident.open"))).toBe(
      "Your role here is read-only. Ask an owner of the workspace.",
    );
    expect(refusalOf(() => permit(as("standard"), "severity.manage"))).toBe(
      "Severities are managed by administrators. Ask an owner of the workspace.",
    );
    expect(refusalOf(() => permit(as("standard"), "channel.manage", { owned: true, owner: `person:${grace}` }))).toBe(
      "Only whoever made it, or an owner or administrator of the workspace, can do that. Ask one of them.",
    );
    expect(() => permit(as("owner"), "workspace.manage")).not.toThrow();
  });
});
