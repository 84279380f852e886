import { makeSecret } from "../secret.ts";

export interface ResponseTarget {
  readonly person: string;
  readonly channel: string;
  /** The message whose button was pressed, if it was one. */
  readonly ts?: string;
}

export interface ResponseUrls {
  readonly make: (target: ResponseTarget) => string;
  readonly knows: (token: string) => boolean;
  /** Counts one use: five are allowed, within thirty minutes. */
  readonly use: (token: string) => ResponseTarget | "used_url" | "expired_url" | "invalid_url";
}

const lifetime = { minutes: 30 };
const uses = 5;
const remembered = 5_000;

export function makeResponseUrls(now: () => Temporal.Instant, addressOf: (token: string) => string): ResponseUrls {
  const held = new Map<string, { readonly target: ResponseTarget; readonly until: Temporal.Instant; left: number }>();
  return {
    make: (target) => {
      const token = makeSecret();
      held.set(token, { target, until: now().add(lifetime), left: uses });
      const oldest = held.keys().next().value;
      if (held.size > remembered && oldest !== undefined) held.delete(oldest);
      return addressOf(token);
    },
    knows: (token) => held.has(token),
    use: (token) => {
      const known = held.get(token);
      if (known === undefined) return "invalid_url";
      if (Temporal.Instant.compare(now(), known.until) > 0) return "expired_url";
      if (known.left === 0) return "used_url";
      known.left -= 1;
      return known.target;
    },
  };
}
