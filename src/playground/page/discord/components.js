// @ts-check
import { listOf, objectOf, str } from "../blocks/read.js";
import { h } from "../dom.js";
import { act } from "../hub.js";
import { icon } from "../icons.js";
import { explain } from "../words.js";
import { readerOf } from "./client.js";
import { hexOf } from "./embed.js";
import { renderMarkdown } from "./markdown.js";
import { renderMenu } from "./menus.js";

/** @import { DiscordAct, DiscordMessage } from "../../discord/protocol.ts" */
/** @import { Block } from "../blocks/read.js" */
/** @import { Client } from "./client.js" */

/** @typedef {{ client: Client, message: DiscordMessage }} Scope */

const STYLES = ["", "primary", "", "good", "danger", "", ""];

/** Rows of buttons and menus, and the newer parts that stand for a whole message. @param {Scope} scope @param {readonly Block[]} components @returns {HTMLElement[]} */
export const renderComponents = (scope, components) => components.map((each) => renderComponent(scope, each));

/** @param {Scope} scope @param {Block} part @returns {HTMLElement} */
function renderComponent(scope, part) {
  const inner = () => renderComponents(scope, listOf(part, "components"));
  switch (part.type) {
    case 1:
      return h("div", { class: "block-actions", role: "group", "aria-label": "Actions" }, ...inner());
    case 2:
      return renderButton(scope, part);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return renderMenu(scope.client, part, (values, control) =>
        send(scope, { kind: "select", ...spotOf(scope), custom_id: str(part, "custom_id") ?? "", values }, control),
      );
    case 9: {
      const accessory = objectOf(part, "accessory");
      const main = h("div", { class: "section-main" }, ...inner());
      return h(
        "div",
        { class: "block-section with-accessory" },
        main,
        accessory ? h("div", { class: "accessory" }, renderComponent(scope, accessory)) : null,
      );
    }
    case 10:
      return renderMarkdown(str(part, "content") ?? "", readerOf(scope.client));
    case 11:
      return renderMedia(objectOf(part, "media"), str(part, "description"));
    case 12:
      return h(
        "div",
        { class: "files" },
        ...listOf(part, "items").map((item) => renderMedia(objectOf(item, "media"), str(item, "description"))),
      );
    case 13:
      return renderMedia(objectOf(part, "file"), undefined);
    case 14:
      return h("hr", { class: "block-divider" });
    case 17:
      return h(
        "div",
        { class: "attachment embed container", style: { "--bar": hexOf(part.accent_color) } },
        ...inner(),
      );
    default:
      return h("span", { class: "block-unknown" }, `A component of type ${String(part.type)}`);
  }
}

/** @param {Block | undefined} media @param {string | undefined} words */
function renderMedia(media, words) {
  const url = str(media ?? {}, "url") ?? "";
  if (!url.startsWith("/playground/")) return h("p", { class: "embed-footer" }, words ?? "A picture from elsewhere");
  return h("img", { class: "attachment-image", src: url, alt: words ?? "", loading: "lazy" });
}

/** @param {Scope} scope */
const spotOf = ({ message }) => ({ channel: message.channel, message: message.id });

/** @param {Scope} scope @param {Block} part */
function renderButton(scope, part) {
  const url = str(part, "url");
  const emoji = objectOf(part, "emoji");
  const words = [emoji ? (str(emoji, "name") ?? "") : "", str(part, "label") ?? ""].filter(Boolean).join(" ");
  const customId = str(part, "custom_id") ?? "";
  const button = h(
    "button",
    {
      type: "button",
      class: `button ${STYLES[Number(part.style)] ?? ""}`,
      disabled: part.disabled === true,
      dataset: { key: customId },
    },
    words,
    url === undefined ? null : h("span", { class: "button-away", "aria-hidden": "true" }, " ↗"),
  );
  button.addEventListener("click", () => {
    if (url !== undefined) {
      if (/^https?:/i.test(url)) window.open(url, "_blank", "noreferrer");
    } else if (button.getAttribute("aria-busy") !== "true")
      void send(scope, { kind: "press", ...spotOf(scope), custom_id: customId }, button);
  });
  return button;
}

/** @param {Scope} scope @param {DiscordAct} wanted @param {HTMLElement} control */
async function send({ client }, wanted, control) {
  control.setAttribute("aria-busy", "true");
  const row = control.parentElement;
  row?.querySelector(":scope > .press-error")?.remove();
  const outcome = await act(client, wanted);
  control.removeAttribute("aria-busy");
  if (outcome.ok) return;
  const words = h("span", { class: "press-error", role: "alert" }, icon("warning", 15), explain(outcome.error));
  row?.append(words);
}
