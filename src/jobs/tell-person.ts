import type { PersonId } from "../domain/ids.ts";
import { type ContactRef, contactKey } from "../domain/notify/contact.ts";
import type { LetterType } from "../domain/target/facts.ts";
import type { Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import type { Deps } from "./deps.ts";
import { isFinal } from "./gone.ts";
import { sendOutside } from "./send-outside.ts";
import { sendTo } from "./send-to.ts";

export interface Telling {
  readonly person: PersonId;
  readonly message: Message;
  /** The same for every try. */
  readonly key: string;
  readonly type: LetterType;
}

/** Tells somebody by one of their contacts, in chat or outside. Throws a DeliveryError where it did not arrive. */
export const tellBy = async (ctx: Ctx, deps: Deps, contact: ContactRef, telling: Telling): Promise<void> => {
  const { person, message, key, type } = telling;
  if (contact.kind === "account") {
    const delivery = { key, person, contact: contactKey(contact) };
    return sendTo(ctx, deps, { delivery, message: async () => message, remember: async () => undefined });
  }
  await sendOutside(ctx, deps, { to: contact, message, key, type, reader: person });
};

/** Tells somebody by the first of these contacts that works; false where none does. */
export const tellPerson = async (
  ctx: Ctx,
  deps: Deps,
  contacts: readonly ContactRef[],
  telling: Telling,
): Promise<boolean> => {
  for (const contact of contacts) {
    try {
      await tellBy(ctx, deps, contact, telling);
      return true;
    } catch (error) {
      if (!isFinal(error)) throw error;
    }
  }
  return false;
};
