import { type Cycle, readCycle } from "../../domain/oncall/cycle.ts";
import type { RestrictionDefinition } from "../../domain/oncall/definition.ts";
import { readHours } from "../../domain/oncall/hours.ts";
import { readDate, readMoment } from "../../domain/wall.ts";
import { type Argument, argument } from "../command.ts";
import type { CommandCtx } from "../context.ts";

const cycles = [
  { label: "Every week", value: "week" },
  { label: "Every day", value: "day" },
  { label: "Every working day (Mon–Fri)", value: "workday" },
  { label: "Every weekend day (Sat and Sun)", value: "weekend" },
  { label: "Every month", value: "month" },
  { label: "Every 2 weeks", value: "2 weeks" },
  { label: "Every 12 hours", value: "12 hours" },
  { label: "Everybody at once, without turns", value: "everyone" },
] as const;

/** The usual lengths of a turn, for a form (features.md G58). */
export const usualCycles = cycles;

/** How long a turn is. */
export const cycle = (description: string): Argument<Cycle> =>
  argument(
    {
      name: "cycle",
      expects:
        "how long a turn is, such as `week`, `2weeks`, `day`, `workday`, `weekend`, `month`, `12h` or `everyone`",
      read: (_ctx, text) => readCycle(text),
      complete: async (_ctx, typed) =>
        cycles.filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(typed.toLowerCase())),
    },
    description,
  );

/** When people are on duty. */
export const hours = (description: string): Argument<readonly RestrictionDefinition[]> =>
  argument(
    {
      name: "hours",
      commas: true,
      expects: "hours such as `09-17`, `mon-fri 09:00-17:00`, `fri 20:00 - mon 08:00` or `always`",
      read: (_ctx, text) => readHours(text),
    },
    description,
  );

/** A time on the wall, read on the clocks of whatever zone it turns out to be for: "2026-11-30T09:00". */
export type WallTime = (zone: string) => string;

export const wallTime = (description: string): Argument<WallTime> =>
  argument(
    {
      name: "time",
      expects: "a time such as `2026-11-30 09:00` or `monday 9:00`",
      read: (ctx, text) => {
        const read = readWall(ctx, text);
        return read(ctx.zone) === undefined ? undefined : (zone) => read(zone) ?? "";
      },
    },
    description,
  );

/** The edge of a time range: a bare date means its first instant, or as an end the first after it; "none" takes it away. */
export const wallEdge = (description: string, which: "from" | "to"): Argument<WallTime | "none"> =>
  argument(
    {
      name: "date",
      expects: "a date such as `2026-12-31`, a time such as `2026-12-31 18:00`, or `none`",
      read: (ctx, text) => {
        if (text.trim().toLowerCase() === "none") return "none";
        const read = (zone: string) => {
          const date = readDate(text, ctx.now(), zone);
          if (date === undefined) return readWall(ctx, text)(zone);
          return date
            .add({ days: which === "to" ? 1 : 0 })
            .toPlainDateTime()
            .toString({ smallestUnit: "minute" });
        };
        return read(ctx.zone) === undefined ? undefined : (zone) => read(zone) ?? "";
      },
    },
    description,
  );

const readWall =
  (ctx: Pick<CommandCtx, "now">, text: string) =>
  (zone: string): string | undefined =>
    readMoment(text, ctx.now(), zone, "future")
      ?.toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" });

/** Dates of holidays. */
export const date = (description: string): Argument<string> =>
  argument(
    {
      name: "date",
      expects: "a date such as `2026-12-25`",
      read: (ctx, text) => readDate(text, ctx.now(), ctx.zone)?.toString(),
    },
    description,
  );
