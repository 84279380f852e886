// @ts-check
import { h } from "./dom.js";
import { openDialog } from "./overlay/dialog.js";

const KEY = "tocsin greeted";

/**
 * @typedef {object} Guide
 * @property {() => void} command puts the first command in the composer
 * @property {() => void} reply opens the newest card's thread as Lin
 * @property {() => void} press shows the newest card's buttons
 */

/** @param {Guide} guide */
function stepsOf(guide) {
  return [
    {
      title: "Open an incident",
      text: ["In #incidents, type ", h("code", {}, "/incident open sev1 checkout is down"), " and press Enter."],
      action: "Type it for me",
      run: guide.command,
    },
    {
      title: "Talk about it in the thread",
      text: ["Look through Lin's eyes and reply under the card. Every reply becomes part of the incident's timeline."],
      action: "Reply as Lin",
      run: guide.reply,
    },
    {
      title: "Put it out",
      text: [
        "Press ",
        h("strong", {}, "Acknowledge"),
        " on the card, then ",
        h("strong", {}, "Resolve"),
        ". The card keeps itself current.",
      ],
      action: "Show me the card",
      run: guide.press,
    },
  ];
}

/** Three things to try, for whoever comes here first. @param {Guide} guide */
export function openGreeting(guide) {
  if (document.querySelector("dialog[open]") !== null) return;
  const close = () => {
    localStorage.setItem(KEY, "yes");
    opened.remove();
  };
  const steps = stepsOf(guide).map(({ title, text, action, run }) =>
    h(
      "li",
      {},
      h("div", { class: "step-text" }, h("h3", {}, title), h("p", {}, text)),
      h(
        "button",
        {
          type: "button",
          class: "button",
          on: {
            click() {
              close();
              run();
            },
          },
        },
        action,
      ),
    ),
  );
  const opened = openDialog({
    title: "Welcome to the Tocsin playground",
    body: [
      h(
        "p",
        { class: "lead" },
        "A small Slack on your own machine, with the real bot in it. Nothing leaves your computer. Three things to try:",
      ),
      h("ol", { class: "steps" }, steps),
      h(
        "p",
        { class: "aside" },
        "Switch people at the top (",
        h("kbd", {}, "Alt"),
        " ",
        h("kbd", {}, "1"),
        "–",
        h("kbd", {}, "4"),
        "), jump anywhere with ",
        h("kbd", {}, "Ctrl"),
        " ",
        h("kbd", {}, "K"),
        ", and find this again under ",
        h("strong", {}, "?"),
        ".",
      ),
    ],
    actions: h("button", { type: "submit", class: "button primary" }, "Look around"),
    kind: "dialog-greeting",
    onClose: close,
    onSubmit: close,
  });
}

/** @param {Guide} guide */
export function greetOnce(guide) {
  if (localStorage.getItem(KEY) === null) openGreeting(guide);
}
