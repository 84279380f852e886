declare const brand: unique symbol;

/** A string that cannot be mistaken for another kind of string. All of these are UUIDv7. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type WorkspaceId = Id<"workspace">;
export type ConnectionId = Id<"connection">;
export type PersonId = Id<"person">;
export type TeamId = Id<"team">;
export type IncidentId = Id<"incident">;
export type EntryId = Id<"entry">;
export type TextId = Id<"text">;
export type ChannelId = Id<"channel">;
export type MappingId = Id<"mapping">;
export type SeverityId = Id<"severity">;
export type AttachmentId = Id<"attachment">;
export type TaskId = Id<"task">;
export type ReceiptId = Id<"receipt">;
export type PostingId = Id<"posting">;
export type ScheduleId = Id<"schedule">;
export type OverrideId = Id<"override">;
export type ActId = Id<"act">;
export type AwayId = Id<"away">;
export type CalendarId = Id<"calendar">;
export type SwapId = Id<"swap">;
export type PingId = Id<"ping">;
export type DueId = Id<"due">;
export type TargetId = Id<"target">;
export type PolicyId = Id<"policy">;
export type EscalationId = Id<"escalation">;
export type RunId = Id<"run">;
export type PageId = Id<"page">;
export type DeliveryId = Id<"delivery">;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const isId = (text: string): boolean => uuid.test(text);

/** Names a kind for a string that is known to be one: a column, a job's payload. */
export const asId = <T extends Id<string>>(text: string): T => text as T;
