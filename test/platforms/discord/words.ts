import type { DiscordMessage } from "../../../src/playground/discord/protocol.ts";

type Json = Readonly<Record<string, unknown>>;

/** A control a person could press or choose from. */
export interface Control {
  readonly type: "button" | "link" | "select";
  readonly label: string;
  readonly custom_id: string;
  readonly options: readonly { readonly label: string; readonly value: string; readonly default?: boolean }[];
}

/** All words of a message as a person reads them. */
export const wordsOf = (message: Pick<DiscordMessage, "content" | "embeds" | "attachments" | "thinking">): string =>
  readable(
    [
      message.thinking ? "(thinking)" : "",
      message.content,
      ...message.embeds.map(embedWords),
      ...message.attachments.map(({ name }) => name),
    ]
      .filter((words) => words !== "")
      .join("\n"),
  );

const embedWords = (embed: Json): string =>
  [
    embed["title"],
    embed["description"],
    ...((embed["fields"] as readonly Json[] | undefined) ?? []).map(({ name, value }) => `${name}: ${value}`),
  ]
    .filter((words) => typeof words === "string" && words !== "")
    .join("\n");

/** Discord's marks as they look: no asterisks, no backslashes, a link is its text. */
const readable = (marked: string): string =>
  marked
    .replaceAll(/\[([^\]]*[^\\\]])\]\(<[^>]*>\)/g, "$1")
    .replaceAll(/^(?:-# |> )/gm, "")
    .replaceAll(/(?<!\\)(?:\*\*|~~|\*)/g, "")
    .replaceAll(/\\([\\*_~`|<>[\]#.+-])/g, "$1");

export const controlsOf = (message: Pick<DiscordMessage, "components"> | undefined): readonly Control[] =>
  (message?.components ?? []).flatMap((row) =>
    ((row["components"] as readonly Json[] | undefined) ?? []).map((one) => ({
      type: one["type"] === 2 ? (one["style"] === 5 ? "link" : "button") : "select",
      label: String(one["label"] ?? one["placeholder"] ?? ""),
      custom_id: String(one["custom_id"] ?? ""),
      options: (one["options"] as Control["options"] | undefined) ?? [],
    })),
  );
