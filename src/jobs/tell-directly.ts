import type { Contact, Messengers } from "../ports.ts";
import type { Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import { sendOnce } from "../services/posting/send.ts";
import { isFinal } from "./gone.ts";

export interface Direct extends Pick<Parameters<typeof sendOnce>[2], "key" | "incident"> {
  readonly contacts: readonly Contact[];
  readonly message: Message;
}

/** Tries one account after another; false where none works. */
export const tellDirectly = async (ctx: Ctx, messengers: Messengers, direct: Direct): Promise<boolean> => {
  const { contacts, message, ...once } = direct;
  for (const contact of contacts) {
    const messenger = messengers.for(contact.place);
    if (messenger === undefined) continue;
    try {
      await sendOnce(ctx, messenger, {
        ...once,
        place: { connection: contact.place.connection, chat: contact.address },
        send: () => messenger.direct(contact, message, once.key),
      });
      return true;
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
  }
  return false;
};
