import { randomBytes } from "node:crypto";
import type { WorkspaceId } from "../../domain/ids.ts";
import { insertToken, readToken } from "../../store/tokens.ts";
import type { Ground } from "../ground.ts";

/** How long what did not fit a button or a form can still be used. */
const kept = { hours: 30 * 24 } as const;

/** Keeps what does not fit a button or a form, under a name nobody can guess and for one purpose only. */
export const makeToken = async (
  ground: Ground,
  workspace: WorkspaceId,
  purpose: string,
  line: string,
): Promise<string> => {
  const token = randomBytes(18).toString("base64url");
  const at = ground.now();
  await ground.transact((tx) => insertToken(tx, { token, workspace, purpose, line, at, expiresAt: at.add(kept) }));
  return token;
};

/** What was kept under it, or null for one that is unknown, expired or for something else. */
export const openToken = (
  ground: Ground,
  workspace: WorkspaceId,
  purpose: string,
  token: string,
): Promise<string | null> => ground.read((tx) => readToken(tx, { token, workspace, purpose }, ground.now()));
