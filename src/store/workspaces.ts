import { eq } from "drizzle-orm";
import type { WorkspaceId } from "../domain/ids.ts";
import type { NagSettings } from "../domain/notify/nags.ts";
import type { Workspace } from "../domain/workspace.ts";
import type { Tx } from "./database.ts";
import { workspaces } from "./schema/workspace.ts";

export const insertWorkspace = async (
  tx: Tx,
  created: Pick<Workspace, "id" | "name" | "zone"> & { readonly createdAt: Temporal.Instant },
): Promise<void> => {
  await tx.insert(workspaces).values(created);
};

export const findWorkspace = async (tx: Tx, workspace: WorkspaceId): Promise<Workspace> => {
  const [row] = await tx.select().from(workspaces).where(eq(workspaces.id, workspace));
  if (row === undefined) throw new Error("The workspace of a context does not exist.");
  const { id, name, zone, shippedSeverities, priorityAliases } = row;
  return { id, name, zone, shippedSeverities, priorityAliases };
};

export const updateWorkspace = async (
  tx: Tx,
  workspace: WorkspaceId,
  changed: Partial<Omit<Workspace, "id">>,
): Promise<void> => {
  await tx.update(workspaces).set(changed).where(eq(workspaces.id, workspace));
};

/** How a workspace has changed what its incidents' people are asked for. */
export const nagSettingsOf = async (tx: Tx, workspace: WorkspaceId): Promise<NagSettings> => {
  const [row] = await tx.select({ nags: workspaces.nags }).from(workspaces).where(eq(workspaces.id, workspace));
  return row?.nags ?? {};
};

export const setNagSettings = async (tx: Tx, workspace: WorkspaceId, nags: NagSettings): Promise<void> => {
  await tx.update(workspaces).set({ nags }).where(eq(workspaces.id, workspace));
};
