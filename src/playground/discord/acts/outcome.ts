import type { DiscordOutcome } from "../protocol.ts";

export const done: DiscordOutcome = { ok: true };

export function failed(error: string): DiscordOutcome {
  return { ok: false, error };
}
