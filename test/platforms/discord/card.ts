import { sql } from "drizzle-orm";
import type { MessageRef } from "../../../src/domain/place.ts";
import type { Message } from "../../../src/presentation/message.ts";
import { answer } from "../../../src/presentation/say.ts";
import { type DiscordBot, messengerOf } from "./support.ts";

/** Opens an incident and shows it in a chat channel, as the card's job will: gives the card. */
export const showIncident = async (
  bot: DiscordBot,
  options: { readonly channel?: string; readonly kind?: string; readonly card?: Message } = {},
): Promise<MessageRef> => {
  const { channel = "#incidents", kind = "mapped", card: message = answer("the card") } = options;
  await bot.types("ada", "/incident open title:checkout down");
  await bot.quiet();
  const chat = bot.server.idOf(channel);
  const place = { connection: bot.connection, chat };
  const card = await messengerOf(bot).post(place, message, `card:${chat}`);
  await bot.database.transact(async (tx) => {
    await tx.execute(sql`insert into postings (id, workspace_id, incident_id, connection_id, chat, thread, message, kind, created_at)
      select gen_random_uuid(), workspace_id, id, ${place.connection}, ${chat}, '', ${card.message}, ${kind}, created_at
        from incidents order by number desc limit 1`);
  });
  return card;
};

/** The thread under a card, as somebody begins it. */
export const beginThread = async (bot: DiscordBot, card: MessageRef, name = "ada"): Promise<string> => {
  const { id = "" } = await bot.server.act(name, {
    kind: "thread",
    channel: card.place.chat,
    name: "checkout down",
    message: card.message,
  });
  return id;
};
