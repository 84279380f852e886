import type { Entry, EntryData, Json } from "../domain/incident/timeline.ts";
import { readMember } from "../domain/oncall/member.ts";
import type { HistoryView, MemberNames } from "../domain/oncall/schedule-view.ts";
import type { Message } from "./message.ts";
import { namingOf } from "./oncall-members.ts";
import { spellWords } from "./oncall-now.ts";
import { counted } from "./oncall-words.ts";
import { bold, bullets, code, heading, moment, note, paragraph, say, type Words } from "./say.ts";

const mostShifts = 15;

/** Who was on call, and what was changed by whom. */
export const historyShown = ({ record, days, spells, changes, names }: HistoryView): Message => ({
  summary: `History of ${record.name}`,
  blocks: [
    heading(record.name),
    paragraph(bold(`Who was on call in the last ${counted(days, "day")}`)),
    spells.length === 0
      ? paragraph("Nobody.")
      : bullets(
          spells
            .slice(-mostShifts)
            .toReversed()
            .map((spell) => spellWords(spell, names)),
        ),
    paragraph(bold("What was changed")),
    bullets(changes.map((entry) => changeWords(entry, names))),
    note("At any time: ", code(`/oncall why ${record.key} 2026-03-03 02:10`)),
  ],
});

const changeWords = (entry: Entry, names: MemberNames): Words =>
  say`${moment(entry.at)}: ${actorWords(entry, names)} ${deedWords(entry, names)}`;

const actorWords = ({ actor }: Entry, names: MemberNames): Words => {
  switch (actor.kind) {
    case "person":
      return namingOf(names)(`person:${actor.id}`);
    case "system":
      return "Tocsin";
    default:
      return actor.name;
  }
};

const deedWords = ({ kind, data }: Entry, names: MemberNames): Words => {
  if (kind === "created") return "created it.";
  if (typeof data["change"] === "string") {
    const from = instantIn(data, "from");
    return [data["change"], from === undefined ? "." : [" from ", moment(from), " on."]];
  }
  if (typeof data["act"] === "string") return overrideDeed(data, names);
  return "changed it.";
};

const overrideDeed = (data: EntryData, names: MemberNames): Words => {
  const added = listOf(data["added"]).flatMap((one) => (isRecord(one) ? [one] : []));
  const ended = listOf(data["ended"]).length;
  const parts: Words[] = added.map((one) => {
    const [by, person] = [keyIn(one, "by"), keyIn(one, "person")];
    const name = namingOf(names);
    const who: Words =
      one["kind"] === "remove"
        ? ["took off ", name(person)]
        : ["put on ", name(by), one["kind"] === "replace" ? [" for ", name(person)] : ""];
    const [start, end] = [instantIn(one, "start"), instantIn(one, "end")];
    return [who, start === undefined || end === undefined ? "" : [" from ", moment(start), " to ", moment(end)]];
  });
  if (ended > 0) parts.push(`took back ${counted(ended, "override")}`);
  return [parts.map((part, i): Words => [i === 0 ? "" : "; ", part]), "."];
};

type Fields = { readonly [key: string]: Json };

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const isRecord = (value: Json): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);
const keyIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" && readMember(value) !== undefined ? value : "";
};
const instantIn = (fields: EntryData, name: string): Temporal.Instant | undefined => {
  const value = fields[name];
  return typeof value === "string" ? Temporal.Instant.from(value) : undefined;
};
