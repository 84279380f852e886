import { readPieces } from "./body-pieces.ts";
import { isChannelKey } from "./channel.ts";
import type { PersonId } from "./ids.ts";

/*
 * How descriptions and comments are kept, whatever platform they came from: plain text with **bold**, _italic_,
 * ~~strike~~, `code`, ``` fences, [text](url), <@PERSON_ID> for a known person, <#CHANNEL_KEY> for an incident channel and [@name](group:ID)
 * for a group of a platform.
 * What is code or an address names nobody.
 */

/** The people a body names, each once. */
export const mentionsIn = (body: string): readonly PersonId[] => [
  ...new Set(readPieces(body).flatMap((piece) => (piece.kind === "person" ? [piece.person] : []))),
];

/** The channel keys a body names, each once, in lower case. */
export const channelKeysIn = (body: string): readonly string[] => [
  ...new Set([
    ...readPieces(body).flatMap((piece) => (piece.kind === "channel" ? [piece.key] : [])),
    ...hashChannelsIn(body),
  ]),
];

const hash = /(?<![\p{L}\p{N}_/#&<@.-])#([\p{L}\p{N}_-]{1,80})(?![\p{L}\p{N}_-])/gu;

/** Keys that a person typed plainly: `#word`, neither digits nor part of another word. Only these offer to be created. */
export const hashChannelsIn = (body: string): readonly string[] => [
  ...new Set(
    readPieces(body)
      .flatMap((piece) => (piece.kind === "text" ? [...piece.text.matchAll(hash)] : []))
      .map(([, word]) => (word ?? "").toLowerCase())
      .filter(isChannelKey),
  ),
];
