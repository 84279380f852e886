import { randomInt } from "node:crypto";
import type { WorkspaceId } from "../../domain/ids.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import { countGuess, dropCode, lockCode, wrongGuesses } from "../../store/guesses.ts";
import { insertToken } from "../../store/tokens.ts";
import type { Ground } from "../ground.ts";

/** How long a code can be typed. */
export const codeLasts = { minutes: 10 } as const;

/** After so many wrong codes within that time nobody guesses on. */
const mostGuesses = 5;

/** Without letters and digits that are taken for one another: 39 bits. */
const letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
const length = 8;

const tokenOf = (purpose: string, code: string): string => `${purpose}:${code}`;

const cleaned = (typed: string): string => typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");

/** A code to be typed elsewhere, once: "K7QM-2XWD". */
export const insertCode = async (
  tx: Tx,
  made: {
    readonly workspace: WorkspaceId;
    readonly purpose: string;
    readonly line: string;
    readonly now: Temporal.Instant;
  },
): Promise<string> => {
  const { workspace, purpose, line, now: at } = made;
  const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join("");
  await insertToken(tx, { token: tokenOf(purpose, code), workspace, purpose, line, at, expiresAt: at.add(codeLasts) });
  return `${code.slice(0, 4)}-${code.slice(4)}`;
};

export interface Typed {
  readonly purpose: string;
  readonly code: string;
  /** Who types it: their wrong guesses are counted. */
  readonly guesser: string;
}

/**
 * Does what a code stands for, in one transaction; afterwards the code is used up, unless `work` says to keep it. A
 * wrong one is counted against whoever typed it.
 */
export const withCode = async <T>(
  { transact, now }: Pick<Ground, "transact" | "now">,
  { purpose, code, guesser }: Typed,
  work: (
    tx: Tx,
    found: { readonly workspace: WorkspaceId; readonly line: string },
  ) => Promise<{ readonly done: T; readonly keep?: boolean }>,
): Promise<T> => {
  const token = tokenOf(purpose, cleaned(code));
  const outcome = await transact(async (tx) => {
    const at = now();
    const since = at.subtract(codeLasts);
    const key = `${purpose}:${guesser}`;
    if ((await wrongGuesses(tx, key, since)) >= mostGuesses) return { kind: "barred" } as const;
    const found = await lockCode(tx, { token, purpose, now: at });
    if (found === undefined) {
      await countGuess(tx, key, { now: at, since });
      return { kind: "wrong" } as const;
    }
    const { done, keep = false } = await work(tx, found);
    if (!keep) await dropCode(tx, token);
    return { kind: "done", done } as const;
  });
  if (outcome.kind === "done") return outcome.done;
  throw outcome.kind === "barred"
    ? new Refusal("too-many-codes", "That were too many wrong codes. Wait ten minutes, then ask for a new one.")
    : new Refusal(
        "wrong-code",
        "That code is not valid, or no longer: it lasts ten minutes and works once. Ask for a new one.",
      );
};
