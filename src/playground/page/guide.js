// @ts-check
import { listOf } from "./blocks/read.js";
import { findPerson } from "./client.js";
import { keyOf, refreshMessages } from "./hub.js";
import { go, openConversation } from "./navigate.js";
import { showToast } from "./overlay/toast.js";

/** @import { SlackMessage } from "../slack/protocol.ts" */
/** @import { Client } from "./client.js" */
/** @import { Guide } from "./greeting.js" */

/** @param {SlackMessage} message */
const hasButtons = ({ blocks = [], attachments = [] }) =>
  [...blocks, ...attachments.flatMap((each) => listOf(each, "blocks"))].some((block) => block.type === "actions");

/**
 * Does what the greeting offers.
 * @param {Client} client
 * @param {{ become: (handle: string) => Promise<void>, write: (text: string) => void, reveal: (ts: string) => void }} parts
 * @returns {Guide}
 */
export function createGuide(client, { become, write, reveal }) {
  const channel = () =>
    client.state.conversations.find((c) => c.kind === "channel" && c.name === "incidents")?.id ?? client.place.channel;

  /** The newest card of the bot in #incidents. */
  const findCard = async () => {
    await refreshMessages(client, channel());
    const messages = client.messages.get(keyOf(channel())) ?? [];
    return messages.findLast(
      (message) => !message.ephemeral && findPerson(client, message.user)?.bot && hasButtons(message),
    );
  };
  const command = () => {
    openConversation(client, channel());
    write("/incident open sev1 checkout is down");
  };
  const withCard = async (/** @type {(ts: string) => void} */ run) => {
    const card = await findCard();
    if (card !== undefined) return run(card.ts);
    command();
    showToast("There is no incident yet: press Enter to open one first.", "info");
  };
  return {
    command,
    reply: async () => {
      await become("lin");
      await withCard((thread) => go(client, { view: "channel", channel: channel(), thread }));
    },
    press: () =>
      withCard((ts) => {
        openConversation(client, channel());
        reveal(ts);
      }),
  };
}
