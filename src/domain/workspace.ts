import type { WorkspaceId } from "./ids.ts";
import { Refusal } from "./refusal.ts";

/** One organisation: it owns everything. */
export interface Workspace {
  readonly id: WorkspaceId;
  readonly name: string;
  /** IANA zone of whoever has set none. */
  readonly zone: string;
  /** Are the severities Tocsin ships selectable? */
  readonly shippedSeverities: boolean;
  /** What P0 means: "p0" = P0 is SEV1, "p1" = P1 is SEV1. */
  readonly priorityAliases: "p0" | "p1";
}

/** One line of at most 256 characters. */
export const checkWorkspaceName = (typed: string): string => {
  const name = typed.replace(/[\p{Cc}\s]+/gu, " ").trim();
  if (name === "" || [...name].length > 256) {
    throw new Refusal("workspace-name", "A workspace needs a name of at most 256 characters.");
  }
  return name;
};

/** A zone that the calendar knows. */
export const checkZone = (typed: string): string => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(typed);
    return typed;
  } catch {
    throw new Refusal("unknown-zone", `"${typed}" is no time zone. Name one such as \`Europe/Berlin\`.`);
  }
};
