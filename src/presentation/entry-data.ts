import type { PersonId } from "../domain/ids.ts";
import { readAssigneeKey } from "../domain/incident/assignee.ts";
import type { EntryView } from "../domain/incident/entry-view.ts";
import { severityLabel } from "../domain/incident/severity.ts";
import type { Json } from "../domain/incident/timeline.ts";
import { assigneeWords } from "./incident-words.ts";
import type { Inline } from "./message.ts";
import { link, listed, person, type Words } from "./say.ts";

/** What an entry remembers, as words: its data is JSON from any version of Tocsin, so nothing in it is taken for granted. */
export const string = ({ entry }: EntryView, name: string): string | undefined => {
  const value = entry.data[name];
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
};

const object = ({ entry }: EntryView, name: string): Readonly<Record<string, Json | undefined>> => {
  const value = entry.data[name];
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
};

export const severityKeyed = (view: EntryView, name: string): string | undefined => {
  const key = string(view, name);
  if (key === undefined) return undefined;
  const severity = view.severities?.get(key);
  return severity === undefined ? key.toUpperCase() : severityLabel(severity);
};

export const statusKeyed = (view: EntryView, name: string): string | undefined => string(view, name);

export const personNamed = (view: EntryView, name: string): Inline => {
  const id = string(view, name) as PersonId | undefined;
  const called = id === undefined ? undefined : view.people.get(id);
  return id === undefined || called === undefined ? { kind: "text", text: "somebody who left" } : person(id, called);
};

export const assigned = (view: EntryView, name: string): Inline => {
  const key = string(view, name);
  return key === undefined ? { kind: "text", text: "somebody" } : assigneeWords(readAssigneeKey(key), view);
};

export const roleNamed = (view: EntryView): string => {
  const key = string(view, "role") ?? "role";
  return view.roleNames?.get(key) ?? key;
};

/** "service checkout", a link where it has an address. */
export const labelled = (view: EntryView, name: string): Words | undefined => {
  const { name: called, url } = object(view, name);
  if (typeof called !== "string" || called === "") return undefined;
  return typeof url === "string" ? link(called, url) : called;
};

export const linked = (view: EntryView, name: string): Words => labelled(view, name) ?? "that was there";

/** People by name, from a list of keys. */
export const peopleIn = (view: EntryView, name: string): readonly Words[] => {
  const keys = view.entry.data[name];
  return (Array.isArray(keys) ? keys : []).flatMap((key): readonly Words[] =>
    typeof key === "string" && key.startsWith("person:") ? [assigneeWords(readAssigneeKey(key), view)] : [],
  );
};

/** The same in words: "Ada, Grace and Lin". */
export const peopleNamed = (view: EntryView, name: string): Words => {
  const named = peopleIn(view, name);
  return named.length === 0 ? "nobody" : listed(named);
};
