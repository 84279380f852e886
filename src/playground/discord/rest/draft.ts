import { type Json, tidy } from "../../json.ts";
import { mediaTypeOf } from "../../media-types.ts";
import { type MessageBody, readMessage } from "../check/message.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { refuse, refuseForm } from "../refusal.ts";
import type { Change } from "../state/messages.ts";
import { type Attachment, flags, type Message } from "../state/records.ts";
import type { GivenFile } from "./body.ts";
import { sizeOf } from "./picture.ts";

export interface GivenMessage {
  readonly body: Json;
  readonly files: readonly GivenFile[];
}

const settable = flags.suppressEmbeds | flags.ephemeral | flags.silent | flags.v2;

/** What a new message says; Discord does not take an empty one. */
export function draftOf(core: Core, { files }: GivenMessage, read: MessageBody) {
  const { content, embeds, components, allowed_mentions: allowed, flags: asked = 0 } = read;
  const attachments = keepFiles(core, files, read);
  const said = { content: content ?? "", embeds: embeds ?? [], components: components ?? [], attachments };
  if (isEmpty(said)) refuse("empty");
  return { ...said, author: core.identity.bot.userId, allowed, flags: asked & settable };
}

/** What a change leaves out stays; what it sets to null goes; attachments it does not name go. */
export function changeOf(core: Core, before: Message, { body, files }: GivenMessage): Change {
  const read = readMessage(body, before.flags);
  const { content, embeds, components, attachments, allowed_mentions: allowed } = read;
  const named = attachments?.map((each) => each.id);
  const kept = named === undefined ? before.attachments : before.attachments.filter((id) => named.includes(id));
  const added = keepFiles(core, files, read);
  if (kept.length + added.length > limits.files) {
    refuseForm([
      { path: ["attachments"], code: "BASE_TYPE_MAX_LENGTH", message: `Must be ${limits.files} or fewer in length.` },
    ]);
  }
  const change = {
    ...(content === undefined ? {} : { content: content ?? "" }),
    ...(embeds === undefined ? {} : { embeds: embeds ?? [] }),
    ...(components === undefined ? {} : { components: components ?? [] }),
    ...(attachments === undefined && added.length === 0 ? {} : { attachments: [...kept, ...added] }),
    ...(read.flags === undefined ? {} : { flags: mix(before.flags, read.flags) }),
    ...(allowed === undefined ? {} : { allowed }),
  };
  if (isEmpty({ ...before, ...change })) refuse("empty");
  return change;
}

/** An edit may hide embeds or turn a message into a layout; who sees it stays. */
function mix(before: number, asked: number): number {
  const changeable = flags.suppressEmbeds | flags.v2;
  return (before & ~flags.suppressEmbeds) | (asked & changeable);
}

type Said = Pick<Message, "content" | "embeds" | "components" | "attachments">;

function isEmpty({ content, embeds, components, attachments }: Said): boolean {
  return content === "" && embeds.length === 0 && components.length === 0 && attachments.length === 0;
}

/** Puts the files of a request away; the body may describe them. */
function keepFiles(core: Core, files: readonly GivenFile[], { attachments }: MessageBody): readonly string[] {
  if (files.length > limits.files) refuse("entityTooLarge");
  return files.map((file) => {
    const about = attachments?.find((each) => each.id === file.key);
    return keepFile(core, { ...file, name: about?.filename ?? file.name }, core.identity.bot.userId, about?.description)
      .id;
  });
}

export function keepFile(core: Core, file: GivenFile, by: string, description?: string): Attachment {
  const id = core.nextId();
  const filename = file.name.replaceAll(/[^\p{L}\p{N}._-]/gu, "_");
  const guessed = mediaTypeOf(filename);
  const mediaType = guessed === "application/octet-stream" && file.type !== "" ? file.type : guessed;
  core.storage.putBytes(id, file.bytes);
  const about = { id, filename, mediaType, size: file.bytes.length, by, ...sizeOf(file.bytes) };
  return core.files.put({ ...about, ...tidy({ description }) });
}
