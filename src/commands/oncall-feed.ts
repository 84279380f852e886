import { asId, isId } from "../domain/ids.ts";
import type { FeedId } from "../domain/oncall/feed-view.ts";
import { pages } from "../domain/page.ts";
import { feedList, feedMade, feedsRevoked } from "../presentation/feed.ts";
import { listFeeds, revokeFeeds } from "../services/oncall/feed/list.ts";
import { makeFeed } from "../services/oncall/feed/make.ts";
import { addressOf } from "./address.ts";
import { schedule } from "./arguments/schedule.ts";
import { type Argument, argument, type Command, command, optional } from "./command.ts";

/** One calendar by its id, or all of them. */
const feed = (description: string): Argument<FeedId | "all"> =>
  argument(
    {
      name: "calendar|all",
      expects: "a calendar from `/oncall feed list`, or `all`",
      read: (_ctx, text): FeedId | "all" | undefined => {
        if (text.toLowerCase() === "all") return "all";
        return isId(text) ? asId(text.toLowerCase()) : undefined;
      },
      complete: async (ctx, typed) =>
        [
          ...(await listFeeds(ctx)).map((one) => ({
            label: one.schedule?.name ?? "My shifts",
            value: one.id as string,
          })),
          { label: "All of them", value: "all" },
        ].filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase())),
    },
    description,
  );

/** Addresses that calendar applications read. */
export const feedCommands: readonly Command[] = [
  command({
    path: "oncall feed make",
    summary: "Make an address at which your calendar application reads your shifts, or a schedule",
    permission: "schedule.view",
    answer: "private",
    args: { schedule: optional(schedule("Which schedule; your own shifts unless named")) },
    examples: ["oncall feed make"],
    run: async (ctx, { schedule: of }) => {
      const address = addressOf(ctx);
      const secret = await makeFeed(ctx, of === undefined ? {} : { schedule: of.id });
      return feedMade(`${address}${pages.feed}/${secret}.ics`, of);
    },
  }),
  command({
    path: "oncall feed list",
    summary: "Show the addresses your calendar applications read",
    permission: "schedule.view",
    answer: "private",
    args: {},
    run: async (ctx) => feedList(await listFeeds(ctx)),
  }),
  command({
    path: "oncall feed revoke",
    summary: "Let nothing be read any more at one of your addresses, or at all of them",
    permission: "schedule.view",
    answer: "private",
    args: { calendar: optional(feed("Which one, or all")) },
    examples: ["oncall feed revoke all"],
    run: async (ctx, { calendar }) =>
      calendar === undefined ? feedList(await listFeeds(ctx)) : feedsRevoked(await revokeFeeds(ctx, calendar)),
  }),
];
