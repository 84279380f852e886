import type { IncidentId, WorkspaceId } from "../domain/ids.ts";
import type { Incident } from "../domain/incident/incident.ts";

/** Which incident changes, by whom and when. */
export interface Scope {
  readonly workspace: WorkspaceId;
  readonly id: IncidentId;
  readonly by: string;
  readonly at: Temporal.Instant;
  /** As it was before, absent while it is being opened. */
  readonly incident?: Incident;
  readonly startedAt: Temporal.Instant;
  readonly private: boolean;
  readonly occurrence: number;
}
