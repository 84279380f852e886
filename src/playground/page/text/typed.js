// @ts-check

/** @import { SlackState } from "../../slack/protocol.ts" */

/** @param {string} text */
const escapeText = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * What a person typed, as Slack's client sends it: escaped, with @handle and #channel as references.
 * @param {string} typed
 * @param {SlackState} state
 */
export function encodeTyped(typed, state) {
  const people = new Map(state.people.map((person) => [person.handle.toLowerCase(), person.id]));
  const channels = new Map(state.conversations.filter((c) => c.kind !== "dm").map((c) => [c.name.toLowerCase(), c.id]));
  return escapeText(typed)
    .replace(/(^|[^\w@])@([\w.-]*\w)/g, (whole, before, name) => {
      if (/^(here|channel|everyone)$/i.test(name)) return `${before}<!${name.toLowerCase()}>`;
      const id = people.get(name.toLowerCase());
      return id === undefined ? whole : `${before}<@${id}>`;
    })
    .replace(/(^|[^\w#&])#([\p{L}\p{N}_-]+)/gu, (whole, before, name) => {
      const id = channels.get(name.toLowerCase());
      return id === undefined ? whole : `${before}<#${id}|${name}>`;
    })
    .replace(/(^|[\s(])(https?:\/\/[^\s<>]+[^\s<>.,:;!?)\]'"])/g, (_, before, url) => `${before}<${url}>`);
}

/**
 * The reverse, for editing.
 * @param {string} text
 * @param {SlackState} state
 */
export function decodeTyped(text, state) {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id) => `@${state.people.find((p) => p.id === id)?.handle ?? id}`)
    .replace(
      /<#(\w+)(?:\|([^>]*))?>/g,
      (_, id, name) => `#${state.conversations.find((c) => c.id === id)?.name ?? name}`,
    )
    .replace(/<!(here|channel|everyone)(?:\|[^>]*)?>/g, "@$1")
    .replace(/<((?:https?|mailto):[^>|]+)(?:\|([^>]*))?>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
