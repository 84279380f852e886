import { type Actor, actorKey, type Role } from "./actor.ts";
import { Refusal } from "./refusal.ts";

/**
 * What can be allowed (features.md G80, G81). A service verb and the command in front of it name the same one. Whoever is
 * on call may change their own shifts (`shift.change`), whatever their role; somebody else's needs `schedule.manage`.
 * Everybody keeps contacts of their own and the targets entrusted to them (`target.keep`); `target.manage` adds the
 * workspace's.
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
  "policy.view",
  "policy.manage",
  "severity.view",
  "severity.manage",
  "target.view",
  "target.keep",
  "target.manage",
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
  "policy.view",
  "severity.view",
  "target.view",
  "target.keep",
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
  "policy.manage",
];

const administrator: readonly Permission[] = [...standard, "severity.manage", "target.manage", "workspace.manage"];

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
  /** The actor is one of those it was entrusted to. */
  readonly entrusted?: boolean;
}

/** May this actor do that? The system and automations may do what they were set up to do. */
export const may = (actor: Actor, permission: Permission, subject: Subject = {}): boolean => {
  if (actor.kind === "system" || actor.kind === "automation") return true;
  if (!allowed[actor.role].includes(permission)) return false;
  if (subject.owned !== true || subject.entrusted === true) return true;
  return actor.role === "owner" || actor.role === "administrator" || subject.owner === actorKey(actor);
};

const needs: Partial<Record<Permission, string>> = {
  "severity.manage": "Severities are managed by administrators.",
  "target.manage": "The workspace's targets are added by administrators; `/tocsin contact add` makes one of your own.",
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
