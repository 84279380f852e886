import { customType, text, uuid } from "drizzle-orm/pg-core";
import type { Id, WorkspaceId } from "../domain/ids.ts";

/** timestamptz as Temporal.Instant, to the microsecond PostgreSQL keeps. */
export const instant = customType<{ data: Temporal.Instant; driverData: string | Date }>({
  dataType: () => "timestamp with time zone",
  toDriver: (at) => at.toString(),
  fromDriver: (value) =>
    value instanceof Date ? Temporal.Instant.fromEpochMilliseconds(value.getTime()) : readInstant(value),
});

/** PostgreSQL writes "2026-01-05 09:00:00+00", Temporal reads "2026-01-05T09:00:00+00". */
export const readInstant = (value: string): Temporal.Instant => Temporal.Instant.from(value.replace(" ", "T"));

/** Text in the order of its bytes, so that words with a common beginning are neighbours. */
export const bytewise = customType<{ data: string }>({ dataType: () => 'text COLLATE "C"' });

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** A uuid column that holds one kind of id. */
export const id = <T extends Id<string>>(name?: string) =>
  name === undefined ? uuid().$type<T>() : uuid(name).$type<T>();

/** First in every unique key and index: whose row this is. */
export const workspace = () => uuid("workspace_id").$type<WorkspaceId>().notNull();

/** A text column with a closed set of values. */
export const oneOf = <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
  text(name, { enum: values as unknown as [T[number], ...T[number][]] }).$type<T[number]>();

/** So many bits, told in text as zeros and ones. */
export const bits = customType<{ data: string; config: { length: number }; configRequired: true }>({
  dataType: ({ length }) => `bit(${length})`,
});
