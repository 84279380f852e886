import { isChannelKey } from "./channel.ts";
import type { PersonId } from "./ids.ts";

/*
 * How descriptions and comments are kept, whatever platform they came from: plain text with **bold**, _italic_,
 * ~~strike~~, `code`, ``` fences, [text](url), <@PERSON_ID> for a known person and <#CHANNEL_KEY> for an incident channel.
 */

/** What is code or an address names nobody. */
const opaque = /```[\s\S]*?(?:```|$)|`[^`\n]*`|\[[^\]\n]*\]\([^)\s]*\)|\bhttps?:\/\/\S+/giu;

const spoken = (body: string): string => body.replaceAll(opaque, " ");

/** The people a body names, each once. */
export const mentionsIn = (body: string): readonly PersonId[] => [
  ...new Set([...spoken(body).matchAll(/<@([0-9a-f-]{36})>/gi)].map(([, id]) => (id ?? "").toLowerCase() as PersonId)),
];

/** The channel keys a body names, each once, in lower case. */
export const channelKeysIn = (body: string): readonly string[] => [...new Set([...referencesIn(body), ...hashChannelsIn(body)])];

/** Keys that a person typed plainly: `#word`, neither digits nor part of another word. Only these offer to be created. */
export const hashChannelsIn = (body: string): readonly string[] => [
  ...new Set(
    [...spoken(body).matchAll(/(?<![\p{L}\p{N}_<&/#-])#([\p{L}\p{N}_-]{1,80})(?![\p{L}\p{N}_-])/gu)]
      .map(([, key]) => (key ?? "").toLowerCase())
      .filter(isChannelKey),
  ),
];

const referencesIn = (body: string): readonly string[] =>
  [...spoken(body).matchAll(/<#([\p{L}\p{N}_-]{1,80})>/gu)].map(([, key]) => (key ?? "").toLowerCase());
