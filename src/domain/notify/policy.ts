import type { ChannelId, EscalationId, PolicyId, ScheduleId } from "../ids.ts";
import type { IncidentEntryKind } from "../incident/timeline.ts";
import { Refusal } from "../refusal.ts";
import type { Escalating } from "./plan.ts";

/** What a notification policy can be about (features.md G62). */
export const noticeTypes = [
  "issue.add",
  "issue.modify",
  "issueReply.add",
  "issueReply.modify",
  "issueReply.delete",
  "dailySummary",
] as const;
export type NoticeType = (typeof noticeTypes)[number];

/** Rules of a notification policy that act when something goes on for too long (G65-G67, G69). */
export const timedRules = ["no-assignee", "process-timeout", "open-timeout", "event-storm"] as const;
export type TimedRule = (typeof timedRules)[number];

/** One rule with its timing: `after`, `every` and `within` in seconds. */
export interface PolicyRule {
  readonly rule: TimedRule;
  readonly after: number;
  /** Absent = once. */
  readonly every?: number;
  /** 1-30, the first sending too (G68, features.md 4.10). */
  readonly times: number;
  /** For an event storm: more than so many linked events, within so many seconds where that is set. */
  readonly events?: { readonly more: number; readonly within?: number };
}

/** Which kinds of entry, and which conditions, reach whoever is on call on which schedules (G61). */
export interface Policy {
  readonly id: PolicyId;
  readonly key: string;
  readonly name: string;
  readonly types: readonly NoticeType[];
  readonly rules: readonly PolicyRule[];
  readonly schedules: readonly ScheduleId[];
  readonly channels: readonly ChannelId[];
  /** Outside every slot it waits for the next one instead of being dropped (4.8). */
  readonly hold: boolean;
}

/** An escalation policy as it stands. */
export interface EscalationPolicy {
  readonly id: EscalationId;
  readonly key: string;
  readonly name: string;
  readonly plan: Escalating;
}

const day = 86_400;

/** The bounds of a rule's timing; refuses with what to write instead. */
export const checkRule = (rule: PolicyRule): PolicyRule => {
  const { after, every, times, events } = rule;
  if (rule.rule !== "event-storm" && (!Number.isInteger(after) || after < 60 || after > 30 * day)) {
    throw new Refusal("bad-delay", "A rule waits between a minute and 30 days. Write for example `after:30m`.");
  }
  if (!Number.isInteger(times) || times < 1 || times > 30) {
    throw new Refusal("bad-times", "A reminder is sent 1 to 30 times. Write for example `times:5`.");
  }
  if (every !== undefined && (!Number.isInteger(every) || every < 60 || every > 30 * day)) {
    throw new Refusal(
      "bad-interval",
      "Reminders come between a minute and 30 days apart. Write for example `every:15m`.",
    );
  }
  if ((rule.rule === "event-storm") !== (events !== undefined)) {
    throw new Refusal("bad-storm", "An event storm needs its number of events. Write for example `events:20`.");
  }
  if (events !== undefined && (!Number.isInteger(events.more) || events.more < 1)) {
    throw new Refusal("bad-storm", "An event storm begins above 1 event or more. Write for example `events:20`.");
  }
  return times === 1 || every !== undefined ? rule : { ...rule, times: 1 };
};

/** Can anybody have to hear of it, or anything begin with it? */
export const concernsPeople = (kind: IncidentEntryKind): boolean =>
  kind === "acknowledged" || typeOf(kind) !== undefined;

/** The notification type of a timeline entry; undefined for what no policy, target or subscriber is told. */
export const typeOf = (kind: IncidentEntryKind): Exclude<NoticeType, "dailySummary"> | undefined => {
  switch (kind) {
    case "declared":
      return "issue.add";
    case "commented":
      return "issueReply.add";
    case "comment-edited":
      return "issueReply.modify";
    case "comment-deleted":
      return "issueReply.delete";
    case "deleted":
    case "key-moment-marked":
    case "key-moment-cleared":
    case "paged":
    case "page-failed":
    case "page-declined":
    case "reminded":
    case "snoozed":
      return undefined;
    default:
      return "issue.modify";
  }
};
