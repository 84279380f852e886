import { makeSecret } from "../secret.ts";

export interface Trigger {
  readonly person: string;
  /** The view it came from, if any. */
  readonly view?: string;
}

export interface Triggers {
  readonly make: (trigger: Trigger) => string;
  /** Exchanges a trigger, once and within three seconds of its making. */
  readonly use: (id: string) => Trigger | "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id";
  readonly expireAll: () => void;
}

const lifetime = { seconds: 3 };
const remembered = 1_000;

export function makeTriggers(now: () => Temporal.Instant, teamId: string): Triggers {
  const held = new Map<
    string,
    { readonly trigger: Trigger; readonly until: Temporal.Instant; readonly used: boolean }
  >();
  let number = 0;
  return {
    make: (trigger) => {
      number += 1;
      const id = `${now().epochMilliseconds}${number}.${teamId.length}${number}.${makeSecret()}`;
      held.set(id, { trigger, until: now().add(lifetime), used: false });
      const oldest = held.keys().next().value;
      if (held.size > remembered && oldest !== undefined) held.delete(oldest);
      return id;
    },
    use: (id) => {
      const known = held.get(id);
      if (known === undefined) return "invalid_trigger_id";
      if (known.used) return "exchanged_trigger_id";
      if (Temporal.Instant.compare(now(), known.until) > 0) return "expired_trigger_id";
      held.set(id, { ...known, used: true });
      return known.trigger;
    },
    expireAll: () => {
      for (const [id, known] of held) held.set(id, { ...known, until: now().subtract({ seconds: 1 }) });
    },
  };
}
