import type { ScheduleRecord } from "../domain/oncall/record.ts";
import type { Message } from "./message.ts";
import { answer, bold, code } from "./say.ts";

/** For whoever looks after a schedule: a group does not hold whoever is on call. */
export const groupRefused = (
  { key, name }: Pick<ScheduleRecord, "key" | "name">,
  group: string,
  why: string,
): Message =>
  answer(
    bold(group),
    " does not hold whoever is on call for ",
    bold(name),
    `: ${why.replace(/[.\s]+$/u, "")}. If it is not to follow any more: `,
    code(`/oncall schedule unfollow ${key}`),
  );

export const groupFollows = ({ name }: Pick<ScheduleRecord, "name">, group: string, empties: boolean): Message =>
  answer(
    bold(group),
    " holds whoever is on call for ",
    bold(name),
    " from now on, and nobody else. ",
    empties ? "In a gap it is empty." : "In a gap it keeps whom it had.",
  );

export const groupLetGo = ({ name }: Pick<ScheduleRecord, "name">, group?: string): Message =>
  answer(
    group === undefined ? "No group follows " : [bold(group), " no longer follows "],
    bold(name),
    group === undefined ? " any more." : ".",
    " Whoever is in it stays there.",
  );
