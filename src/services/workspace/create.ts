import { system } from "../../domain/actor.ts";
import type { ChannelId, EntryId, SeverityId, WorkspaceId } from "../../domain/ids.ts";
import { shippedRoles } from "../../domain/incident/role.ts";
import { priorityAliases, shippedSeverities } from "../../domain/incident/severity.ts";
import { checkWorkspaceName, checkZone } from "../../domain/workspace.ts";
import { insertChannel } from "../../store/channels.ts";
import type { Tx } from "../../store/database.ts";
import { auditEntry } from "../../store/entries.ts";
import { insertRoles } from "../../store/roles.ts";
import { insertSeverities } from "../../store/severities.ts";
import { insertWorkspace } from "../../store/workspaces.ts";
import { freshId } from "../ctx.ts";

export interface NewWorkspace {
  readonly name: string;
  readonly zone: string;
  readonly now: Temporal.Instant;
}

/** A workspace with what every one starts with: the shipped severities, three roles and the channel `all`. */
export const createWorkspace = async (tx: Tx, wanted: NewWorkspace): Promise<WorkspaceId> => {
  const id = freshId<WorkspaceId>();
  const { now } = wanted;
  const name = checkWorkspaceName(wanted.name);
  await insertWorkspace(tx, { id, name, zone: checkZone(wanted.zone), createdAt: now });
  const aliases = priorityAliases("p0");
  await insertSeverities(
    tx,
    id,
    shippedSeverities.map((severity) => ({
      ...severity,
      id: freshId<SeverityId>(),
      aliases: aliases[severity.key] ?? severity.aliases,
    })),
  );
  await insertRoles(tx, id, shippedRoles);
  await insertChannel(tx, id, {
    id: freshId<ChannelId>(),
    key: "all",
    name: "all",
    description: "Every incident",
    builtIn: true,
    createdBy: "system",
    createdAt: now,
  });
  await auditEntry(
    tx,
    { workspace: id, subject: { kind: "workspace", id }, actor: system, surface: "schedule", at: now },
    { id: freshId<EntryId>(), kind: "created", data: { name, zone: wanted.zone } },
  );
  return id;
};
