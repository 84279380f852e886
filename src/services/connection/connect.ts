import type { ConnectionId } from "../../domain/ids.ts";
import type { Platform } from "../../domain/place.ts";
import {
  type Connection,
  findConnection,
  firstWorkspace,
  lockConnections,
  putConnection,
} from "../../store/connections.ts";
import { regainChats } from "../../store/installed.ts";
import { freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";
import { createWorkspace } from "../workspace/create.ts";
import { letOut } from "./lose.ts";

export type { Connection } from "../../store/connections.ts";

export interface Joining {
  readonly platform: Platform;
  /** The platform's own id of the team or guild. */
  readonly externalId: string;
  readonly name: string;
  readonly botAccount: string;
  /** The zone of a workspace that is created for it. */
  readonly zone: string;
}

/** The connection of a team whose token is in the environment; at the first start its workspace is created with it. */
export const connectTeam = (ground: Ground, joining: Joining): Promise<Connection> =>
  ground.transact(async (tx) => {
    const { zone, ...team } = joining;
    await lockConnections(tx);
    const known = await findConnection(tx, team.platform, team.externalId);
    const workspace =
      known?.workspace ??
      (await firstWorkspace(tx)) ??
      (await createWorkspace(tx, { name: team.name, zone, now: ground.now() }));
    const connection = { ...team, id: known?.id ?? freshId<ConnectionId>(), workspace };
    await putConnection(tx, connection, ground.now());
    if (known !== null) await regainChats(tx, workspace, connection.id, letOut(known.name));
    return connection;
  });
