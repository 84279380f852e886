import type { EntryView } from "./incident/entry-view.ts";
import type { Entry, EntryData, Json, SubjectKind } from "./incident/timeline.ts";
import type { Named } from "./incident/view.ts";

/** What the audit is about, by the words people search it with. */
export const audited = [
  "incident",
  "channel",
  "mapping",
  "severity",
  "team",
  "person",
  "role",
  "workspace",
  "connection",
  "target",
  "escalation",
  "policy",
  "schedule",
  "away",
  "swap",
  "calendar",
] as const satisfies readonly SubjectKind[];

/** One thing somebody did, with the names its ids stand for. */
export interface AuditLine {
  readonly entry: Entry;
  readonly actor: Named;
  /** What it is called now, or was when it went. */
  readonly subject?: string;
  /** Of an incident: what the timeline says of it. */
  readonly view?: EntryView;
}

/** One value that an entry says was changed; without either side only that it was. */
export interface Changed {
  readonly field: string;
  readonly before?: string;
  readonly after?: string;
}

/** Longer values are only named. */
const longestValue = 60;

/** What an entry's data says was changed: in a word of its own, or field by field from two records, from one field, or as it was written. */
export const changesIn = (data: EntryData): readonly Changed[] => {
  const { before, after, field, change } = data;
  if (typeof change === "string") return [changed("change", undefined, change)];
  if (isRecord(before) && isRecord(after)) {
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => changed(key, before[key], after[key]));
  }
  if (before !== undefined || after !== undefined) {
    return [changed(typeof field === "string" ? field : "", before, after)];
  }
  return Object.entries(data)
    .filter(([key, value]) => !names.includes(key) && value !== null && value !== "" && !isEmpty(value))
    .map(([key, value]) => changed(key, undefined, value));
};

/** Said already: what the noun is called. */
const names = ["key", "name"];

const changed = (field: string, before: Json | undefined, after: Json | undefined): Changed => {
  const [was, is] = [shortly(before), shortly(after)];
  return { field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) };
};

/** A short value as it is read; ids and what is long or made of parts say nothing to anybody. */
const shortly = (value: Json | undefined): string | undefined => {
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return String(value);
  if (typeof value !== "string" || value === "" || value.length > longestValue) return undefined;
  return /[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-/iu.test(value) || /^[[{]/u.test(value) ? undefined : value;
};

const isEmpty = (value: Json | undefined): boolean => Array.isArray(value) && value.length === 0;

type Fields = { readonly [key: string]: Json };

const isRecord = (value: Json | undefined): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
