import { Refusal } from "../refusal.ts";
import { readDuration, readTime } from "../wall.ts";
import type { ContactRef, NamedContact } from "./contact.ts";
import { isSameContact } from "./contact.ts";
import { checkRungs, type Rung } from "./personal-rules.ts";
import { checkQuiet, type Quiet } from "./quiet-hours.ts";

/*
 * Rules and quiet hours as people type them, and back: what is printed reads as what it was.
 */

/** "slack, discord after 2m, email after 5m". A word that stands for several contacts means all of them. */
export const readRungs = (text: string, contacts: readonly NamedContact[]): readonly Rung[] =>
  checkRungs(
    text
      .split(/[,;\n]|\bthen\b/u)
      .map((part) => part.trim().replace(/^and\s+/iu, ""))
      .filter((part) => part !== "")
      .flatMap((part) => {
        const [, who = part, delay] = /^(.*?)\s+(?:after|in|\+)\s*(.+)$/iu.exec(part) ?? [];
        const after = delay === undefined ? 0 : secondsOf(delay);
        return called(who.replace(/\s+(?:at once|now|immediately)$/iu, ""), contacts).map((contact) => ({
          contact,
          after,
        }));
      }),
  );

const secondsOf = (text: string): number => {
  const duration = readDuration(text);
  if (duration === undefined) {
    throw new Refusal("rules-delay", `"${text}" is no length of time. Say it as in \`email after 5m\`.`);
  }
  return duration.total({ unit: "seconds", relativeTo: "1970-01-01" });
};

const kinds: ReadonlyMap<string, (contact: ContactRef) => boolean> = new Map([
  ["slack", (contact) => contact.kind === "account" && contact.platform === "slack"],
  ["discord", (contact) => contact.kind === "account" && contact.platform === "discord"],
  ["chat", (contact) => contact.kind === "account"],
  ["email", (contact) => contact.kind === "email"],
  ["e-mail", (contact) => contact.kind === "email"],
  ["mail", (contact) => contact.kind === "email"],
]);

const called = (typed: string, contacts: readonly NamedContact[]): readonly ContactRef[] => {
  const word = typed.trim().toLowerCase();
  const found = contacts.filter(
    (one) => one.word.toLowerCase() === word || one.name.toLowerCase() === word || kinds.get(word)?.(one) === true,
  );
  if (found.length > 0) return found.map(refOf);
  const known = contacts.map((one) => `\`${one.word}\``).join(", ");
  throw new Refusal(
    "no-such-contact",
    `"${typed.trim()}" is none of your contacts. ${known === "" ? "You have none yet." : `They are ${known}.`} See \`/tocsin me contacts\`.`,
  );
};

/** Without what it is called: names change. */
const refOf = ({ name: _, word: __, ...ref }: NamedContact): ContactRef => ref;

/** As they were typed; contacts that are gone are left out. */
export const rungsText = (rungs: readonly Rung[], contacts: readonly NamedContact[]): string =>
  rungs
    .flatMap(({ contact, after }) => {
      const known = contacts.find((one) => isSameContact(one, contact));
      return known === undefined ? [] : [after === 0 ? known.word : `${known.word} after ${spanText(after)}`];
    })
    .join(", ");

/** "2m", "1h30m", "24h": whole minutes. */
export const spanText = (seconds: number): string => {
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return hours === 0 ? `${rest}m` : rest === 0 ? `${hours}h` : `${hours}h${rest}m`;
};

const dayNames = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const everyDay = [1, 2, 3, 4, 5, 6, 7];

/** "22:00-07:00", "10pm to 7am weekdays", "00:00-00:00 sat, sun". */
export const readQuiet = (text: string): Quiet => {
  const [, from = "", to = "", on = ""] =
    /^\s*([\d:]+\s*(?:[ap]m)?)\s*(?:-|–|—|to|until)\s*([\d:]+\s*(?:[ap]m)?)\s*,?\s*(?:\bon\b)?\s*(.*)$/isu.exec(text) ??
    [];
  const days = daysOf(on);
  const [start, end] = [readTime(from), readTime(to)];
  if (start === undefined || end === undefined || days === undefined) {
    throw new Refusal(
      "quiet-not-understood",
      `"${text.trim()}" is not understood. Say it as in \`22:00-07:00 mon-fri\`.`,
    );
  }
  const minutes = ({ hour, minute }: Temporal.PlainTime) => hour * 60 + minute;
  return checkQuiet({
    from: minutes(start),
    to: minutes(end),
    ...(days.length === 7 ? {} : { days }),
  });
};

const daysOf = (text: string): readonly number[] | undefined => {
  const words = text.trim().toLowerCase();
  if (words === "" || /^(?:every ?day|daily|always)$/u.test(words)) return everyDay;
  if (/^(?:weekdays?|work ?days?)$/u.test(words)) return everyDay.slice(0, 5);
  if (/^weekends?$/u.test(words)) return everyDay.slice(5);
  const found = new Set<number>();
  for (const part of words.split(/[\s,;]+|\band\b/u).filter((one) => one !== "")) {
    const [first, last = first] = part.split(/-|–/u).map(dayCalled);
    if (first === undefined || last === undefined) return undefined;
    for (let one = first; ; one = (one % 7) + 1) {
      found.add(one);
      if (one === last) break;
    }
  }
  return [...found].sort();
};

const dayCalled = (word: string): number | undefined => {
  const at = /^[a-z]{3,9}$/u.test(word) ? dayNames.findIndex((name) => word.startsWith(name)) : -1;
  return at === -1 ? undefined : at + 1;
};

/** "22:00-07:00", with the days where it is not every one of them. */
export const quietText = ({ from, to, days }: Quiet): string =>
  [`${clockText(from)}-${clockText(to)}`, ...(days === undefined ? [] : [daysText(days)])].join(" ");

export const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;

const daysText = (days: readonly number[]): string => {
  const [first = 1] = days;
  const last = days.at(-1) ?? first;
  const name = (one: number) => dayNames[one - 1] ?? "";
  return days.length > 2 && last - first === days.length - 1
    ? `${name(first)}-${name(last)}`
    : days.map(name).join(", ");
};
