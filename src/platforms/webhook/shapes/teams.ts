import { bytesOf, shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asJson, type Shape } from "../shape.ts";

/** A workflow takes 28 KB; the card around the words takes its part of it. */
const limits = { title: 500, text: 16_000 } as const;

/** Runs of text are shown as they are: unlike a TextBlock's, their marks mean nothing. */
const run = (text: string, looks: object = {}) => ({
  type: "RichTextBlock",
  inlines: [{ type: "TextRun", text, ...looks }],
});

const encodedBytes = (text: string): number => bytesOf(JSON.stringify(text)) - 2;

/** An Adaptive Card, as the workflow "Post to a channel when a webhook request is received" takes it. */
export const teams: Shape<"teams"> = {
  service: "Microsoft Teams",
  call({ url }, letter) {
    const { title, text, link, urgent } = noteOf(letter);
    const lines = shorten(text, limits.text, encodedBytes)
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(0, 100);
    const content = {
      $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
      type: "AdaptiveCard",
      version: "1.4",
      msteams: { width: "Full" },
      body: [
        run(shorten(title, limits.title), {
          weight: "Bolder",
          size: "Medium",
          ...(urgent ? { color: "Attention" } : {}),
        }),
        ...lines.map((line) => run(line)),
      ],
      ...(link === undefined ? {} : { actions: [{ type: "Action.OpenUrl", title: link.label, url: link.url }] }),
    };
    return {
      method: "POST",
      url,
      ...asJson({
        type: "message",
        attachments: [{ contentType: "application/vnd.microsoft.card.adaptive", contentUrl: null, content }],
      }),
    };
  },
};
