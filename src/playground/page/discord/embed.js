// @ts-check
import { listOf, objectOf, str } from "../blocks/read.js";
import { h } from "../dom.js";
import { renderLink } from "../text/inline.js";
import { formatFull } from "../text/time.js";
import { renderInline } from "./inline.js";
import { renderMarkdown } from "./markdown.js";

/** @import { Block } from "../blocks/read.js" */
/** @import { Reader } from "./client.js" */

/** The colour of a bar, as Discord's number. @param {unknown} colour */
export const hexOf = (colour) =>
  typeof colour === "number" && colour > 0 ? `#${colour.toString(16).padStart(6, "0")}` : "var(--line-strong)";

/** @param {string | undefined} address */
const isShown = (address) => address !== undefined && /^(\/playground\/|data:image\/)/.test(address);

/** A picture, where it is on this server: the page loads nothing from elsewhere. @param {Block | undefined} media @param {string} kind */
function renderPicture(media, kind) {
  const url = media && (str(media, "url") ?? "");
  if (url === undefined) return null;
  const label = str(media ?? {}, "description") ?? "";
  if (isShown(url)) return h("img", { class: kind, src: url, alt: label, loading: "lazy" });
  return h("p", { class: "embed-footer" }, renderLink(url, label || "Picture"));
}

/** @param {Block} embed @param {Reader} reader */
export function renderEmbed(embed, reader) {
  const title = str(embed, "title");
  const url = str(embed, "url");
  const description = str(embed, "description");
  const author = objectOf(embed, "author");
  const footer = objectOf(embed, "footer");
  const at = str(embed, "timestamp");
  const when = at === undefined ? null : formatFull(new Date(at), reader.zone);
  const fields = listOf(embed, "fields");
  const words = title === undefined ? [] : renderInline(title, reader);
  const link = url === undefined ? null : renderLink(url, "");
  link?.append(...words);
  return h(
    "div",
    { class: "attachment embed", style: { "--bar": hexOf(embed.color) } },
    h(
      "div",
      { class: "embed-main" },
      author ? h("p", { class: "attachment-author" }, str(author, "name")) : null,
      title === undefined ? null : h("h3", { class: "embed-title", dir: "auto" }, link ?? words),
      description ? renderMarkdown(description, reader) : null,
      fields.length > 0
        ? h("div", { class: "embed-fields" }, ...fields.map((field) => renderField(field, reader)))
        : null,
      renderPicture(objectOf(embed, "image"), "attachment-image"),
      footer || when
        ? h("p", { class: "embed-footer" }, [footer && str(footer, "text"), when].filter(Boolean).join(" • "))
        : null,
    ),
    renderPicture(objectOf(embed, "thumbnail"), "accessory-image"),
  );
}

/** @param {Block} field @param {Reader} reader */
const renderField = (field, reader) =>
  h(
    "div",
    { class: field.inline === true ? "embed-field inline" : "embed-field" },
    h("strong", {}, ...renderInline(str(field, "name") ?? "", reader)),
    renderMarkdown(str(field, "value") ?? "", reader),
  );
