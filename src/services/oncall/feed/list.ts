import type { FeedId, FeedView } from "../../../domain/oncall/feed-view.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { deleteFeeds, feedsOf } from "../../../store/feeds.ts";
import { askerOf } from "../../asker.ts";
import { audit } from "../../audit.ts";
import type { Ctx } from "../../ctx.ts";

/** The asker's calendars. */
export const listFeeds = (ctx: Ctx): Promise<readonly FeedView[]> => {
  permit(ctx.actor, "schedule.view");
  const person = askerOf(ctx);
  return ctx.read((tx) => feedsOf(tx, ctx.workspace, person));
};

/** From now on nothing is read at the address of one of the asker's calendars, or of all; says how many. */
export const revokeFeeds = (ctx: Ctx, which: FeedId | "all"): Promise<number> => {
  permit(ctx.actor, "schedule.view");
  const person = askerOf(ctx);
  return ctx.transact(async (tx) => {
    const revoked = await deleteFeeds(tx, ctx.workspace, person, which);
    if (revoked.length === 0 && which !== "all") {
      throw new Refusal("no-such-feed", "That calendar has been revoked already.");
    }
    const data = { feedsRevoked: revoked };
    if (revoked.length > 0) await audit(ctx, tx, { kind: "person", id: person }, { kind: "changed", data });
    return revoked.length;
  });
};
