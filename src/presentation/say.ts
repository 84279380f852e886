import type { PersonId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";
import type { Block, Button, Control, Field, Inline, Message, Select } from "./message.ts";

export type Words = string | Inline | readonly Words[];

/** Strings become text; nested lists become one. */
export const words = (...parts: readonly Words[]): readonly Inline[] =>
  parts.flatMap((part): readonly Inline[] =>
    typeof part === "string"
      ? part === ""
        ? []
        : [{ kind: "text", text: part }]
      : Array.isArray(part)
        ? words(...(part as readonly Words[]))
        : [part as Inline],
  );

/** A sentence with parts in it: say`${number} is open since ${moment(start)}.` */
export const say = (literals: TemplateStringsArray, ...parts: readonly Words[]): readonly Inline[] =>
  words(...literals.flatMap((literal, i) => (i < parts.length ? [literal, parts[i] as Words] : [literal])));

export const bold = (text: string): Inline => ({
  kind: "text",
  text,
  style: "bold",
});
export const italic = (text: string): Inline => ({
  kind: "text",
  text,
  style: "italic",
});
export const strike = (text: string): Inline => ({
  kind: "text",
  text,
  style: "strike",
});
export const code = (text: string): Inline => ({ kind: "code", text });
export const link = (text: string, url: string): Inline => ({
  kind: "link",
  text,
  url,
});
export const person = (id: PersonId, name: string): Inline => ({
  kind: "person",
  person: id,
  name,
});
export const chat = (place: Place, name: string): Inline => ({
  kind: "chat",
  place,
  name,
});
export const moment = (at: Temporal.Instant): Inline => ({
  kind: "time",
  at,
  as: "moment",
});
/** The time of day alone, where the day is said already. */
export const clock = (at: Temporal.Instant): Inline => ({
  kind: "time",
  at,
  as: "clock",
});
export const ago = (at: Temporal.Instant): Inline => ({
  kind: "time",
  at,
  as: "relative",
});
export const lasting = (of: Temporal.Duration): Inline => ({
  kind: "duration",
  of,
});
export const newline: Inline = { kind: "break" };

export const heading = (text: string): Block => ({ kind: "heading", text });
export const paragraph = (...parts: readonly Words[]): Block => ({
  kind: "paragraph",
  content: words(...parts),
});
export const quote = (...parts: readonly Words[]): Block => ({
  kind: "quote",
  content: words(...parts),
});
export const note = (...parts: readonly Words[]): Block => ({
  kind: "note",
  content: words(...parts),
});
export const bullets = (items: readonly Words[]): Block => ({
  kind: "list",
  items: items.map((item) => words(item)),
});
export const field = (label: string, ...parts: readonly Words[]): Field => ({
  label,
  value: words(...parts),
});
export const fields = (...items: readonly Field[]): Block => ({
  kind: "fields",
  fields: items,
});
export const controls = (...items: readonly Control[]): Block => ({
  kind: "controls",
  controls: items,
});
export const divider: Block = { kind: "divider" };

export const button = (label: string, line: string, rest: Omit<Button, "label" | "line"> = {}): Control => ({
  kind: "button",
  label,
  line,
  ...rest,
});

export const select = (options: Select): Control => ({
  kind: "select",
  ...options,
});

/** Several words joined as English does: "a", "a and b", "a, b and c". */
export const listed = (items: readonly Words[]): readonly Inline[] =>
  items.flatMap((item, i) => words(i === 0 ? "" : i === items.length - 1 ? " and " : ", ", item));

/** One paragraph is most answers. */
export const answer = (...parts: readonly Words[]): Message => {
  const content = words(...parts);
  return { summary: plain(content), blocks: [{ kind: "paragraph", content }] };
};

/** Adds blocks below; the summary stays. */
export const also = (message: Message, ...blocks: readonly Block[]): Message => ({
  ...message,
  blocks: [...message.blocks, ...blocks],
});

/** The words without their looks, for a notification. */
export const plain = (content: readonly Inline[]): string =>
  content
    .map((part) => {
      switch (part.kind) {
        case "text":
        case "code":
        case "link":
          return part.text;
        case "person":
          return part.name;
        case "chat":
          return `#${part.name}`;
        case "group":
          return `@${part.name}`;
        case "time":
          return part.at.toString({ smallestUnit: "minute" });
        case "duration":
          return briefly(part.of);
        case "break":
          return "\n";
      }
    })
    .join("");

/** The two greatest units: "1d 14h", "1h 25m", "7m"; under a minute "0m". */
export const briefly = (duration: Temporal.Duration): string => {
  const total = Math.max(0, Math.floor(duration.total({ unit: "minutes", relativeTo: "1970-01-01" })));
  const days = Math.floor(total / 1440);
  const hours = Math.floor((total % 1440) / 60);
  const minutes = total % 60;
  const parts =
    days > 0
      ? [`${days}d`, hours > 0 ? `${hours}h` : ""]
      : hours > 0
        ? [`${hours}h`, minutes > 0 ? `${minutes}m` : ""]
        : [`${minutes}m`];
  return parts.filter((part) => part !== "").join(" ");
};
