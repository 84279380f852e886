import { Refusal } from "../refusal.ts";
import { readDuration } from "../wall.ts";
import { checkRule, type NoticeType, noticeTypes, type PolicyRule, type TimedRule, timedRules } from "./policy.ts";

/** What people call the types of a notification policy; the names of features.md G62 are understood too. */
export const typeWords: Readonly<Record<NoticeType, string>> = {
  "issue.add": "new",
  "issue.modify": "changed",
  "issueReply.add": "comments",
  "issueReply.modify": "comment-edits",
  "issueReply.delete": "comment-deletions",
  dailySummary: "summary",
};

const typeAliases: Readonly<Record<string, readonly NoticeType[]>> = {
  opened: ["issue.add"],
  changes: ["issue.modify"],
  comment: ["issueReply.add"],
  replies: ["issueReply.add"],
  all: noticeTypes,
};

/** The types a word means; undefined for none. */
export const readType = (word: string): readonly NoticeType[] | undefined => {
  const clean = word.trim().toLowerCase();
  const found = noticeTypes.find((type) => type.toLowerCase() === clean || typeWords[type] === clean);
  return found === undefined ? typeAliases[clean] : [found];
};

/** What a word of a search may name: kinds of news, a rule, or the daily summary. */
export const meaningOf = (words: string): readonly string[] => {
  const clean = words.trim().toLowerCase();
  const rule = ruleCalled(clean);
  const types = readType(clean) ?? [];
  return [...types, ...(types.includes("dailySummary") ? ["summary"] : []), ...(rule === undefined ? [] : [rule])];
};

const ruleCalled = (word: string): TimedRule | undefined => timedRules.find((one) => one === word) ?? ruleAliases[word];

const ruleAliases: Readonly<Record<string, TimedRule>> = {
  nomanager: "no-assignee",
  "issueupgrade.nomanager": "no-assignee",
  unassigned: "no-assignee",
  unresolved: "process-timeout",
  processtimeout: "process-timeout",
  "issueupgrade.processtimeout": "process-timeout",
  openprocesstimeout: "open-timeout",
  "issueupgrade.openprocesstimeout": "open-timeout",
  eventstorm: "event-storm",
  "issueupgrade.eventstorm": "event-storm",
};

/**
 * "no-assignee 30m every 15m x4, unresolved 4h, event-storm 20 within 10m": rules between commas, each at most once, with
 * how long it waits, how far apart it repeats and how often in all. "off" is none.
 */
export const readRules = (text: string): readonly PolicyRule[] => {
  if (/^(?:off|none)$/i.test(text.trim())) return [];
  const read = text
    .split(/[,;\n]/u)
    .map((part) => part.trim().toLowerCase())
    .filter((part) => part !== "")
    .map(readRule);
  const again = read.find(({ rule }, i) => read.findIndex((one) => one.rule === rule) < i);
  if (again !== undefined) {
    throw new Refusal(
      "rule-twice",
      `${again.rule} is there twice, and a policy has each rule once. Let it repeat with \`every\`, or make a second policy.`,
    );
  }
  return read;
};

const readRule = (part: string): PolicyRule => {
  const [, first = "", said = ""] = /^(\S+)\s*(.*)$/su.exec(part) ?? [];
  const rule = ruleCalled(first);
  if (rule === undefined) {
    throw new Refusal("no-such-rule", `"${first}" is no rule. There are ${timedRules.join(", ")}.`);
  }
  const named = (name: string): number | undefined => {
    const found = new RegExp(`\\b${name}\\s+(\\S+)`, "u").exec(said)?.[1];
    return found === undefined ? undefined : seconds(found, part);
  };
  const times = /(?:^|\s)x(\d+)(?=\s|$)/u.exec(said)?.[1];
  const bare = said
    .replaceAll(/\b(?:every|within|after)\s+\S+|(?:^|\s)x\d+(?=\s|$)/gu, " ")
    .split(/\s+/u)
    .filter((word) => word !== "");
  const storm = rule === "event-storm";
  const [count] = storm ? bare.filter((word) => /^\d+$/u.test(word)) : [];
  const [wait] = bare.filter((word) => word !== count);
  const [every, within, after] = [
    named("every"),
    named("within"),
    named("after") ?? (wait === undefined ? 0 : seconds(wait, part)),
  ];
  return checkRule({
    rule,
    after,
    times: times === undefined ? (every === undefined ? 1 : 30) : Number(times),
    ...(every === undefined ? {} : { every }),
    ...(count === undefined ? {} : { events: { more: Number(count), ...(within === undefined ? {} : { within }) } }),
  });
};

const seconds = (word: string, part: string): number => {
  const span = readDuration(word);
  if (span === undefined) {
    throw new Refusal("rule-time", `"${part}" needs a length of time, such as \`no-assignee 30m every 15m x4\`.`);
  }
  return span.total({ unit: "seconds", relativeTo: "1970-01-01" });
};
