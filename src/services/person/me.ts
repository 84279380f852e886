import type { PersonId } from "../../domain/ids.ts";
import type { Reach } from "../../domain/notify/reach.ts";
import { permit } from "../../domain/permission.ts";
import type { MeView } from "../../domain/person-view.ts";
import { Refusal } from "../../domain/refusal.ts";
import { checkZone } from "../../domain/workspace.ts";
import type { Tx } from "../../store/database.ts";
import { accountsOf, findPerson, lockPerson, updatePerson } from "../../store/people.ts";
import { testsOf } from "../../store/person-settings.ts";
import { loadReach } from "../../store/reach.ts";
import { teamsOf } from "../../store/teams.ts";
import { askerOf } from "../asker.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** Who the asker is here. */
export const viewMe = (ctx: Ctx): Promise<MeView> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read((tx) => viewAsker(ctx, tx));
};

/** Everybody chooses the zone their own times are read and shown in. */
export const setMyZone = (ctx: Ctx, zone: string): Promise<MeView> => {
  permit(ctx.actor, "workspace.view");
  const after = checkZone(zone);
  const id = askerOf(ctx);
  return ctx.transact(async (tx) => {
    const before = (await lockPerson(tx, ctx.workspace, id))?.zone;
    if (before === after) throw new Refusal("same-zone", `Your zone is ${after} already.`);
    await updatePerson(tx, ctx.workspace, id, { zone: after });
    await audit(
      ctx,
      tx,
      { kind: "person", id },
      { kind: "changed", data: { field: "zone", before: before ?? null, after } },
    );
    return viewAsker(ctx, tx);
  });
};

/** The asker as they are at this point of the transaction. */
export const viewAsker = async (ctx: Ctx, tx: Tx): Promise<MeView> => {
  const id = askerOf(ctx);
  const [person, accounts, teams, reach, tests] = await Promise.all([
    findPerson(tx, ctx.workspace, id),
    accountsOf(tx, ctx.workspace, id),
    teamsOf(tx, ctx.workspace, id),
    reachOf(ctx, tx, id),
    testsOf(tx, ctx.workspace, [id]),
  ]);
  if (person === undefined) throw new Error("The person of a context does not exist.");
  return { person, zone: reach.zone, accounts, teams, reach, tests };
};

/** How somebody known is reached. */
export const reachOf = async (ctx: Ctx, tx: Tx, id: PersonId): Promise<Reach> => {
  const reach = (await loadReach(tx, ctx.workspace, [id])).get(id);
  if (reach === undefined) throw new Error("The person of a context does not exist.");
  return reach;
};
