// @ts-check
import { causeFault } from "./api.js";
import { openMenu } from "./overlay/menu.js";
import { showToast } from "./overlay/toast.js";

/** @import { Client } from "./client.js" */
/** @import { IconName } from "./icons.js" */

/** @type {readonly { label: string, detail: string, icon: IconName, fault: Record<string, unknown>, said: string }[]} */
const FAULTS = [
  {
    label: "Drop the connection",
    detail: "Cuts the bot's socket; it should come back by itself.",
    icon: "plug",
    fault: { kind: "dropSockets" },
    said: "The bot's socket was cut.",
  },
  {
    label: "Deliver twice",
    detail: "Sends the last event again; nothing should happen twice.",
    icon: "reply",
    fault: { kind: "redeliver", last: 1 },
    said: "The last event was delivered again.",
  },
  {
    label: "Rate limit",
    detail: "Refuses the bot's next three posts for 5 s each; it should wait, then go on.",
    icon: "warning",
    fault: { kind: "rateLimit", method: "chat.postMessage", times: 3, retryAfter: 5 },
    said: "The bot's next three posts will be refused.",
  },
];

/** What Slack does on a bad day. @param {Client} client @param {HTMLElement} anchor */
export function openTrouble(client, anchor) {
  const items = FAULTS.map(({ label, detail, icon, fault, said }) => ({
    label,
    detail,
    icon,
    run: async () => {
      if (await causeFault(fault)) showToast(said, "info");
      else client.emit("failed", "The playground could not do that.");
    },
  }));
  openMenu(anchor, "Make trouble", items, { heading: "What Slack does on a bad day" });
}
