import type { NewAttachment } from "../domain/decision.ts";
import type { ConnectionId, IncidentId } from "../domain/ids.ts";
import type { Place, Platform } from "../domain/place.ts";
import type { ChatCtx } from "../services/ctx.ts";

/** A caller who types: where they are, and what is there. */
export interface CommandCtx extends ChatCtx {
  readonly platform?: Platform;
  readonly connection?: ConnectionId;
  /** Where it was typed. */
  readonly place?: Place;
  /** The incident whose thread or own channel that is. */
  readonly here?: { readonly id: IncidentId; readonly number: number };
  /** The message it was typed under, pressed on or opened from. */
  readonly about?: About;
  /** What came with it, where it was said in a message. */
  readonly files?: readonly NewAttachment[];
  /** Where people's browsers reach the bot; absent where nobody said. */
  readonly url?: string;
  /** Can other Slack teams be let in over the web? */
  readonly installs?: boolean;
}

/** A message a person pointed at. */
export interface About {
  readonly place: Place;
  readonly message: string;
  readonly permalink?: string;
  readonly author?: string;
  readonly text?: string;
  readonly at?: Temporal.Instant;
  readonly files?: readonly NewAttachment[];
}
