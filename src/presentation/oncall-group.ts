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
