import { system } from "../../domain/actor.ts";
import type { ConnectionId, EntryId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { findConnection, lockConnections, putConnection } from "../../store/connections.ts";
import { auditEntry } from "../../store/entries.ts";
import { insertCode, withCode } from "../code/code.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";
import type { Connection, Joining } from "./connect.ts";

const purpose = "connect";

/** A code that lets another team or guild join the workspace, once and within ten minutes. */
export const inviteConnection = (ctx: Ctx): Promise<string> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.transact((tx) => insertCode(tx, { workspace: ctx.workspace, purpose, line: "", now: ctx.now() }));
};

/** A team or guild that belongs to no workspace joins the one that a code is of. */
export const joinByCode = (
  ground: Ground,
  { code, guesser, joining }: { readonly code: string; readonly guesser: string; readonly joining: Joining },
): Promise<Connection> =>
  withCode(ground, { purpose, code, guesser }, async (tx, { workspace }) => {
    const { zone: _, ...team } = joining;
    await lockConnections(tx);
    if ((await findConnection(tx, team.platform, team.externalId)) !== null) throw connectedAlready();
    const connection = { ...team, id: freshId<ConnectionId>(), workspace };
    const at = ground.now();
    await putConnection(tx, connection, at);
    await auditEntry(
      tx,
      { workspace, subject: { kind: "workspace", id: workspace }, actor: system, surface: team.platform, at },
      { id: freshId<EntryId>(), kind: "changed", data: { connected: `${team.platform}: ${team.name}`, by: guesser } },
    );
    return { done: connection };
  });

export const connectedAlready = (): Refusal =>
  new Refusal(
    "connected-already",
    "This side is connected already. Type the code on the side that is not: without a code, `/tocsin connect` makes one.",
  );
