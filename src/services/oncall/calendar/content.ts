import type { PersonId, WorkspaceId } from "../../../domain/ids.ts";
import type { CalendarContent } from "../../../domain/oncall/definition.ts";
import type { Interval } from "../../../domain/oncall/interval.ts";
import { type MemberKey, personKey } from "../../../domain/oncall/member.ts";
import { type CalendarPurpose, contentAfter, type StoredCalendar } from "../../../domain/oncall/stored-calendar.ts";
import type { Tx } from "../../../store/database.ts";
import { peopleMeant } from "../../../store/people-find.ts";
import { readCalendar } from "../ical/calendar.ts";
import type { Busy, Occurrence } from "../ical/expand.ts";

/** Read this far ahead. */
const daysAhead = 400;

/** What of a calendar counts at an instant, in milliseconds. */
export const windowAt = (now: Temporal.Instant): Interval => ({
  start: now.epochMilliseconds,
  end: now.add({ hours: daysAhead * 24 }).epochMilliseconds,
});

/** What a calendar's text holds from now on. */
export const readAhead = (text: string, zone: string, now: Temporal.Instant): Promise<Busy> => {
  const { start: from, end: to } = windowAt(now);
  return readCalendar({ text, zone, from, to });
};

/** What a calendar's events come to for its purpose, and what could not be understood. */
export const contentOf = async (
  tx: Tx,
  workspace: WorkspaceId,
  calendar: Pick<StoredCalendar, "purpose" | "content">,
  { busy, zone, now }: { readonly busy: Busy; readonly zone: string; readonly now: Temporal.Instant },
): Promise<{ readonly content: CalendarContent; readonly problems: readonly string[] }> => {
  const when = { now: now.epochMilliseconds, today: dateOf(now.epochMilliseconds, zone).toString() };
  const { events, dates, problems } = await read(tx, workspace, calendar.purpose, busy.occurrences, zone);
  return {
    content: contentAfter(calendar.content, { events, dates }, when),
    problems: [...busy.problems, ...problems],
  };
};

const read = async (
  tx: Tx,
  workspace: WorkspaceId,
  purpose: CalendarPurpose,
  occurrences: readonly Occurrence[],
  zone: string,
) => {
  const spans = occurrences.map(({ start, end }) => ({ start, end }));
  switch (purpose) {
    case "holidays":
      return { events: [], dates: occurrences.flatMap((one) => datesOf(one, zone)), problems: [] };
    case "away":
      return { events: spans, dates: [], problems: [] };
    case "layer": {
      const meant = await membersMeant(tx, workspace, occurrences);
      const nobody = new Set(occurrences.filter((one) => meant(one).length === 0).map(({ summary }) => summary));
      return {
        events: occurrences.flatMap((one) => meant(one).map((member) => ({ start: one.start, end: one.end, member }))),
        dates: [],
        problems: [...nobody].map(
          (summary) => `"${summary}" names nobody here: invite them by e-mail, or write a name as its title.`,
        ),
      };
    }
  }
};

/** Whom an event puts on duty: those invited, else whom its title names. */
const membersMeant = async (tx: Tx, workspace: WorkspaceId, occurrences: readonly Occurrence[]) => {
  const words = occurrences.flatMap(({ attendees, summary }) => [...attendees, titleOf(summary)]);
  const found = await peopleMeant(tx, workspace, words);
  const byWord = new Map<string, PersonId>(found.map(({ word, id }) => [word, id]));
  return ({ attendees, summary }: Occurrence): readonly MemberKey[] => {
    const invited = [...new Set(attendees.flatMap((one) => byWord.get(one) ?? []))];
    const titled = byWord.get(titleOf(summary));
    return (invited.length > 0 || titled === undefined ? invited : [titled]).map(personKey);
  };
};

const titleOf = (summary: string): string => summary.trim().replace(/^@/, "").toLowerCase();

/** The dates an event covers, if only in part. */
const datesOf = ({ start, end }: Occurrence, zone: string): readonly string[] => {
  const last = dateOf(end - 1, zone);
  const dates: string[] = [];
  for (let date = dateOf(start, zone); Temporal.PlainDate.compare(date, last) <= 0; date = date.add({ days: 1 })) {
    dates.push(date.toString());
  }
  return dates;
};

const dateOf = (at: number, zone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate();
