import { sql } from "drizzle-orm";
import type { MessageRef } from "../../../src/domain/place.ts";
import { answer } from "../../../src/presentation/say.ts";
import type { SlackBot } from "./support.ts";

/** Opens an incident and shows it in a chat channel, as the card's job will: gives the card. */
export const showIncident = async (bot: SlackBot, channel = "#incidents", kind = "mapped"): Promise<MessageRef> => {
  await bot.types("ada", "/incident open checkout down");
  await bot.quiet();
  const chat = bot.server.idOf(channel);
  const place = { connection: bot.connection, chat };
  const card = await bot.messenger.post(place, answer("the card"), `card:${chat}`);
  await bot.database.transact(async (tx) => {
    await tx.execute(sql`insert into postings (id, workspace_id, incident_id, connection_id, chat, thread, message, kind, created_at)
      select gen_random_uuid(), workspace_id, id, ${place.connection}, ${chat}, '', ${card.message}, ${kind}, created_at
        from incidents order by number desc limit 1`);
  });
  return card;
};
