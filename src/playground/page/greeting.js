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

/** @typedef {{ guide: Guide, beside: boolean }} Greeting `beside`: is there a Discord too? */

/** @param {Greeting} greeting */
function stepsOf({ guide, beside }) {
  return [
    {
      title: "Open an incident",
      text: [
        "In #incidents, type ",
        h("code", {}, "/incident open sev1 checkout is down"),
        " and press Enter.",
        beside ? " The card appears in Slack and in Discord: it is the same incident." : "",
      ],
      action: "Type it for me",
      run: guide.command,
    },
    {
      title: "Talk about it in the thread",
      text: [
        "Look through Lin's eyes and reply under the card. Every reply becomes part of the incident's timeline",
        beside ? ", and crosses to the thread on the other side." : ".",
      ],
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
        beside ? ". Both cards keep themselves current." : ". The card keeps itself current.",
      ],
      action: "Show me the card",
      run: guide.press,
    },
  ];
}

/** Three things to try, for whoever comes here first. @param {Greeting} greeting */
export function openGreeting(greeting) {
  if (document.querySelector("dialog[open]") !== null) return;
  const close = () => {
    localStorage.setItem(KEY, "yes");
    opened.remove();
  };
  const steps = stepsOf(greeting).map(({ title, text, action, run }) =>
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
        `A small Slack ${greeting.beside ? "and a small Discord " : ""}on your own machine, with the real bot in ${greeting.beside ? "both" : "it"}. Nothing leaves your computer. Three things to try:`,
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

/** @param {Greeting} greeting */
export function greetOnce(greeting) {
  if (localStorage.getItem(KEY) === null) openGreeting(greeting);
}
