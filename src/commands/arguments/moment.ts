import { type Direction, readDate, readDuration, readMoment } from "../../domain/wall.ts";
import { type Argument, argument } from "../command.ts";

/** A moment; a bare time of day is the nearest one in that direction. */
export const moment = (description: string, direction: Direction): Argument<Temporal.Instant> =>
  argument(
    {
      name: "time",
      expects:
        direction === "past"
          ? "a time such as `14:30`, `20m ago` or `2026-03-29 02:10`"
          : "a time such as `30m`, `14:30` or `tomorrow 9:00`",
      read: (ctx, text) => readMoment(text, ctx.now(), ctx.zone, direction),
    },
    description,
  );

/** The edge of a time range: a bare date means its first instant, or as an end the first after it. */
export const edge = (description: string, which: "from" | "to"): Argument<Temporal.Instant> =>
  argument(
    {
      name: "time",
      expects: "a date such as `2026-03-29` or a time such as `20m ago`",
      read: (ctx, text) => {
        const date = readDate(text, ctx.now(), ctx.zone);
        if (date === undefined) return readMoment(text, ctx.now(), ctx.zone, "past");
        return date
          .add({ days: which === "from" ? 0 : 1 })
          .toZonedDateTime(ctx.zone)
          .toInstant();
      },
    },
    description,
  );

/** A length of time. */
export const duration = (description: string): Argument<Temporal.Duration> =>
  argument(
    {
      name: "duration",
      expects: "a length of time such as `30m` or `1h30m`",
      read: (_ctx, text) => readDuration(text),
    },
    description,
  );
