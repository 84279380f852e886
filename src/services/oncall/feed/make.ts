import type { ScheduleId } from "../../../domain/ids.ts";
import type { FeedId } from "../../../domain/oncall/feed-view.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import { countFeeds, insertFeed } from "../../../store/feeds.ts";
import { lockPerson } from "../../../store/people.ts";
import { findSchedules } from "../../../store/schedules.ts";
import { askerOf } from "../../asker.ts";
import { audit } from "../../audit.ts";
import { type Ctx, freshId } from "../../ctx.ts";
import { digestOf, freshSecret } from "../../token/secret.ts";
import { refuseGone } from "../schedule/lock.ts";

const mostFeeds = 20;

/**
 * Makes a calendar of a schedule, or of the asker's own shifts, that their application can read, and gives the secret in
 * its address; that is told only now. It shows what the asker may see.
 */
export const makeFeed = async (ctx: Ctx, { schedule }: { readonly schedule?: ScheduleId }): Promise<string> => {
  permit(ctx.actor, "schedule.view");
  const person = askerOf(ctx);
  const secret = freshSecret();
  await ctx.transact(async (tx) => {
    await lockPerson(tx, ctx.workspace, person);
    if ((await countFeeds(tx, ctx.workspace, person)) >= mostFeeds) {
      throw new Refusal("too-many-feeds", `You have ${mostFeeds} calendars already. Revoke one that is not read.`);
    }
    const [record] = schedule === undefined ? [] : await findSchedules(tx, ctx.workspace, [schedule]);
    if (schedule !== undefined && record === undefined) return refuseGone();
    const id = freshId<FeedId>();
    await insertFeed(tx, ctx.workspace, {
      id,
      person,
      digest: digestOf(secret),
      at: ctx.now(),
      ...(schedule === undefined ? {} : { schedule }),
    });
    const data = { feed: id, ...(record === undefined ? {} : { schedule: record.key }) };
    await audit(ctx, tx, { kind: "person", id: person }, { kind: "changed", data });
  });
  return secret;
};
