import type { ConnectionId, PersonId } from "../../domain/ids.ts";
import type { NamedContact } from "../../domain/notify/contact.ts";
import { permit } from "../../domain/permission.ts";
import type { Platform } from "../../domain/place.ts";
import type { Connection } from "../../store/connections.ts";
import { findGone, loseChats, markGone, regainChats, unmarkGone } from "../../store/installed.ts";
import { ownersOf } from "../../store/people.ts";
import { loadReach } from "../../store/reach.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** Why nothing can be posted in a team or guild that lets the bot in no more. */
export const letOut = (name: string): string => `${name} has removed Tocsin`;

/**
 * A team or guild has removed the bot: what was shown there is lost, and the owners will be told. Nothing happens where
 * a team has given another token meanwhile than the sealed one that it refused.
 */
export const loseConnection = (ctx: Ctx, { id, workspace, name }: Connection, token?: string): Promise<void> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.transact(async (tx) => {
    if (!(await markGone(tx, { id, workspace }, { token, at: ctx.now() }))) return;
    await loseChats(tx, workspace, id, letOut(name));
    await audit(ctx, tx, { kind: "connection", id }, { kind: "changed", data: { gone: name } });
    await ctx.enqueue(tx, [{ data: { kind: "left", connection: id }, key: `left:${id}` }]);
  });
};

/** A team that refused the bot's token takes it again. */
export const regainConnection = (ctx: Ctx, { id, workspace, name }: Connection): Promise<void> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.transact(async (tx) => {
    if (!(await unmarkGone(tx, { id, workspace }))) return;
    await regainChats(tx, workspace, id, letOut(name));
    await audit(ctx, tx, { kind: "connection", id }, { kind: "changed", data: { back: name } });
  });
};

/** Whom to tell that a team is gone. */
export interface Gone {
  readonly name: string;
  readonly platform: Platform;
  readonly since: Temporal.Instant;
  readonly owners: readonly { readonly person: PersonId; readonly contacts: readonly NamedContact[] }[];
}

/** Null where the team lets the bot in again. */
export const loadGone = (ctx: Ctx, connection: ConnectionId): Promise<Gone | null> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read(async (tx) => {
    const gone = await findGone(tx, ctx.workspace, connection);
    if (gone === undefined) return null;
    const reach = await loadReach(tx, ctx.workspace, await ownersOf(tx, ctx.workspace));
    return { ...gone, owners: [...reach.values()].map(({ person, contacts }) => ({ person, contacts })) };
  });
};
