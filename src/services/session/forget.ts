import { linkLasts } from "../../domain/session.ts";
import { forgetGuesses } from "../../store/guesses.ts";
import { forgetSessions } from "../../store/sessions.ts";
import type { Owed } from "../beat/tick.ts";

/** Forgets sessions that have ended, and guesses that no longer count; nothing is owed for it. */
export const sessionsKept: Owed = {
  kind: "sessions",
  async due(tx, { to }) {
    await forgetSessions(tx, to);
    await forgetGuesses(tx, to.subtract(linkLasts));
    return [];
  },
};
