import { type APIMessage, Routes } from "discord.js";
import { z } from "zod";
import { statuses } from "../../domain/incident/status.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import type { Message } from "../../presentation/message.ts";
import type { Chat } from "./chats.ts";
import { label } from "./controls.ts";
import { calling } from "./errors.ts";
import { bodyOf } from "./render.ts";
import { follow, inOpenThread, markOf, prepare, type Sending, withFiles } from "./send.ts";
import { instantOf } from "./who.ts";

const limits = { name: 100, tags: 5, files: 10 } as const;

/** What a post or a thread is called. */
export const threadName = (message: Pick<Message, "summary" | "blocks">): string => {
  const heading = message.blocks.find((block) => block.kind === "heading");
  return label(heading?.text ?? message.summary, limits.name);
};

/** A post of its own: its first message has the post's id. */
export const post = async (sending: Sending, forum: Chat, message: Message, key: string): Promise<string> => {
  const { rest } = sending;
  const [first, ...more] = await prepare(sending, message, markOf(key));
  const files = (message.files ?? []).slice(0, limits.files);
  const { body, ...uploads } = withFiles(bodyOf(first), files);
  const { id } = await calling<{ readonly id: string }>(() =>
    rest.post(Routes.threads(forum.id), {
      body: { name: threadName(message), applied_tags: tagsFor(forum, message), message: body },
      ...uploads,
    }),
  );
  await follow(sending, { channel: id, message: id, key }, more, []);
  return id;
};

/** The forum's tags for it, as far as it has them; where a post must have one, it gets the first. */
const tagsFor = ({ tags, tagged }: Chat, { filed }: Message): readonly string[] => {
  const free = tags.filter(({ moderated }) => !moderated);
  const called = (names: readonly string[]) => free.find((tag) => names.some((name) => isSame(name, tag.name)));
  const found = filed === undefined ? [] : [called([filed.status]), called(filed.severity)];
  const fitting = found.filter((tag) => tag !== undefined);
  const chosen = fitting.length === 0 && tagged ? free.slice(0, 1) : fitting;
  return [...new Set(chosen.map(({ id }) => id))];
};

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Gives a post its name and its tags anew, where they are others now; tags that say something else stay. */
export const refile = async (sending: Sending, forum: Chat, id: string, message: Message): Promise<void> => {
  const { rest, chats } = sending;
  const before = await chats.get(id);
  const name = threadName(message);
  const ours = await filingTags(sending, forum);
  const kept = before.applied.filter((tag) => !ours.includes(tag));
  const applied = [...new Set([...tagsFor(forum, message), ...kept])].slice(0, limits.tags);
  const same = before.applied.length === applied.length && applied.every((tag) => before.applied.includes(tag));
  const changed = { ...(before.name === name ? {} : { name }), ...(same ? {} : { applied_tags: applied }) };
  if (Object.keys(changed).length === 0) return;
  await inOpenThread(sending, id, () => rest.patch(Routes.channel(id), { body: changed }));
  await chats.ask(id);
};

/** The tags that stand for a status or a severity. */
const filingTags = async ({ severities }: Sending, { tags }: Chat): Promise<readonly string[]> => {
  const names = [...statuses, ...(await severities())];
  return tags.filter((tag) => names.some((name) => isSame(name, tag.name))).map(({ id }) => id);
};

const threadList = z.object({
  threads: z.array(z.object({ id: z.string(), parent_id: z.string().nullish(), owner_id: z.string().nullish() })),
});

/** A post of ours that its key made, open or archived: its controls carry the key's mark. */
export const findPost = async (
  sending: Sending,
  place: Place,
  key: string,
  since: Temporal.Instant,
): Promise<MessageRef | null> => {
  const { rest, who } = sending;
  const open = threadList.parse(await calling(() => rest.get(Routes.guildActiveThreads(who.guild))));
  const archived = threadList.parse(await calling(() => rest.get(Routes.channelThreads(place.chat, "public"))));
  const candidates = [...open.threads.filter((one) => one.parent_id === place.chat), ...archived.threads]
    .filter((one) => one.owner_id === who.bot && Temporal.Instant.compare(instantOf(one.id), since) >= 0)
    .toSorted((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1));
  for (const { id } of candidates) {
    const first = await calling<APIMessage>(() => rest.get(Routes.channelMessage(id, id))).catch(() => null);
    if (first !== null && carries(first, key)) return { place, message: id };
  }
  return null;
};

/** Is it our message of that key? Its nonce says so for a while, its controls for ever. */
export const carries = (message: Pick<APIMessage, "nonce" | "components">, key: string, nonce?: string): boolean => {
  if (nonce !== undefined && message.nonce === nonce) return true;
  return new RegExp(`"custom_id":"${markOf(key)}\\d\\d\\|`).test(JSON.stringify(message.components ?? []));
};
