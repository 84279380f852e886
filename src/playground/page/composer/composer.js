// @ts-check
import { act, keyOf, tryAct } from "../client.js";
import { h, replace } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../overlay/menu.js";
import { explain } from "../words.js";
import { createAttachments } from "./attachments.js";
import { createCompletion } from "./completion.js";
import { keepDraft, readDraft } from "./drafts.js";

/** @import { SlackAct } from "../../slack/protocol.ts" */
/** @import { Client } from "../client.js" */
/** @import { IconName } from "../icons.js" */

/**
 * Where people write. Enter sends, Shift and Enter begins a line; what begins with "/" is a command.
 * @param {Client} client
 * @param {{ inThread: boolean, onEditLast: () => void }} options
 */
export function createComposer(client, { inThread, onEditLast }) {
  /** @type {{ channel: string, thread?: string | undefined }} */
  let place = { channel: "" };
  const field = h("textarea", { rows: 1, class: "composer-field", spellcheck: "true", autocomplete: "off" });
  const files = createAttachments(client);
  const completion = createCompletion(client, field, () => place);
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
    inThread ? null : button("bolt", "Shortcuts and commands", (anchor) => openShortcuts(anchor)),
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
    inThread ? also : null,
  );

  const key = () => keyOf(place.channel, place.thread);
  const grow = () => {
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, innerHeight * 0.4)}px`;
    send.classList.toggle("ready", field.value.trim() !== "" || files.ids().length > 0);
  };
  const setText = (/** @type {string} */ text) => {
    field.value = text;
    keepDraft(client.as, key(), text);
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

  /** @param {string} text @returns {SlackAct} */
  function actFor(text) {
    const command = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
    if (command?.[1] !== undefined && place.thread === undefined)
      return { kind: "command", channel: place.channel, command: command[1], text: command[2]?.trim() ?? "" };
    return {
      kind: "say",
      channel: place.channel,
      text,
      ...(place.thread === undefined ? {} : { thread: place.thread, broadcast: broadcast.checked }),
      ...(files.ids().length === 0 ? {} : { files: files.ids() }),
    };
  }

  async function submit() {
    const text = field.value.trim();
    if (files.isBusy() || (text === "" && files.ids().length === 0)) return;
    if (text.startsWith("/") && place.thread !== undefined)
      return say(`${text.split(/\s/)[0]} is not supported in threads. Sorry!`);
    const sent = key();
    const wanted = actFor(text);
    completion.hide();
    say(undefined);
    setText("");
    if (wanted.kind === "say") files.clear();
    broadcast.checked = false;
    form.setAttribute("aria-busy", "true");
    const outcome = await act(client, wanted);
    form.removeAttribute("aria-busy");
    if (outcome.ok || sent !== key()) return;
    say(explain(outcome.error));
    if (field.value === "") setText(text);
  }

  /** @param {HTMLElement} anchor */
  function openShortcuts(anchor) {
    const shortcuts = client.state.shortcuts.filter((each) => each.type === "global");
    openMenu(
      anchor,
      "Shortcuts and commands",
      [
        ...shortcuts.map((each) => ({
          label: each.name,
          icon: /** @type {IconName} */ ("bolt"),
          run: () => void tryAct(client, { kind: "shortcut", callback_id: each.callback_id }),
        })),
        ...client.state.commands.map((each, i) => ({
          label: each.command,
          detail: each.description,
          divided: i === 0 && shortcuts.length > 0,
          run() {
            setText(`${each.command} `);
            field.focus();
            void completion.update();
          },
        })),
      ],
      { above: true },
    );
  }

  field.addEventListener("input", () => {
    keepDraft(client.as, key(), field.value);
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
    focus: () => field.focus(),
    /** @param {{ channel: string, thread?: string | undefined }} next @param {string} label @param {string} channelName */
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
      field.value = readDraft(client.as, key());
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
