import { type ContactRef, readContact } from "../domain/notify/contact.ts";
import type { Delivery } from "../domain/notify/delivery.ts";
import { type Member, readMember } from "../domain/oncall/member.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Message } from "../presentation/message.ts";
import { paragraph } from "../presentation/say.ts";
import type { Ctx } from "../services/ctx.ts";
import { threadOn } from "../services/notify/told.ts";
import { sendOnce } from "../services/posting/send.ts";
import type { Deps } from "./deps.ts";
import { type ForOutside, sendOutside } from "./send-outside.ts";
import { type Outgoing, sendTo } from "./send-to.ts";

export interface Composed {
  readonly message: Message;
  /** What goes with it where it leaves chat. */
  readonly about: Pick<ForOutside, "permalink" | "reason" | "urgent" | "type" | "bundled">;
}

export interface Leaving {
  readonly delivery: Delivery;
  /** What it says: asked for once it is on its way, and not while it waits for its turn. */
  readonly compose: () => Promise<Composed>;
  readonly remember: Outgoing["remember"];
}

/**
 * Sends a message by whatever its row names: an account or a place in chat, a user group or role that is mentioned in
 * the incident's thread, a mailbox, a webhook. True where it went to an address that cannot be asked.
 */
export const sendBy = async (ctx: Ctx, deps: Deps, leaving: Leaving): Promise<{ readonly outside: boolean }> => {
  const { delivery, compose, remember } = leaving;
  const way = wayOf(delivery);
  if (way?.kind === "group") {
    await mention(ctx, deps, leaving, way);
    return { outside: false };
  }
  if (way?.kind !== "email" && way?.kind !== "target") {
    await sendTo(ctx, deps, { delivery, message: async () => (await compose()).message, remember });
    return { outside: false };
  }
  const { message, about } = await compose();
  const to: ForOutside["to"] = way.kind === "email" ? way : { kind: "target", target: idOf(way) };
  await sendOutside(ctx, deps, {
    ...about,
    to,
    message,
    key: delivery.key,
    at: delivery.createdAt,
    ...(delivery.isPage ? { type: "page" } : {}),
    ...(delivery.incident === undefined ? {} : { incident: delivery.incident }),
    ...(delivery.entry === undefined ? {} : { entry: delivery.entry }),
    ...(delivery.person === undefined ? {} : { reader: delivery.person }),
  });
  return { outside: true };
};

type Way = ContactRef | Extract<Member, { kind: "group" | "email" | "target" | "place" }>;

const wayOf = ({ person, contact = "" }: Delivery): Way | undefined => {
  if (person !== undefined) return readContact(contact);
  const member = readMember(contact);
  switch (member?.kind) {
    case "group":
    case "email":
    case "target":
    case "place":
      return member;
    default:
      return undefined;
  }
};

const idOf = (way: Extract<Way, { kind: "target" }>) => ("target" in way ? way.target : way.id);

/** A group is called where the incident is: in its thread on that side. */
const mention = async (
  ctx: Ctx,
  { messengers }: Deps,
  { delivery, compose, remember }: Leaving,
  { connection, group }: Extract<Way, { kind: "group" }>,
): Promise<void> => {
  const { key, incident } = delivery;
  const thread = incident === undefined ? undefined : await threadOn(ctx, incident, connection);
  const messenger = messengers.for({ connection });
  if (incident === undefined || thread === undefined || messenger === undefined) {
    throw new DeliveryError("chat", "The incident has no card there in whose thread the group could be called.", {
      permanent: true,
    });
  }
  const called = paragraph({ kind: "group", place: { connection }, group, name: "the group" });
  await sendOnce(ctx, messenger, {
    key,
    incident,
    remember,
    line: delivery.isPage ? "pages" : "others",
    place: { ...thread.place, thread: thread.place.thread ?? thread.message },
    send: async () => {
      const { message } = await compose();
      return messenger.reply(thread, { ...message, blocks: [called, ...message.blocks] }, key);
    },
  });
};
