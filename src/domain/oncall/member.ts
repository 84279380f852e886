import type { ConnectionId, PersonId, ScheduleId, TargetId, TeamId } from "../ids.ts";
import { isId } from "../ids.ts";

declare const brand: unique symbol;

/** Who or what is meant by a slot, a step or a channel's target, as one string: "person:<id>", "email:<address>" ... */
export type MemberKey = string & { readonly [brand]: "member" };

export type Member =
  | { readonly kind: "person"; readonly id: PersonId }
  | { readonly kind: "team"; readonly id: TeamId }
  /** Whoever is on call there. */
  | { readonly kind: "schedule"; readonly id: ScheduleId }
  | { readonly kind: "target"; readonly id: TargetId }
  | { readonly kind: "place"; readonly connection: ConnectionId; readonly chat: string }
  /** A Slack user group or a Discord role. */
  | { readonly kind: "group"; readonly connection: ConnectionId; readonly group: string }
  | { readonly kind: "email"; readonly address: string };

export const memberKey = (member: Member): MemberKey => {
  switch (member.kind) {
    case "place":
      return `place:${member.connection}/${member.chat}` as MemberKey;
    case "group":
      return `group:${member.connection}/${member.group}` as MemberKey;
    case "email":
      return `email:${member.address}` as MemberKey;
    default:
      return `${member.kind}:${member.id}` as MemberKey;
  }
};

/** Undefined for what is no member's key. */
export const readMember = (key: string): Member | undefined => {
  const [, kind, value] = /^([a-z]+):(.+)$/s.exec(key) ?? [];
  if (kind === undefined || value === undefined) return undefined;
  const [connection = "", rest = ""] = [value.slice(0, value.indexOf("/")), value.slice(value.indexOf("/") + 1)];
  switch (kind) {
    case "person":
      return isId(value) ? { kind, id: value as PersonId } : undefined;
    case "team":
      return isId(value) ? { kind, id: value as TeamId } : undefined;
    case "schedule":
      return isId(value) ? { kind, id: value as ScheduleId } : undefined;
    case "target":
      return isId(value) ? { kind, id: value as TargetId } : undefined;
    case "email":
      return { kind, address: value };
    case "place":
      return isId(connection) && rest !== "" ? { kind, connection: connection as ConnectionId, chat: rest } : undefined;
    case "group":
      return isId(connection) && rest !== ""
        ? { kind, connection: connection as ConnectionId, group: rest }
        : undefined;
    default:
      return undefined;
  }
};

export const personKey = (id: PersonId): MemberKey => memberKey({ kind: "person", id });

/** The person a key names, where it names one. */
export const personOfMember = (key: string): PersonId | undefined => {
  const member = readMember(key);
  return member?.kind === "person" ? member.id : undefined;
};
