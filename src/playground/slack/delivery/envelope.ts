import type { Json } from "../../json.ts";

export interface Envelope {
  readonly kind: "events_api" | "slash_commands" | "interactive";
  readonly payload: Json;
  /** The request URL when the app is not in Socket Mode; absent: the app named none. */
  readonly url?: string | undefined;
  readonly retry?: { readonly attempt: number; readonly reason: string };
}

/** What the app answered in time, or why Slack holds that it did not. */
export type Answer =
  | { readonly ok: true; readonly payload: Json }
  | { readonly ok: false; readonly reason: "unreachable" | "timeout" | "http_error"; readonly status?: number };

export interface Transport {
  readonly send: (envelope: Envelope) => Promise<Answer>;
}
