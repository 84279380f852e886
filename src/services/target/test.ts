import type { TargetId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { DeliveryError, Refusal } from "../../domain/refusal.ts";
import type { Target } from "../../domain/target/target.ts";
import { countGuess, wrongGuesses } from "../../store/guesses.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Letter, Outside } from "../outside.ts";
import { lockedTarget } from "./load.ts";
import { attemptedBy, noteOutcome } from "./outcome.ts";
import { type Outgoing, openOutgoing } from "./outgoing.ts";

/** How a test went, in the other side's own words. */
export interface Tested {
  readonly target: Target;
  readonly failure?: string;
  readonly said?: string;
}

/** So many tests of one target are sent within so long: a target is no way to pester somebody. */
const mostTests = 5;
const within = { minutes: 10 } as const;

/** Sends a test at once, and says what came of it. A target that was failing and takes it is well again. */
export const testTarget = async (
  ctx: Ctx,
  outside: Outside,
  id: TargetId,
  write: (opened: Extract<Outgoing, { kind: "open" }>, target: Target) => Letter,
): Promise<Tested> => {
  permit(ctx.actor, "target.keep");
  const target = await ctx.transact(async (tx) => {
    const found = await lockedTarget(ctx, tx, id);
    const now = ctx.now();
    const since = now.subtract(within);
    const key = `target-test:${id}`;
    if ((await wrongGuesses(tx, key, since)) >= mostTests) {
      throw new Refusal(
        "too-many-tests",
        `${found.target.name} was tested ${mostTests} times just now. Wait ten minutes.`,
      );
    }
    await countGuess(tx, key, { now, since });
    return found.target;
  });
  const opened = await openOutgoing(ctx, outside, { kind: "target", target: id }, {});
  if (opened.kind === "closed") return { target, failure: opened.why };
  const tried = await attempt(() => outside.outbox.direct(opened.to, write(opened, target), `test:${freshId()}`));
  const attempted = "said" in tried ? ({ ok: true } as const) : attemptedBy(tried.error);
  if (attempted !== undefined) await ctx.transact((tx) => noteOutcome(ctx, tx, id, attempted));
  return "said" in tried ? { target, said: tried.said } : { target, failure: tried.error.message };
};

const attempt = async (
  send: () => Promise<string>,
): Promise<{ readonly said: string } | { readonly error: DeliveryError }> => {
  try {
    return { said: await send() };
  } catch (error) {
    if (error instanceof DeliveryError) return { error };
    throw error;
  }
};
