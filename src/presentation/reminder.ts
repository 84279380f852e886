import type { Rule } from "../domain/notify/plan.ts";
import type { Unpaged } from "../domain/notify/recipients.ts";
import { briefly } from "./say.ts";

/** "no assignee for 30m": what has gone on for so long. */
export const whyReminded = (rule: string, seconds: number): string => {
  const spent = briefly(Temporal.Duration.from({ seconds }));
  return (whys[rule as Rule] ?? ((time: string) => `it goes on for ${time}`))(spent);
};

const whys: Readonly<Record<Rule, (spent: string) => string>> = {
  page: (spent) => `nobody has acknowledged it for ${spent}`,
  "by-hand": (spent) => `nobody has answered for ${spent}`,
  "no-assignee": (spent) => `nobody has it: no assignee for ${spent}`,
  upgrade: (spent) => `nobody has taken it for ${spent}`,
  "process-timeout": (spent) => `it is not resolved after ${spent}`,
  "open-timeout": (spent) => `it has been open for ${spent} and nobody has begun`,
  "event-storm": () => "many events came in for it",
  "no-commander": (spent) => `it has no commander after ${spent}`,
  "no-severity": (spent) => `it has no severity after ${spent}`,
  "no-update": (spent) => `there was no update for ${spent}`,
  forgotten: (spent) => `it was acknowledged, and there was no word for ${spent}`,
};

/** What is to be done about it, as a command. */
export const remedyOf = (rule: string, key: string): string | undefined => {
  switch (rule) {
    case "no-commander":
      return `incident role set ${key} commander @somebody`;
    case "no-severity":
      return `incident severity ${key} sev3`;
    case "no-update":
      return `incident update ${key}`;
    default:
      return undefined;
  }
};

const unpagedWords: Readonly<Record<Unpaged, string>> = {
  "nobody-on-call": "nobody is on call",
  unreachable: "nobody who was called can be reached",
  unanswered: "nobody who was called has answered",
};

/** Why nobody was paged: "nobody is on call in Web". */
export const whyUnpaged = (why: Unpaged, schedules: readonly string[]): string =>
  schedules.length === 0 ? unpagedWords[why] : `${unpagedWords[why]} in ${schedules.join(" or ")}`;
