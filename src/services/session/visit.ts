import type { Session } from "../../domain/session.ts";
import { findSession, type Guest, touchSession } from "../../store/sessions.ts";
import type { Ctx } from "../ctx.ts";
import type { Ground } from "../ground.ts";
import { digestOf } from "../token/secret.ts";
import { ctxOf } from "./enter.ts";

/** A request that came with a session. */
export interface Visit {
  readonly ctx: Ctx;
  readonly session: Session;
  readonly guest: Pick<Guest, "name" | "workspaceName">;
}

/** Use is noted no more often than this. */
const noted = { minutes: 5 } as const;

/** Who comes with the secret that a browser carries; undefined where that has ended, or never was. */
export const visitOf = async (ground: Ground, carried: string): Promise<Visit | undefined> => {
  const now = ground.now();
  const found = await ground.read((tx) => findSession(tx, digestOf(carried), now));
  if (found === undefined) return undefined;
  const { session, guest } = found;
  const since = now.subtract(noted);
  if (Temporal.Instant.compare(session.usedAt, since) < 0) {
    await ground.transact((tx) => touchSession(tx, session, { now, since }));
  }
  return { ctx: ctxOf(ground, guest), session, guest };
};
