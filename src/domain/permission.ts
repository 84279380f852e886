import { type Actor, actorKey, type Role } from "./actor.ts";
import { Refusal } from "./refusal.ts";

/**
 * What can be allowed (features.md G80, G81). A service verb and the command in front of it name the same one. Whoever is
 * on call may change their own shifts (`shift.change`), whatever their role; somebody else's needs `schedule.manage`.
 */
export const permissions = [
  "incident.view",
  "incident.open",
  "incident.change",
  "incident.delete",
  "comment.write",
  "comment.manage",
  "channel.view",
  "channel.join",
  "channel.manage",
  "team.view",
  "team.manage",
  "schedule.view",
  "schedule.manage",
  "shift.change",
  "severity.view",
  "severity.manage",
  "workspace.view",
  "workspace.manage",
] as const;
export type Permission = (typeof permissions)[number];

const everybody: readonly Permission[] = [
  "incident.view",
  "channel.view",
  "channel.join",
  "team.view",
  "schedule.view",
  "shift.change",
  "severity.view",
  "workspace.view",
];

const standard: readonly Permission[] = [
  ...everybody,
  "incident.open",
  "incident.change",
  "incident.delete",
  "comment.write",
  "comment.manage",
  "channel.manage",
  "team.manage",
  "schedule.manage",
];

const administrator: readonly Permission[] = [...standard, "severity.manage", "workspace.manage"];

const allowed: Readonly<Record<Role, readonly Permission[]>> = {
  owner: administrator,
  administrator,
  standard,
  "read-only": everybody,
  custom: administrator,
};

/** What the permission is about, where it matters whose it is. */
export interface Subject {
  /** "person:<id>" of whoever made it. */
  readonly owner?: string;
  /**
   * Restricted to its creator and the workspace's owners (features.md G28, G81). Administrators, who may do all that
   * owners may, count as owners here.
   */
  readonly owned?: boolean;
}

/** May this actor do that? The system and automations may do what they were set up to do. */
export const may = (actor: Actor, permission: Permission, subject: Subject = {}): boolean => {
  if (actor.kind === "system" || actor.kind === "automation") return true;
  if (!allowed[actor.role].includes(permission)) return false;
  if (subject.owned !== true) return true;
  return actor.role === "owner" || actor.role === "administrator" || subject.owner === actorKey(actor);
};

const needs: Partial<Record<Permission, string>> = {
  "severity.manage": "Severities are managed by administrators.",
  "workspace.manage": "The workspace is managed by administrators.",
};

/** Refuses with what to do next. */
export const permit = (actor: Actor, permission: Permission, subject: Subject = {}): void => {
  if (may(actor, permission, subject)) return;
  const restricted =
    subject.owned === true &&
    actor.kind !== "system" &&
    actor.kind !== "automation" &&
    allowed[actor.role].includes(permission);
  if (restricted) {
    throw new Refusal(
      "not-permitted",
      "Only whoever made it, or an owner or administrator of the workspace, can do that. Ask one of them.",
    );
  }
  throw new Refusal(
    "not-permitted",
    `${needs[permission] ?? "Your role here is read-only."} Ask an owner of the workspace.`,
  );
};
