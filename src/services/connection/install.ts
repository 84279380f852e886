import type { ConnectionId, EntryId, PersonId, WorkspaceId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { type Connection, findConnection, lockConnections, putConnection } from "../../store/connections.ts";
import type { Tx } from "../../store/database.ts";
import { auditEntry } from "../../store/entries.ts";
import { dropCode, lockCode } from "../../store/guesses.ts";
import { type Installed, installedOn, putToken, regainChats } from "../../store/installed.ts";
import type { Vault } from "../../store/seal.ts";
import { insertToken } from "../../store/tokens.ts";
import { askerOf } from "../asker.ts";
import { codeLasts } from "../code/code.ts";
import { type Ctx, freshId } from "../ctx.ts";
import type { Ground } from "../ground.ts";
import { digestOf, freshSecret } from "../token/secret.ts";
import { letOut } from "./lose.ts";

export type { Installed } from "../../store/installed.ts";

const purpose = "install";
const tokenOf = (secret: string): string => `${purpose}:${digestOf(secret)}`;

/** What the vault's keys for the tokens of teams are derived for. */
export const sealedAs = "connection";

/** A secret with which whoever has it may let another team into the workspace, once and within ten minutes. */
export const inviteInstall = async (ctx: Ctx): Promise<string> => {
  permit(ctx.actor, "workspace.manage");
  const line = askerOf(ctx);
  const secret = freshSecret();
  const [at, workspace] = [ctx.now(), ctx.workspace];
  await ctx.transact((tx) =>
    insertToken(tx, { token: tokenOf(secret), workspace, purpose, line, at, expiresAt: at.add(codeLasts) }),
  );
  return secret;
};

/** Does a secret still let a team in? It is not used up: previews of messages look at it too. */
export const isInvited = ({ transact, now }: Ground, secret: string): Promise<boolean> =>
  transact(async (tx) => (await lockCode(tx, { token: tokenOf(secret), purpose, now: now() })) !== undefined);

/** A team that has let the bot in. */
export interface Installing {
  /** The platform's own id of the team. */
  readonly externalId: string;
  readonly name: string;
  readonly botAccount: string;
  /** Where its pages are, with a slash at the end. */
  readonly address: string;
  readonly token: string;
}

/**
 * A team joins the workspace that a secret is of, or is let in anew with the token it gave now. The secret is used up:
 * of two at once one wins.
 */
export const joinByInstall = (
  { transact, now }: Ground,
  vault: Vault,
  { secret, installing }: { readonly secret: string; readonly installing: Installing },
): Promise<Connection> =>
  transact(async (tx) => {
    const { address, token, ...team } = installing;
    const at = now();
    const invited = await lockCode(tx, { token: tokenOf(secret), purpose, now: at });
    if (invited === undefined) throw linkUsed();
    const { workspace } = invited;
    await lockConnections(tx);
    const known = await findConnection(tx, "slack", team.externalId);
    if (known !== null && known.workspace !== workspace) throw elsewhere(team.name);
    await dropCode(tx, tokenOf(secret));
    const connection: Connection = {
      ...team,
      platform: "slack",
      workspace,
      id: known?.id ?? freshId<ConnectionId>(),
    };
    await putConnection(tx, connection, at);
    await putToken(tx, connection, { address, token: vault.seal(sealedAs, connection.id, token) });
    await regainChats(tx, workspace, connection.id, letOut(team.name));
    // Written by `inviteInstall` alone.
    await auditJoined(tx, { connection, workspace, by: invited.line as PersonId, at });
    return connection;
  });

const auditJoined = (
  tx: Tx,
  joined: {
    readonly connection: Connection;
    readonly workspace: WorkspaceId;
    readonly by: PersonId;
    readonly at: Temporal.Instant;
  },
): Promise<unknown> => {
  const { connection, workspace, by, at } = joined;
  return auditEntry(
    tx,
    {
      workspace,
      subject: { kind: "workspace", id: workspace },
      actor: { kind: "system" },
      surface: "http",
      at,
    },
    { id: freshId<EntryId>(), kind: "changed", data: { connected: `slack: ${connection.name}`, invitedBy: by } },
  );
};

/** The teams that let the bot in over the web, of every workspace. */
export const installedTeams = (ground: Ground): Promise<readonly Installed[]> =>
  ground.read((tx) => installedOn(tx, "slack"));

export const openToken = (vault: Vault, { connection, token }: Installed): string | null =>
  vault.unseal(sealedAs, connection.id, token);

const linkUsed = (): Refusal =>
  new Refusal(
    "link-used",
    "This link has been used or is too old. Type `/tocsin connect` in chat: it makes a new one, which lasts ten minutes.",
  );

const elsewhere = (name: string): Refusal =>
  new Refusal(
    "connected-elsewhere",
    `${name} belongs to another Tocsin workspace already. Nothing was changed; its owners can tell you more.`,
  );
