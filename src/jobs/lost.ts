import { placeLost } from "../presentation/lost.ts";
import { losePlace } from "../services/mapping/lose.ts";
import { contactsOf } from "../services/person/contacts.ts";
import { beginLoss } from "../services/posting/lost.ts";
import { inWorkspace } from "./deps.ts";
import { tellDirectly } from "./tell-directly.ts";

/** Tells whoever made its channels, once a loss, that a place can no longer be posted in. */
export const lost = inWorkspace<"lost">(async ({ place, why }, { messengers, log }, ctx) => {
  const loss = await beginLoss(ctx, place, why);
  for (const { person, chatName, channels } of await losePlace(ctx, place, why)) {
    const reached = await tellDirectly(ctx, messengers, {
      contacts: await contactsOf(ctx, person),
      message: placeLost({ chat: chatName, channels: channels.map(({ key }) => key), why }),
      key: `${loss}:${person}`,
    });
    if (!reached) log.warn({ person, place }, "Nobody could be told that a place was lost.");
  }
});
