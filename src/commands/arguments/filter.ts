import type { Cursor } from "../../domain/incident/list.ts";
import { type Argument, argument } from "../command.ts";
import { type AssigneeValue, assignee } from "./person.ts";

/** An assignee, or `none` for what nobody has. */
export const assigneeOrNone = (description: string): Argument<AssigneeValue | "none"> => {
  const { type } = assignee(description);
  return argument<AssigneeValue | "none">(
    {
      ...type,
      expects: "a person, a team, `me` or `none`",
      read: async (ctx, text) =>
        text.trim().toLowerCase() === "none" ? "none" : ((await type.read(ctx, text)) as AssigneeValue | undefined),
    } as Parameters<typeof argument<AssigneeValue | "none">>[0],
    description,
  );
};

/** Where a page of a list begins or ends: an incident, and the instant it was listed by, in microseconds. */
export const cursor = (description: string): Argument<Cursor> =>
  argument(
    {
      name: "incident",
      expects: "an incident such as `inc-42`",
      read: (_ctx, text) => {
        const [, number, at] = /^(?:inc-)?(\d{1,9})(?:\.([0-9a-z]{1,12}))?$/i.exec(text.trim()) ?? [];
        if (number === undefined) return undefined;
        return { number: Number(number), ...(at === undefined ? {} : { at: instantOf(at.toLowerCase()) }) };
      },
    },
    description,
  );

/** As a line says it: short, because lines are. */
export const cursorWord = ({ number, at }: Cursor): string =>
  at === undefined ? `${number}` : `${number}.${(at.epochNanoseconds / 1000n).toString(36)}`;

const instantOf = (word: string): Temporal.Instant =>
  Temporal.Instant.fromEpochNanoseconds(
    [...word].reduce((sum, digit) => sum * 36n + BigInt(parseInt(digit, 36)), 0n) * 1000n,
  );
