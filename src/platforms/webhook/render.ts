import type { Letter } from "../../presentation/letter.ts";
import type { WebhookMessage } from "../../presentation/webhook-body.ts";
import { oneLine } from "../shorten.ts";
import { type Way, waysIn, written } from "../written.ts";

/** The words of a letter for a machine that shows them: plain text, and what can be done as commands and addresses. */
export const render = ({ message, zone }: Letter): WebhookMessage => ({
  summary: oneLine(message.summary),
  text: written(message, zone).toWellFormed(),
  actions: waysIn(message).map(actionOf),
});

const actionOf = (way: Way): WebhookMessage["actions"][number] => {
  switch (way.kind) {
    case "command":
      return { label: way.label, command: way.command, url: null };
    case "link":
      return { label: way.label, command: null, url: way.url };
  }
};
