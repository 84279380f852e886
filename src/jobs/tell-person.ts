import type { PersonId } from "../domain/ids.ts";
import { type ContactRef, contactKey } from "../domain/notify/contact.ts";
import type { Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import type { Deps } from "./deps.ts";
import { isFinal } from "./gone.ts";
import { sendTo } from "./send-to.ts";

interface Told {
  readonly person: PersonId;
  readonly contacts: readonly ContactRef[];
  readonly message: Message;
  readonly key: string;
}

/** Tells somebody by the first of these contacts that works; false where none does. */
export const tellPerson = async (ctx: Ctx, deps: Deps, told: Told): Promise<boolean> => {
  const { person, contacts, message, key } = told;
  for (const contact of contacts) {
    try {
      const delivery = { key, person, contact: contactKey(contact) };
      await sendTo(ctx, deps, { delivery, message, remember: async () => undefined });
      return true;
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
  }
  return false;
};
