import { DeliveryError } from "../domain/refusal.ts";
import type { Contact, Messengers } from "../ports.ts";
import type { Message } from "../presentation/message.ts";
import { notice } from "../presentation/notice.ts";
import type { Ctx } from "../services/ctx.ts";
import { loadNotice } from "../services/posting/notice.ts";
import { cardPermalink } from "../services/posting/permalink.ts";
import { sendOnce } from "../services/posting/send.ts";
import { inWorkspace } from "./deps.ts";
import { isFinal } from "./gone.ts";

/** Tells one person about one entry: once, by the first of their accounts that works. */
export const notify = inWorkspace<"notify">(async ({ person, entry, reason }, { messengers, log }, ctx) => {
  const told = await loadNotice(ctx, person, entry);
  if (told === null) return;
  const permalink = told.posting && (await linkTo(ctx, messengers, told.posting));
  const message = notice({ ...told, reason, person, ...(permalink === undefined ? {} : { permalink }) }, ctx.now());
  const incident = told.incident.incident.id;
  const reached = await tellDirectly(ctx, messengers, {
    contacts: told.contacts,
    message,
    key: `notify:${person}:${entry}`,
    incident,
  });
  if (!reached) log.warn({ person, entry }, "Somebody could not be told in any chat.");
});

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

/** A message without its link is better than none. */
const linkTo = async (...[ctx, messengers, posting]: Parameters<typeof cardPermalink>): Promise<string | undefined> => {
  try {
    return await cardPermalink(ctx, messengers, posting);
  } catch (error) {
    if (error instanceof DeliveryError) return undefined;
    throw error;
  }
};
