// @ts-check
import { act } from "../hub.js";
import { askName } from "../overlay/ask-name.js";
import { explain } from "../words.js";
import { openFresh } from "./navigate.js";

/** @import { Client } from "./client.js" */

/** A thread under a message, or beside them all. @param {Client} client @param {{ channel: string, message?: string, begun?: string }} where */
export function askThread(client, { channel, message, begun }) {
  askName({
    title: "Create a thread",
    label: "Thread name",
    confirm: "Create thread",
    ...(begun === undefined ? {} : { begun }),
    ...(message === undefined ? { tick: "Private: only people you add can see it" } : {}),
    async save({ name, ticked }) {
      const about = message === undefined ? { private: ticked } : { message };
      const outcome = await act(client, { kind: "thread", channel, name, ...about });
      if (outcome.id === undefined) return explain(outcome.error);
      await openFresh(client, outcome.id);
      return null;
    },
  });
}
