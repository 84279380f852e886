// @ts-check
import { openMenu } from "./overlay/menu.js";
import { showToast } from "./overlay/toast.js";

/** @import { IconName } from "./icons.js" */
/** @import { Pane } from "./pane.js" */

/** @typedef {{ label: string, detail: string, icon: IconName, fault: Record<string, unknown>, said: string }} Fault */

/** @type {readonly Fault[]} */
export const slackFaults = [
  {
    label: "Drop Slack's connection",
    detail: "Cuts the bot's socket; it should come back by itself.",
    icon: "plug",
    fault: { kind: "dropSockets" },
    said: "The bot's socket was cut.",
  },
  {
    label: "Deliver twice in Slack",
    detail: "Sends the last event again; nothing should happen twice.",
    icon: "reply",
    fault: { kind: "redeliver", last: 1 },
    said: "The last event was delivered again.",
  },
  {
    label: "Rate limit Slack",
    detail: "Refuses the bot's next three posts for 5 s each; it should wait, then go on.",
    icon: "warning",
    fault: { kind: "rateLimit", method: "chat.postMessage", times: 3, retryAfter: 5 },
    said: "The bot's next three posts will be refused.",
  },
];

/** @type {readonly Fault[]} */
export const discordFaults = [
  {
    label: "Drop Discord's gateway",
    detail: "Cuts the bot's socket; it should resume and miss nothing.",
    icon: "plug",
    fault: { kind: "dropSockets" },
    said: "The bot's gateway was cut.",
  },
  {
    label: "End Discord's session",
    detail: "It cannot be resumed; the bot should begin anew.",
    icon: "reply",
    fault: { kind: "invalidateSession", resumable: false },
    said: "The bot's session was ended.",
  },
  {
    label: "Rate limit Discord",
    detail: "Answers the bot's next three posts with 429 for 5 s each.",
    icon: "warning",
    fault: { kind: "rateLimit", times: 3, retryAfter: 5 },
    said: "The bot's next three posts will be refused.",
  },
];

/** What a platform does on a bad day. @param {readonly Pane[]} panes @param {HTMLElement} anchor */
export function openTrouble(panes, anchor) {
  const items = panes.flatMap((pane, at) =>
    pane.faults.map(({ label, detail, icon, fault, said }, i) => ({
      label,
      detail,
      icon,
      divided: at > 0 && i === 0,
      run: async () => {
        if (await pane.causeFault(fault)) showToast(said, "info");
        else showToast("The playground could not do that.");
      },
    })),
  );
  const heading = `What ${panes.map((pane) => pane.label).join(" and ")} ${panes.length > 1 ? "do" : "does"} on a bad day`;
  openMenu(anchor, "Make trouble", items, { heading });
}
