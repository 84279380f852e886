// @ts-check

/** @import { SlackState } from "../../slack/protocol.ts" */

/**
 * A message's text as a person would type it, for editing.
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
    .replace(/<mailto:[^>|]+\|([^>]*)>/g, "$1")
    .replace(/<(https?:[^>|]+)(?:\|([^>]*))?>/g, (_, url, label) => (label && !/^https?:/.test(label) ? label : url))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
