// @ts-check
import { h, replace } from "../dom.js";
import { keyOf } from "../hub.js";
import { icon } from "../icons.js";
import { explain } from "../words.js";
import { createAttachments } from "./attachments.js";
import { createCompletion } from "./completion.js";
import { keepDraft, readDraft } from "./drafts.js";

/** @import { Outcome, Stage } from "../hub.js" */
/** @import { IconName } from "../icons.js" */
/** @import { Upload } from "../upload.js" */
/** @import { Proposal } from "./sources.js" */

/** @typedef {{ channel: string, thread?: string | undefined }} Place */
/** @typedef {{ text: string, place: Place, files: readonly string[], also: boolean }} Written */

/**
 * What sending comes to: an act (which takes the files along or leaves them), a reason not to, or null when it is dealt with.
 * @template A
 * @typedef {{ act: A, takesFiles: boolean } | { error: string } | null} Plan
 */

/**
 * @template A
 * @typedef {object} Habits
 * @property {() => void} onEditLast
 * @property {(typed: { text: string, caret: number, place: Place }) => Proposal[] | Promise<Proposal[]>} propose
 * @property {(written: Written) => Plan<A> | Promise<Plan<A>>} plan
 * @property {((anchor: HTMLElement) => void) | undefined} [openShortcuts]
 * @property {boolean} [offersAlso] to send a reply to the channel as well
 */

/**
 * Where people write. Enter sends, Shift and Enter begins a line; what begins with "/" is a command.
 * @template A
 * @param {Stage<A | Upload>} stage
 * @param {Habits<A>} habits
 */
export function createComposer(stage, { onEditLast, propose, plan, openShortcuts, offersAlso = false }) {
  /** @type {Place} */
  let place = { channel: "" };
  const field = h("textarea", { rows: 1, class: "composer-field", spellcheck: "true", autocomplete: "off" });
  const files = createAttachments(stage);
  const completion = createCompletion(field, (typed) => propose({ ...typed, place }));
  const notice = h("div", { class: "composer-notice" });
  const picker = h("input", {
    type: "file",
    multiple: true,
    hidden: true,
    "aria-label": "Choose files",
    tabindex: "-1",
  });
  const broadcast = h("input", { type: "checkbox" });
  const also = h("label", { class: "also" }, broadcast, h("span"));
  const send = button("send", "Send", () => void submit());
  send.classList.add("send");
  send.type = "submit";
  const tools = [
    button("add", "Attach files", () => picker.click()),
    button("mention", "Mention someone", () => insert("@")),
    openShortcuts ? button("bolt", "Shortcuts and commands", openShortcuts) : null,
  ];
  const form = h(
    "form",
    { class: "composer", on: { submit: (/** @type {Event} */ event) => event.preventDefault() } },
    completion.element,
    notice,
    h(
      "div",
      { class: "composer-box" },
      field,
      files.element,
      h("div", { class: "composer-tools" }, tools, picker, h("span", { class: "spacer" }), send),
    ),
    offersAlso ? also : null,
  );

  const key = () => keyOf(place.channel, place.thread);
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`;
    send.classList.toggle("ready", field.value.trim() !== "" || files.ids().length > 0);
  };
  const setText = (/** @type {string} */ text) => {
    field.value = text;
    keepDraft(stage.as, key(), text);
    grow();
  };
  const say = (/** @type {string | undefined} */ error) => {
    const close = h(
      "button",
      { type: "button", class: "icon-button small", "aria-label": "Dismiss", on: { click: () => say(undefined) } },
      icon("close", 14),
    );
    replace(
      notice,
      error === undefined ? null : h("p", { role: "alert" }, icon("warning", 16), h("span", {}, error), close),
    );
  };
  const insert = (/** @type {string} */ text) => {
    const space = text === "@" && /\S$/.test(field.value.slice(0, field.selectionStart)) ? " " : "";
    field.focus();
    field.setRangeText(`${space}${text}`, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  async function submit() {
    const text = field.value.trim();
    if (files.isBusy() || (text === "" && files.ids().length === 0)) return;
    const sent = key();
    completion.hide();
    const wanted = await plan({ text, place, files: files.ids(), also: broadcast.checked });
    if (wanted === null || sent !== key()) return;
    if ("error" in wanted) return say(wanted.error);
    say(undefined);
    setText("");
    if (wanted.takesFiles) files.clear();
    broadcast.checked = false;
    form.setAttribute("aria-busy", "true");
    /** @type {Outcome} */
    const outcome = await stage.api.sendAct(stage.as, wanted.act);
    form.removeAttribute("aria-busy");
    if (outcome.ok || sent !== key()) return;
    say(explain(outcome.error));
    if (field.value === "") setText(text);
  }

  let width = 0;
  new ResizeObserver(() => {
    if (form.clientWidth !== width) grow();
    width = form.clientWidth;
  }).observe(form);
  field.addEventListener("input", () => {
    keepDraft(stage.as, key(), field.value);
    grow();
  });
  field.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (completion.onKey(event)) {
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      void submit();
    } else if (event.key === "ArrowUp" && field.value === "") {
      event.preventDefault();
      onEditLast();
    }
  });
  field.addEventListener("paste", (event) => {
    if (event.clipboardData === null || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    files.add(event.clipboardData.files);
  });
  picker.addEventListener("change", () => {
    files.add(picker.files ?? []);
    picker.value = "";
    field.focus();
  });

  return {
    element: form,
    field,
    files,
    setText,
    say,
    focus: () => field.focus(),
    /** Puts a text in the field and offers what may follow. @param {string} text */
    begin(text) {
      setText(text);
      field.focus();
      void completion.update();
    },
    /** @param {Place} next @param {string} label @param {string} channelName */
    open(next, label, channelName) {
      if (key() !== keyOf(next.channel, next.thread)) {
        files.clear();
        say(undefined);
      }
      place = next;
      field.setAttribute("aria-label", label);
      field.placeholder = label;
      const word = also.querySelector("span");
      if (word !== null) word.textContent = `Also send to ${channelName}`;
      field.value = readDraft(stage.as, key());
      completion.hide();
      grow();
    },
  };
}

/** @param {IconName} picture @param {string} label @param {(anchor: HTMLElement) => void} run */
function button(picture, label, run) {
  const element = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label },
    icon(picture),
  );
  element.addEventListener("click", () => run(element));
  return element;
}
