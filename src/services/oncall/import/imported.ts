import { z } from "zod";
import { wallOf } from "../../../domain/oncall/civil.ts";
import type { Layer } from "../../../domain/oncall/layer.ts";
import type { Schedule } from "../../../domain/oncall/schedule.ts";
import { clockOf } from "../../../domain/oncall/walltime.ts";
import { Refusal } from "../../../domain/refusal.ts";

/** A schedule of another product in our words. */
export interface Imported {
  readonly name: string;
  readonly description: string;
  readonly schedule: Schedule;
  /** Everybody it names: how it calls them in its slots, and what is known of them. */
  readonly people: readonly Stranger[];
}

export interface Stranger {
  readonly key: string;
  readonly name: string;
}

/** What is gathered while reading: what cannot be said in our words refuses the import, all of it at once. */
export interface Findings {
  readonly problems: string[];
  readonly people: Map<string, Stranger>;
}

/** Reads an export by its shape, or refuses it with what is wrong and where. */
export const readShape = <T>(shape: z.ZodType<T>, json: unknown, product: string): T => {
  const read = shape.safeParse(json);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join(".") || "the file"}: ${message}`);
  throw new Refusal("import-unreadable", `This is no schedule of ${product}. ${problems.join("; ")}. Export it again.`);
};

/** What was found, as long as nothing was lost. */
export const unlessLost = (
  product: string,
  { problems, people }: Findings,
  made: Omit<Imported, "people">,
): Imported => {
  if (problems.length === 0) return { ...made, people: [...people.values()] };
  throw new Refusal(
    "import-lossy",
    `This schedule of ${product} says what Tocsin has no words for. ${problems.join(" ")} Change it there, or make it here with \`/oncall schedule create\`.`,
  );
};

/** A layer with everything usual left out. Other products count every turn, also one with nobody on duty. */
export const plainLayer = (name: string, zone: string, parts: Pick<Layer, "rotation"> & Partial<Layer>): Layer => ({
  name,
  zone,
  precedence: 1,
  restrictions: [],
  onHolidays: "ignore",
  holidays: new Set(),
  ...parts,
});

export const zoneName = z.string().refine(
  (zone) => {
    try {
      return clockOf(zone) !== undefined;
    } catch {
      return false;
    }
  },
  { error: "is no time zone" },
);

const isTime = (read: (text: string) => unknown) => (text: string) => {
  try {
    read(text);
    return true;
  } catch {
    return false;
  }
};

/** A date-time with an offset, as milliseconds since the epoch. */
export const instant = z
  .string()
  .refine(isTime(Temporal.Instant.from), { error: "is no instant" })
  .transform((text) => Temporal.Instant.from(text).epochMilliseconds);

/** A date-time whose offset, if it has one, means nothing. */
export const wallTime = z
  .string()
  .transform((text) => text.replace(/(?:Z|[+-]\d\d:?\d\d)$/, ""))
  .refine(isTime(Temporal.PlainDateTime.from), { error: "is no date-time" })
  .transform((text) => wallOf(Temporal.PlainDateTime.from(text)));

/** "HH:mm" or "HH:mm:ss", in milliseconds after midnight. */
export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?/, "is no time of day")
  .transform((text) =>
    wallOf(Temporal.PlainDate.from("1970-01-01").toPlainDateTime(text.slice(0, 8).replace(/[^\d:]+$/, ""))),
  );

/** Remembers somebody and gives how they are called. */
export const meet = ({ people }: Findings, key: string, name: string): string => {
  if (!people.has(key)) people.set(key, { key, name });
  return key;
};
