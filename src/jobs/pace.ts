import type { Place } from "../domain/place.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Clock, Messenger, Messengers } from "../ports.ts";

type Chat = Pick<Place, "connection" | "chat">;

/**
 * When a platform asks to wait with one chat, everything for that chat waits, and nothing else does: the job at hand
 * is tried again then, and those behind it without asking the platform.
 */
export const paced = (messengers: Messengers, clock: Clock): Messengers => {
  const waits = new Map<string, Temporal.Instant>();
  const within = async <T>({ connection, chat }: Chat, platform: string, work: () => Promise<T>): Promise<T> => {
    const key = `${connection}:${chat}`;
    const now = clock.now();
    const until = waits.get(key);
    if (until !== undefined && Temporal.Instant.compare(now, until) < 0) {
      const retryAfter = Math.max(1, Math.ceil(now.until(until).total("seconds")));
      throw new DeliveryError(platform, "This chat waits because its platform asked for it.", { retryAfter });
    }
    waits.delete(key);
    try {
      return await work();
    } catch (error) {
      if (error instanceof DeliveryError && error.retryAfter !== undefined) {
        waits.set(key, clock.now().add({ milliseconds: Math.ceil(error.retryAfter * 1000) }));
      }
      throw error;
    }
  };
  return {
    for(place) {
      const messenger = messengers.for(place);
      return messenger === undefined ? undefined : inPace(messenger, within);
    },
  };
};

type Within = <T>(chat: Chat, platform: string, work: () => Promise<T>) => Promise<T>;

const inPace = (messenger: Messenger, within: Within): Messenger => {
  const { platform, files, pins, rooms, groups, home } = messenger;
  return {
    platform,
    post: (place, message, key) => within(place, platform, () => messenger.post(place, message, key)),
    edit: (ref, message) => within(ref.place, platform, () => messenger.edit(ref, message)),
    reply: (thread, message, key) => within(thread.place, platform, () => messenger.reply(thread, message, key)),
    direct: (contact, message, key) =>
      within({ connection: contact.place.connection, chat: contact.address }, platform, () =>
        messenger.direct(contact, message, key),
      ),
    remove: (ref) => within(ref.place, platform, () => messenger.remove(ref)),
    find: (place, key, since) => messenger.find(place, key, since),
    permalink: (ref) => messenger.permalink(ref),
    reach: (place) => messenger.reach(place),
    ...(files && { files }),
    ...(pins && { pins }),
    ...(rooms && { rooms }),
    ...(groups && { groups }),
    ...(home && { home }),
  };
};
