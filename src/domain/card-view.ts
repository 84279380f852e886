import type { PostingId } from "./ids.ts";
import type { Platform } from "./place.ts";

/** A card that can be looked at, and where. */
export interface CardView {
  readonly posting: PostingId;
  readonly platform: Platform;
  /** The name of the Slack team or Discord guild. */
  readonly connection: string;
}
