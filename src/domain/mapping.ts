import type { ChannelId, MappingId } from "./ids.ts";
import type { Severity } from "./incident/severity.ts";
import type { Place } from "./place.ts";

/** A channel shown in a place. */
export interface Mapping {
  readonly id: MappingId;
  readonly channel: ChannelId;
  readonly place: Place;
  /** What the place was called when it was mapped. */
  readonly chatName: string;
  /** Incidents below this rank are not announced here; absent = all are. */
  readonly leastRank?: number;
  readonly banner: boolean;
  /** Why the place can no longer be posted in. */
  readonly lost?: string;
  readonly createdBy: string;
}

/** The least grave severity that a threshold lets through. */
export const severityAtRank = (all: readonly Severity[], rank: number): Severity | undefined =>
  all.filter((severity) => severity.rank <= rank).toSorted((a, b) => b.rank - a.rank)[0];
