import { randomUUID } from "node:crypto";
import { endLease, leaveInLease, takeLease } from "../../store/leases.ts";
import type { Ground } from "../ground.ts";

/** What one replica does for all: it holds a lease on it, and another takes over when it stops renewing. */
export interface HeldLease {
  /** Takes or renews it; undefined while another replica holds it, else what was left in it last. */
  take(): Promise<{ readonly left: unknown } | undefined>;
  /** Leaves something for whoever holds it next. */
  leave(data: object | null): Promise<void>;
  end(): Promise<void>;
}

/** A lease by name, for this process. `lasts` is in milliseconds. */
export const makeLease = (ground: Ground, name: string, lasts: number): HeldLease => {
  const lease = { name, holder: randomUUID(), lasts };
  return {
    take: () => ground.transact((tx) => takeLease(tx, lease)),
    leave: (data) => ground.transact((tx) => leaveInLease(tx, lease, data)),
    end: () => ground.transact((tx) => endLease(tx, lease)),
  };
};
