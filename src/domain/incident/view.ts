import type { ChannelId, PersonId, TeamId, TextId } from "../ids.ts";
import type { Silenced } from "../notify/snooze.ts";
import type { Incident } from "./incident.ts";

/** Somebody or something that acts, by name. */
export type Named =
  | { readonly kind: "person"; readonly id: PersonId; readonly name: string }
  | { readonly kind: "other"; readonly name: string };

/** An incident with the names and words that its ids stand for: everything a card needs, and nothing to load. */
export interface IncidentView {
  readonly incident: Incident;
  readonly description?: string;
  readonly resolution?: string;
  readonly creator: Named;
  readonly people: ReadonlyMap<PersonId, string>;
  readonly teams: ReadonlyMap<TeamId, string>;
  readonly channels: ReadonlyMap<ChannelId, { readonly key: string; readonly name: string }>;
  /** Role keys to their names: "commander" -> "Commander". */
  readonly roleNames: ReadonlyMap<string, string>;
  readonly taskTexts: ReadonlyMap<TextId, string>;
  readonly update?: {
    readonly known: string;
    readonly doing?: string;
    readonly by: Named;
    readonly at: Temporal.Instant;
    readonly nextAt?: Temporal.Instant;
  };
  readonly duplicateOf?: { readonly number: number; readonly title: string };
  readonly attachments: number;
  /** Until when its pages are silenced; absent where they ring. */
  readonly silentUntil?: Silenced;
}
