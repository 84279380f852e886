import type { ListedSchedule, ScheduleList } from "../domain/oncall/schedule-view.ts";
import type { Block, Message } from "./message.ts";
import { noSchedules, standingWords } from "./oncall-now.ts";
import { counted } from "./oncall-words.ts";
import { also, answer, bold, button, code, controls, heading, italic, newline, note, words } from "./say.ts";

/** What was asked for, to be said back. */
export interface Asked {
  readonly mine: boolean;
  readonly words: string;
  /** The same list without "mine", and with it. */
  readonly lines: { readonly all: string; readonly mine: string };
}

/** Schedules, who is on call by each, and how many there are (features.md G60). */
export const scheduleList = (list: ScheduleList, asked: Asked): Message => {
  if (list.counts.all === 0) return noSchedules();
  const scope = controls(
    button(`All (${list.counts.all})`, asked.lines.all),
    button(`Mine (${list.counts.mine})`, asked.lines.mine),
    button("Create", "oncall schedule create"),
    button("Export", "oncall schedule export"),
    button("Delete", "oncall schedule delete"),
  );
  if (list.found === 0) {
    return also(
      answer(
        asked.mine ? "You are in none of the schedules" : "No schedule is like that",
        ". All of them: ",
        code("/oncall schedule list"),
      ),
      scope,
    );
  }
  return {
    summary: counted(list.found, "schedule"),
    blocks: [
      heading(asked.mine ? "Your schedules" : "Schedules"),
      ...list.schedules.map((one) => row(one, list)),
      ...(list.found > list.schedules.length
        ? [
            note(
              `The first ${list.schedules.length} of ${list.found}: add a part of the name, as in `,
              code("/oncall schedule list web"),
            ),
          ]
        : []),
      scope,
    ],
  };
};

const row = ({ record, oncall, validity, mine }: ListedSchedule, { names }: ScheduleList): Block => ({
  kind: "paragraph",
  content: words(
    bold(record.name),
    record.key === record.name ? "" : ` (${record.key})`,
    validity === "valid" ? "" : [" ", italic(validity === "expired" ? "expired" : "not valid yet")],
    mine ? " · yours" : "",
    newline,
    standingWords(oncall, { names, behind: new Map() }),
  ),
  control: button("Show", `oncall schedule show ${record.key}`),
});
