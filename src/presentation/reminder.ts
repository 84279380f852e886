import { byHand } from "../domain/notify/by-hand.ts";
import { type Empty, emptyWords } from "../domain/notify/empty.ts";
import type { Rule } from "../domain/notify/plan.ts";
import type { Unpaged } from "../domain/notify/recipients.ts";
import type { Control, Inline } from "./message.ts";
import { briefly, button, listed, say, select, type Words, words } from "./say.ts";

/** "no assignee for 30m": what has gone on for so long; of a task also which. */
export const whyReminded = (rule: string, seconds: number, name = ""): string => {
  const spent = briefly(Temporal.Duration.from({ seconds }));
  return (whys[rule as Rule] ?? ((time: string) => `it goes on for ${time}`))(spent, name);
};

const whys: Readonly<Record<Rule, (spent: string, name: string) => string>> = {
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
  "task-overdue": (spent, name) =>
    `${name === "" ? "a task" : name} ${spent === "0m" ? "is due" : `has been overdue for ${spent}`}`,
  stale: (spent) => `nothing has happened in it for ${spent}`,
};

/** What can be answered to what people are asked for, in the incident's own place or by whoever is reminded. */
export const remediesOf = (
  rule: string,
  { number, occurrence, source }: { readonly number: number; readonly occurrence: number; readonly source: string },
): readonly Control[] => {
  const key = `inc-${number}`;
  const press = (label: string, line: string): Control => button(label, line, { occurrence });
  const mute = press("Stop asking", `incident page snooze --asks ${key} forever`);
  switch (rule) {
    case "no-commander":
      return [press("I am commander", `incident role set ${key} commander me`), mute];
    case "no-severity":
      return [
        select({
          line: `incident severity ${key} severity:`,
          placeholder: "How bad is it?",
          options: { complete: "incident severity severity" },
          occurrence,
        }),
        mute,
      ];
    case "no-update":
      return [press("Post an update", `incident update post ${key}`), mute];
    case "task-overdue":
      return [press("Done", `incident task done ${key} ${source}`), mute];
    case "forgotten":
      return [
        press("Still on it", `incident comment ${key} Still on it.`),
        press("Resolve", `incident resolve ${key}`),
        press("Escalate", `incident page escalate ${key}`),
        mute,
      ];
    case "stale":
      return [
        press("Still on it", `incident comment ${key} Still on it.`),
        press("Resolve", `incident resolve ${key}`),
        mute,
      ];
    default:
      return [];
  }
};

/** Why nobody was paged: "nobody is on call in Web". */
export const whyUnpaged = (why: Unpaged, empty: Empty): string => {
  const nowhere = emptyWords(empty);
  if (why === "nobody-on-call") return nowhere ?? "nobody is on call";
  return `nobody who was called can be reached${nowhere === undefined ? "" : `, and ${nowhere}`}`;
};

/** "answered Payments: Lin and Grace were paged", said of nobody; and which steps called nobody. */
export const unansweredWords = (policy: string, people: readonly Words[], empty: Empty): readonly Inline[] => {
  const nowhere = emptyWords(empty);
  const whom = people.length === 0 ? [] : say`: ${listed(people)} ${people.length === 1 ? "was" : "were"} paged`;
  return words(
    `answered${policy === "" || policy === byHand ? "" : ` ${policy}`}`,
    whom,
    policy === byHand ? ` ${byHand}` : "",
    nowhere === undefined ? "" : `, and ${nowhere}`,
  );
};
