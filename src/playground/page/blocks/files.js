// @ts-check
import { h, replace } from "../dom.js";
import { icon } from "../icons.js";
import { formatSize, uploadFile } from "../upload.js";
import { keyOfField } from "./read.js";

/** @import { SlackFile } from "../../slack/protocol.ts" */
/** @import { Field } from "./read.js" */

/** @param {Field} field */
export function renderFileInput(field) {
  const types = /** @type {readonly string[] | undefined} */ (field.element.filetypes);
  const input = h("input", {
    type: "file",
    class: "input",
    "aria-label": field.label,
    multiple: Number(field.element.max_files ?? 10) > 1,
    accept: types?.map((type) => `.${type}`).join(","),
  });
  const list = h("ul", { class: "file-names" });
  input.addEventListener("change", async () => {
    const files = [...(input.files ?? [])];
    const outcomes = await Promise.all(files.map((file) => uploadFile(field.scope.client, file)));
    const ids = outcomes.flatMap((outcome) => (outcome.id === undefined ? [] : [{ id: outcome.id }]));
    field.scope.values.set(keyOfField(field), { type: "file_input", files: ids });
    replace(
      list,
      files.map((file, i) => h("li", {}, outcomes[i]?.ok ? file.name : `${file.name}: ${outcomes[i]?.error}`)),
    );
  });
  return h("div", {}, input, list);
}

/** A file in a message: a picture where it is one, else a card. @param {Pick<SlackFile, "name" | "title" | "mimetype" | "size" | "alt_txt" | "url_private">} file */
export function renderFile(file) {
  const name = file.title || file.name;
  const href = file.url_private;
  if (file.mimetype.startsWith("image/"))
    return h(
      "figure",
      { class: "file-image" },
      h("figcaption", {}, name),
      h(
        "a",
        { href, target: "_blank", rel: "noreferrer" },
        h("img", { src: href, alt: file.alt_txt || name, loading: "lazy" }),
      ),
    );
  return h(
    "a",
    { class: "file-card", href, target: "_blank", rel: "noreferrer", download: file.name },
    h("span", { class: "file-icon" }, icon("file", 22)),
    h("span", {}, h("strong", {}, name), h("small", {}, `${file.mimetype} · ${formatSize(file.size)}`)),
  );
}
