import { readDate, readMoment } from "../../domain/wall.ts";
import { type Argument, argument } from "../command.ts";
import type { CommandCtx } from "../context.ts";

/** When something ends, by when it begins. */
export type EndFrom = (start: number) => number;

/**
 * When something ends: a length or a time of day counts from its beginning, and a bare date means all of that day:
 * "2h", "18:00", "tomorrow 9:00", "2026-12-27".
 */
export const end = (description: string): Argument<EndFrom> =>
  argument(
    {
      name: "end",
      expects: "an end such as `2h`, `18:00`, `friday 18:00` or `2026-12-27`",
      read: (ctx, text) => {
        const clean = text.trim().replace(/^(?:for|until|till) /iu, "");
        const read = (from: Temporal.Instant) => endAfter(ctx, clean, from);
        if (read(ctx.now()) === undefined) return undefined;
        return (start) => (read(Temporal.Instant.fromEpochMilliseconds(start)) ?? ctx.now()).epochMilliseconds;
      },
    },
    description,
  );

const endAfter = (ctx: CommandCtx, text: string, start: Temporal.Instant): Temporal.Instant | undefined => {
  const date = readDate(text, ctx.now(), ctx.zone) ?? tomorrow(ctx, text);
  if (date !== undefined) return date.add({ days: 1 }).toZonedDateTime(ctx.zone).toInstant();
  const isFixed = /^(?:now|today|tomorrow|in)\b/iu.test(text);
  return readMoment(text, isFixed ? ctx.now() : start, ctx.zone, "future");
};

const tomorrow = (ctx: CommandCtx, text: string): Temporal.PlainDate | undefined =>
  /^tomorrow$/iu.test(text) ? ctx.now().toZonedDateTimeISO(ctx.zone).toPlainDate().add({ days: 1 }) : undefined;
