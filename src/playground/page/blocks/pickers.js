// @ts-check
import { renderAvatar } from "../avatar.js";
import { currentValue, str } from "./read.js";
import { renderSelect } from "./select.js";

/** @import { SlackConversation, SlackPerson } from "../../slack/protocol.ts" */
/** @import { Field } from "./read.js" */
/** @import { Row } from "./select.js" */

/** @param {SlackPerson} person @returns {Row} */
const personRow = (person) => ({
  label: person.name,
  detail: `@${person.handle}`,
  picture: renderAvatar(person, "tiny"),
  option: { text: { type: "plain_text", text: person.name }, value: person.id },
});

/** @param {SlackConversation} conversation @returns {Row} */
function conversationRow({ id, kind, name }) {
  const label = kind === "dm" ? name : kind === "private" ? `🔒 ${name}` : `#${name}`;
  return { label, option: { text: { type: "plain_text", text: label }, value: id } };
}

/** The selects whose options are the workspace's own: people, channels, conversations. @param {Field} field */
export function renderPicker(field) {
  const { state } = field.scope.client;
  const type = String(field.element.type);
  const noun = type.includes("users") ? "user" : type.includes("channels") ? "channel" : "conversation";
  const many = type.startsWith("multi_");
  const rows =
    noun === "user"
      ? state.people.map(personRow)
      : state.conversations.filter((c) => isOffered(c, noun, field)).map(conversationRow);
  const key = many ? `selected_${noun}s` : `selected_${noun}`;
  const begun = currentValue(field)?.[key] ?? field.element[many ? `initial_${noun}s` : `initial_${noun}`];
  const ids = Array.isArray(begun) ? begun.map(String) : typeof begun === "string" ? [begun] : [];
  return renderSelect(field, {
    rows,
    chosen: rows.filter((row) => ids.includes(row.option.value)).map((row) => row.option),
    store: (chosen) => ({ [key]: many ? chosen.map((option) => option.value) : (chosen[0]?.value ?? null) }),
  });
}

/** @param {SlackConversation} conversation @param {string} noun @param {Field} field */
function isOffered(conversation, noun, field) {
  if (conversation.archived) return false;
  if (noun === "channel") return conversation.kind === "channel";
  const filter = /** @type {{ include?: readonly string[] } | undefined} */ (field.element.filter);
  const kind = { channel: "public", private: "private", dm: "im" }[conversation.kind];
  return filter?.include?.includes(kind) ?? true;
}

/** @param {Field} field */
export const isPicker = (field) =>
  /^(multi_)?(users|channels|conversations)_select$/.test(str(field.element, "type") ?? "");
