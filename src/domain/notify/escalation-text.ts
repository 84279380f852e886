import { Refusal } from "../refusal.ts";
import { readDuration } from "../wall.ts";

/** One step as it is typed: the words for whom, its wait in seconds, and how many have to acknowledge. */
export interface TypedStep {
  readonly who: string;
  readonly wait: number;
  readonly need: number;
}

/** How long a step waits for an answer unless it says, in seconds. */
export const usualWait = 300;
const mostSteps = 20;
const longestWait = 24 * 3600;

/**
 * "web 5m, @grace + @lin 10m x2": steps between commas, in each whom it calls (joined by "+"), how long it waits for an
 * answer, and how many have to acknowledge. Refuses what cannot be followed.
 */
export const readSteps = (text: string): readonly TypedStep[] => {
  const parts = text
    // The ">" of a mention is none of ours.
    .split(/\s*(?:,|;|(?<!<\S*)>|\n|\bthen\b)\s*/iu)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  if (parts.length === 0) throw new Refusal("steps-empty", "Name who is called first, such as `web 5m, @grace`.");
  if (parts.length > mostSteps) throw new Refusal("steps-many", `An escalation policy has at most ${mostSteps} steps.`);
  return parts.map(readStep);
};

const readStep = (part: string): TypedStep => {
  let who = part;
  let wait = usualWait;
  let need = 1;
  for (let found = tailOf(who); found !== undefined; found = tailOf(who)) {
    who = found.rest;
    if (found.need === undefined) wait = found.wait;
    else need = found.need;
  }
  if (who === "") throw new Refusal("step-nobody", `Whom does "${part}" call? Such as \`web 5m\`.`);
  if (wait < 60 || wait > longestWait) {
    throw new Refusal("step-wait", `A step waits between a minute and a day for an answer. "${part}" does not.`);
  }
  if (need < 1 || need > 10) throw new Refusal("step-need", "One to ten people acknowledge a step, such as `x2`.");
  return { who, wait, need };
};

/** The last word of a step, where it is a length of time or a number of people. */
const tailOf = (text: string): { readonly rest: string; readonly wait: number; readonly need?: number } | undefined => {
  const [, rest = "", last = ""] = /^(.*?)\s*(?:\b(?:for|wait|need)\s+)?(\S+)$/isu.exec(text) ?? [];
  if (last === "" || rest === "") return undefined;
  const need = /^(?:x|need:)(\d+)$/i.exec(last)?.[1];
  if (need !== undefined) return { rest, wait: 0, need: Number(need) };
  const span = /^\d/.test(last) ? readDuration(last.toLowerCase()) : undefined;
  return span === undefined ? undefined : { rest, wait: span.total({ unit: "seconds", relativeTo: "1970-01-01" }) };
};
