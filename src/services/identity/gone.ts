import { permit } from "../../domain/permission.ts";
import { deleteFeeds } from "../../store/feeds.ts";
import { type AccountKey, findIdentities } from "../../store/identities.ts";
import { accountsOf } from "../../store/people.ts";
import { deleteSessions } from "../../store/sessions.ts";
import { forgetTokensFor } from "../../store/tokens.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";
import { purpose } from "../session/invite.ts";

/**
 * An account was closed, or has left: its person is in at no browser any more, and if it was their only one their
 * calendars are no longer read.
 */
export const closeAccount = (ctx: Ctx, key: AccountKey, account: string): Promise<void> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.transact(async (tx) => {
    const [known] = await findIdentities(tx, key, [account]);
    if (known === undefined) return;
    const { person } = known;
    const ended = await deleteSessions(tx, key.workspace, person, "all");
    await forgetTokensFor(tx, key.workspace, purpose, person);
    const isOnly = (await accountsOf(tx, key.workspace, person)).length <= 1;
    const revoked = isOnly ? await deleteFeeds(tx, key.workspace, person, "all") : [];
    const data = { accountGone: key.platform, sessionsEnded: ended.map(({ id }) => id), feedsRevoked: revoked };
    await audit(ctx, tx, { kind: "person", id: person }, { kind: "changed", data });
  });
};
