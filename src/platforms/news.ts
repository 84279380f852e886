import type { CommandCtx } from "../commands/context.ts";
import { drawHome, loseChat, nameChat, refollowGroup, regainChat } from "../services/connection/place.ts";
import type { Calling } from "./caller.ts";
import type { Handled, Inbound } from "./inbound.ts";

type News = Extract<
  Inbound,
  { kind: "home" | "chat-lost" | "chat-found" | "chat-renamed" | "group-changed" | "account-changed" | "account-gone" }
>;

/** What the platform tells of itself: nobody waits for an answer. */
export const handleNews = async (calling: Calling, ctx: CommandCtx, news: News): Promise<Handled> => {
  switch (news.kind) {
    case "home":
      await drawHome(ctx, calling.connection.id);
      break;
    case "chat-lost":
      await loseChat(ctx, news.place, news.why);
      break;
    case "chat-found":
      await regainChat(ctx, news.place);
      break;
    case "chat-renamed":
      await nameChat(ctx, news.place, news.name);
      break;
    case "group-changed":
      await refollowGroup(ctx, calling.connection.id, news.group);
      break;
    case "account-changed":
      await calling.people.refresh(news.account, news.profile);
      break;
    case "account-gone":
      await calling.people.close(ctx, news.account);
      break;
  }
  return { kind: "silent" };
};
