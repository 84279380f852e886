import { personOf } from "../../domain/actor.ts";
import type { PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Session } from "../../domain/session.ts";
import { deleteSessions, sessionsOf } from "../../store/sessions.ts";
import { askerOf } from "../asker.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** The sessions of the asker; administrators may see and end anybody's. */
export const listSessions = (ctx: Ctx, person: PersonId = askerOf(ctx)): Promise<readonly Session[]> => {
  permit(ctx.actor, "workspace.view");
  if (person !== personOf(ctx.actor)) permit(ctx.actor, "workspace.manage");
  return ctx.read((tx) => sessionsOf(tx, ctx.workspace, person, ctx.now()));
};

export interface Ending {
  readonly person?: PersonId;
  readonly which: Parameters<typeof deleteSessions>[3];
}

/** Ends sessions and says which; whoever has them needs a new link. */
export const endSessions = (ctx: Ctx, { person = askerOf(ctx), which }: Ending): Promise<readonly Session[]> => {
  permit(ctx.actor, "workspace.view");
  if (person !== personOf(ctx.actor)) permit(ctx.actor, "workspace.manage");
  return ctx.transact(async (tx) => {
    const ended = await deleteSessions(tx, ctx.workspace, person, which);
    if (ended.length === 0 && typeof which === "object" && "only" in which) {
      throw new Refusal(
        "no-such-session",
        "That session has ended already. See what there is with `/tocsin session list`.",
      );
    }
    const data = { sessionsEnded: ended.map(({ id }) => id) };
    if (ended.length > 0) await audit(ctx, tx, { kind: "person", id: person }, { kind: "changed", data });
    return ended;
  });
};
