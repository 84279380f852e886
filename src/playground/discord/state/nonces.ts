import { instantOf } from "../ids.ts";
import type { Log } from "./log.ts";
import type { Message } from "./records.ts";

export interface Nonces {
  readonly keep: (message: Message) => void;
  /** The author's message with this nonce, if it was said since. */
  readonly find: (nonce: string | number, since: Temporal.Instant, author: string) => Message | undefined;
}

const remembered = 10_000;

/** Nonces are an author's own, whatever the channel. */
export function makeNonces(log: Log): Nonces {
  const held = new Map<string, { readonly channel: string; readonly id: string }>();
  return {
    keep: ({ author, nonce, channel, id }) => {
      if (nonce === undefined) return;
      held.set(`${author} ${nonce}`, { channel, id });
      const oldest = held.keys().next().value;
      if (held.size > remembered && oldest !== undefined) held.delete(oldest);
    },
    find: (nonce, since, author) => {
      const known = held.get(`${author} ${nonce}`);
      const message = known === undefined ? undefined : log.get(known.channel, known.id);
      return message !== undefined && Temporal.Instant.compare(instantOf(message.id), since) >= 0 ? message : undefined;
    },
  };
}
