import { readContact } from "../domain/notify/contact.ts";
import type { Delivery } from "../domain/notify/delivery.ts";
import { readMember } from "../domain/oncall/member.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import { type Once, sendOnce } from "../services/posting/send.ts";
import type { Deps } from "./deps.ts";

export interface Outgoing {
  readonly delivery: Pick<Delivery, "key" | "incident" | "person" | "contact"> & Partial<Pick<Delivery, "isPage">>;
  readonly message: () => Promise<Message>;
  readonly remember: NonNullable<Once["remember"]>;
}

/** Sends a message by the contact its row names, in chat: an account, or a place. */
export const sendTo = async (ctx: Ctx, deps: Deps, outgoing: Outgoing): Promise<void> => {
  const { delivery, message, remember } = outgoing;
  const { key, incident, contact = "" } = delivery;
  const way = wayTo(delivery.person, contact);
  const messenger = way && deps.messengers.for(way.place);
  if (way === undefined || messenger === undefined) {
    throw new DeliveryError("chat", "There is no way to send it there any more.", { permanent: true });
  }
  const { account, place } = way;
  await sendOnce(ctx, messenger, {
    key,
    place,
    remember,
    line: delivery.isPage === true ? "pages" : "others",
    ...(incident === undefined ? {} : { incident }),
    send: async () =>
      account === undefined
        ? messenger.post(place, await message(), key)
        : messenger.direct(account, await message(), key),
  });
};

const wayTo = (person: Delivery["person"], key: string) => {
  const contact = person === undefined ? undefined : readContact(key);
  if (person !== undefined && contact?.kind === "account") {
    const { connection, account: address } = contact;
    return { place: { connection, chat: address }, account: { person, place: { connection }, address } };
  }
  const member = readMember(key);
  return member?.kind === "place" ? { place: { connection: member.connection, chat: member.chat } } : undefined;
};
