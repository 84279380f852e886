import { personKey } from "../domain/oncall/member.ts";
import type { MemberNames } from "../domain/oncall/schedule-view.ts";
import type { CalendarPurpose } from "../domain/oncall/stored-calendar.ts";
import type { CalendarList, CalendarRead, CalendarRow } from "../domain/oncall/stored-calendar-view.ts";
import type { Block, Message } from "./message.ts";
import { effectBlocks } from "./oncall-away.ts";
import { namingOf } from "./oncall-members.ts";
import { counted } from "./oncall-words.ts";
import {
  ago,
  also,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  heading,
  newline,
  note,
  paragraph,
  type Words,
  words,
} from "./say.ts";

const mostProblems = 5;

/** A calendar was read for the first time. */
export const calendarAdded = (read: CalendarRead, isOwn: boolean): Message => {
  const { calendar, ahead, problems, effects, names, schedule, host } = read;
  return also(
    answer(
      bold(calendar.name),
      " is read: ",
      contentWords(calendar.purpose, ahead),
      schedule === undefined ? "" : [" for ", bold(schedule.name)],
      ". ",
      host === undefined
        ? "A file is read once: import it again when it changes."
        : `It is read again from ${host} every 15 minutes.`,
    ),
    ...effects.flatMap((one) => effectBlocks(one, names, isOwn)),
    ...(problems.length === 0
      ? []
      : [
          paragraph(bold("Left out")),
          bullets(problems.slice(0, mostProblems)),
          ...(problems.length > mostProblems ? [note(`And ${problems.length - mostProblems} more.`)] : []),
        ]),
    controls(
      ...(schedule === undefined
        ? [button("Absences", "oncall away list")]
        : [button("Show the schedule", `oncall schedule show ${schedule.key}`)]),
      button("Calendars", "oncall calendar list"),
    ),
  );
};

const contentWords = (purpose: CalendarPurpose, ahead: number): string =>
  counted(ahead, { holidays: "holiday", layer: "shift", away: "absence" }[purpose]);

export const calendarList = ({ calendars, names }: CalendarList): Message =>
  calendars.length === 0
    ? answer(
        "No calendar is read. Add one with ",
        code("/oncall calendar add"),
        ", or your absences with ",
        code("/oncall away import"),
        ".",
      )
    : {
        summary: counted(calendars.length, "calendar"),
        blocks: [heading("Calendars that are read"), ...calendars.map((one) => row(one, names))],
      };

const row = ({ calendar, host, ahead }: CalendarRow, names: MemberNames): Block => {
  const { id, name, purpose, person, readAt, failedAt, failure } = calendar;
  const whose: Words = person === undefined ? "" : [" of ", namingOf(names)(personKey(person))];
  return {
    kind: "paragraph",
    content: words(
      bold(name),
      ": ",
      contentWords(purpose, ahead),
      whose,
      ", ",
      host === undefined ? "a file" : `from ${host}`,
      readAt === undefined ? "" : [", read ", ago(readAt)],
      failedAt === undefined
        ? ""
        : [newline, bold("Not readable since "), ago(failedAt), `: ${failure ?? "it is not known why"}`],
    ),
    control: button("Delete", `oncall calendar delete ${id}`, {
      style: "danger",
      confirm: "Read it no more? What it says of the time to come ends.",
    }),
  };
};

export const calendarDeleted = ({ name, purpose }: { readonly name: string; readonly purpose: CalendarPurpose }) =>
  answer(
    bold(name),
    " is not read any more. ",
    { holidays: "Its holidays", layer: "Its layer", away: "Its absences" }[purpose],
    purpose === "layer" ? " ends now; what was on call stays." : " end now.",
  );
