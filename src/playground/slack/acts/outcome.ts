import type { Answer } from "../delivery/envelope.ts";
import type { SlackOutcome } from "../protocol.ts";

export const done: SlackOutcome = { ok: true };

export function failed(error: string): SlackOutcome {
  return { ok: false, error };
}

/** Slack's own name for an app that did not answer. */
export function reasonOf(answer: Answer & { readonly ok: false }): string {
  if (answer.reason === "timeout") return "operation_timeout";
  if (answer.reason === "unreachable") return "dispatch_failed";
  return (answer.status ?? 500) < 500 ? "http_client_error" : "http_service_error";
}
