import { permit } from "../../domain/permission.ts";
import type { PersonView } from "../../domain/person-view.ts";
import { Refusal } from "../../domain/refusal.ts";
import { checkZone } from "../../domain/workspace.ts";
import type { Tx } from "../../store/database.ts";
import { accountsOf, findPerson, lockPerson, updatePerson } from "../../store/people.ts";
import { teamsOf } from "../../store/teams.ts";
import { findWorkspace } from "../../store/workspaces.ts";
import { askerOf } from "../asker.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** Who the asker is here. */
export const viewMe = (ctx: Ctx): Promise<PersonView> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read((tx) => viewAsker(ctx, tx));
};

/** Everybody chooses the zone their own times are read and shown in. */
export const setMyZone = (ctx: Ctx, zone: string): Promise<PersonView> => {
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

const viewAsker = async (ctx: Ctx, tx: Tx): Promise<PersonView> => {
  const id = askerOf(ctx);
  const [person, accounts, teams, workspace] = await Promise.all([
    findPerson(tx, ctx.workspace, id),
    accountsOf(tx, ctx.workspace, id),
    teamsOf(tx, ctx.workspace, id),
    findWorkspace(tx, ctx.workspace),
  ]);
  if (person === undefined) throw new Error("The person of a context does not exist.");
  return { person, zone: person.zone ?? workspace.zone, accounts, teams };
};
