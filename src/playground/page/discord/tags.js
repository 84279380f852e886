// @ts-check
import { h } from "../dom.js";

/** @import { DiscordTag } from "../../discord/protocol.ts" */

/** The tags a post wears. @param {readonly DiscordTag[]} known @param {readonly string[]} worn */
export const renderTags = (known, worn) =>
  known.filter((tag) => worn.includes(tag.id)).map((tag) => h("span", { class: "tag" }, wordsOf(tag)));

/** @param {DiscordTag} tag */
export const wordsOf = ({ name, emoji }) => (emoji === undefined ? name : `${emoji} ${name}`);

/** Tags to choose from; pressed ones are chosen. @param {readonly DiscordTag[]} tags @param {{ chosen: ReadonlySet<string>, toggle: (id: string) => void }} choice */
export const renderTagChoices = (tags, { chosen, toggle }) =>
  tags.map((tag) =>
    h(
      "button",
      {
        type: "button",
        class: "tag tag-choice",
        "aria-pressed": String(chosen.has(tag.id)),
        on: { click: () => toggle(tag.id) },
      },
      wordsOf(tag),
    ),
  );
