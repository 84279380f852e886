import type { WorkspaceId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { Platform } from "../../domain/place.ts";
import {
  type Connection,
  connectionsIn,
  connectionsOfAccount,
  connectionsOn,
  type Standing,
  workspaceOfMessage,
} from "../../store/connections.ts";
import type { Ctx } from "../ctx.ts";
import type { Ground } from "../ground.ts";

/** All teams or guilds of a platform, of every workspace, the one that came first before the others. */
export const listConnections = (ground: Ground, platform: Platform): Promise<readonly Connection[]> =>
  ground.read((tx) => connectionsOn(tx, platform));

/** The teams and guilds of the workspace, the one that came first before the others. */
export const connectionsHere = (ctx: Ctx): Promise<readonly Standing[]> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.read((tx) => connectionsIn(tx, ctx.workspace));
};

/**
 * The workspace that somebody is in who writes directly: that of the message they pressed on or answered, else the only
 * one they are known in. Null where they are known in none, or where it could be any of several.
 */
export const workspaceOfDirect = (
  ground: Ground,
  platform: Platform,
  said: { readonly account: string; readonly chat: string; readonly message?: string },
): Promise<WorkspaceId | null> =>
  ground.read(async (tx) => {
    const pressed = said.message === undefined ? null : await workspaceOfMessage(tx, platform, said.chat, said.message);
    if (pressed !== null) return pressed;
    const known = new Set((await connectionsOfAccount(tx, platform, said.account)).map(({ workspace }) => workspace));
    const [only] = known;
    return known.size === 1 && only !== undefined ? only : null;
  });
