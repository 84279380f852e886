import type { Actor } from "../../domain/actor.ts";
import type { PersonId } from "../../domain/ids.ts";
import { browserOf, linkLasts, type Session, type SessionId } from "../../domain/session.ts";
import type { Tx } from "../../store/database.ts";
import { countGuess, dropCode, lockCode, wrongGuesses } from "../../store/guesses.ts";
import { deleteSessions, findGuest, findSession, type Guest, insertSession } from "../../store/sessions.ts";
import { audit } from "../audit.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";
import { digestOf, freshSecret } from "../token/secret.ts";
import { purpose, tokenOf } from "./invite.ts";

/** After so many wrong links within the time a link lasts, the guesser has to wait. */
const mostGuesses = 20;

export interface Knock {
  readonly secret: string;
  /** From where: wrong links are counted against it. */
  readonly guesser: string;
}

/** Why nobody is let in. */
export type Turned = "wrong" | "too many";

/** Whom a link lets in. The link is not used up: previews of messages look at it too. */
export const inviteeOf = (ground: Ground, knock: Knock): Promise<Pick<Guest, "name" | "workspaceName"> | Turned> =>
  ground.transact((tx) => guestOf(ground, tx, knock));

/**
 * Lets a browser in and gives the secret it is to carry from now on. The link is used up: of two clicks at once one
 * wins. What the browser carried before has ended.
 */
export const enter = (
  ground: Ground,
  knock: Knock & { readonly agent: string; readonly carried?: string },
): Promise<{ readonly carries: string } | Turned> =>
  ground.transact(async (tx) => {
    const guest = await guestOf(ground, tx, knock);
    if (typeof guest === "string") return guest;
    await dropCode(tx, tokenOf(knock.secret));
    const carries = freshSecret();
    const at = ground.now();
    const session: Session = {
      id: freshId<SessionId>(),
      person: guest.person,
      browser: browserOf(knock.agent),
      createdAt: at,
      usedAt: at,
    };
    const before = knock.carried === undefined ? undefined : await findSession(tx, digestOf(knock.carried), at);
    if (before !== undefined) {
      await deleteSessions(tx, before.guest.workspace, before.guest.person, { only: before.session.id });
    }
    await insertSession(tx, guest.workspace, { ...session, digest: digestOf(carries) });
    await audit(
      ctxOf(ground, guest),
      tx,
      { kind: "person", id: guest.person },
      { kind: "changed", data: { session: session.id, browser: session.browser } },
    );
    return { carries };
  });

const guestOf = async (ground: Ground, tx: Tx, { secret, guesser }: Knock): Promise<Guest | Turned> => {
  const now = ground.now();
  const since = now.subtract(linkLasts);
  const key = `${purpose}:${guesser}`;
  if ((await wrongGuesses(tx, key, since)) >= mostGuesses) return "too many";
  const found = await lockCode(tx, { token: tokenOf(secret), purpose, now });
  // Written by `inviteToWeb` alone.
  const guest = found && (await findGuest(tx, found.workspace, found.line as PersonId));
  if (guest === undefined) {
    await countGuess(tx, key, { now, since });
    return "wrong";
  }
  return guest;
};

/** The context of a person at their browser. */
export const ctxOf = (ground: Ground, { workspace, person, role, zone }: Guest): Ctx => {
  const actor: Actor = { kind: "person", id: person, role };
  return {
    workspace,
    actor,
    surface: "http",
    zone,
    now: () => ground.now(),
    transact: (work) => ground.transact(work),
    read: (work) => ground.read(work),
    enqueue: (tx, jobs) => ground.enqueue(tx, jobs),
  };
};
