import type { SlackMessage } from "../../../src/playground/slack/protocol.ts";

/** The texts of a message exactly as Slack was given them, a text a line. */
export const wordsOf = ({ text, blocks = [], attachments = [] }: SlackMessage): string => {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      const { type, text: words, ...rest } = value as Record<string, unknown>;
      if ((type === "mrkdwn" || type === "plain_text") && typeof words === "string") texts.push(words);
      else walk(words);
      walk(Object.values(rest));
    }
  };
  walk([blocks, attachments]);
  return texts.length === 0 ? text : texts.join("\n");
};
