import type { Json } from "./client.ts";

/** Discord's numbers, in characters unless they count things. */
const limits = {
  content: 2_000,
  embeds: 10,
  total: 6_000,
  description: 4_096,
  title: 256,
  fields: 25,
  rows: 5,
  buttons: 5,
} as const;

/** The longest text that is never broken: it fits wherever it comes to stand. */
export const longestText = { plain: 1_990, framed: 2_900 } as const;

export interface EmbedField {
  readonly name: string;
  readonly value: string;
  readonly inline: boolean;
}

/** One thing a message shows, and whatever must stand in the same message. */
export type Part =
  | { readonly kind: "title"; readonly text: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "field"; readonly field: EmbedField }
  | { readonly kind: "control"; readonly wide: boolean; readonly json: Json };

/** One message as it is laid out. */
export interface Laid {
  readonly content: string;
  readonly embeds: readonly Json[];
  readonly components: readonly Json[];
}

interface Embed {
  title?: string;
  description: string;
  readonly fields: EmbedField[];
}

interface Filling {
  texts: string;
  readonly embeds: Embed[];
  total: number;
  readonly rows: Json[][];
}

export interface Layout {
  /** Parts that belong together: if they do not fit the message at hand, all of them begin the next. */
  add(parts: readonly Part[]): void;
  laid(): readonly Laid[];
}

/** Messages filled one after the other; whatever does not fit the last begins a new one. */
export const makeLayout = (framed: boolean, colour: string | undefined): Layout => {
  const messages: Filling[] = [];

  const begin = (): Filling => {
    const fresh: Filling = { texts: "", embeds: [], total: 0, rows: [] };
    messages.push(fresh);
    return fresh;
  };
  const latest = (): Filling => messages.at(-1) ?? begin();

  /** The embed that takes so many more characters: the last one, or a new one in this or the next message. */
  const room = (size: number, fresh = false): Embed => {
    const { total, embeds } = latest();
    const isOver = total + size > limits.total || (fresh && embeds.length === limits.embeds);
    const message = isOver ? begin() : latest();
    message.total += size;
    const last = message.embeds.at(-1);
    if (last !== undefined && !fresh) return last;
    const embed: Embed = { description: "", fields: [] };
    message.embeds.push(embed);
    return embed;
  };

  const putPlain = (text: string): void => {
    const last = latest();
    const joined = last.texts === "" ? text : `${last.texts}\n${text}`;
    if (joined.length <= limits.content) last.texts = joined;
    else begin().texts = text;
  };

  const putFramed = (text: string): void => {
    const last = latest();
    const embed = last.embeds.at(-1);
    const joined = embed === undefined || embed.description === "" ? text : `${embed.description}\n${text}`;
    const added = joined.length - (embed?.description.length ?? 0);
    if (embed !== undefined && joined.length <= limits.description && last.total + added <= limits.total) {
      embed.description = joined;
      last.total += added;
    } else {
      room(text.length, embed !== undefined).description = text;
    }
  };

  const putText = framed ? putFramed : putPlain;

  const putTitle = (text: string): void => {
    if (!framed || latest().embeds.length > 0) putText(`**${text}**`);
    else room(text.length).title = text;
  };

  const putField = (field: EmbedField): void => {
    const last = latest().embeds.at(-1);
    const isFull = last !== undefined && last.fields.length === limits.fields;
    room(field.name.length + field.value.length, isFull).fields.push(field);
  };

  const hasRow = (wide: boolean): boolean => {
    const { rows } = latest();
    return rows.length < limits.rows || (!wide && isOpen(rows.at(-1)));
  };

  const putControl = (wide: boolean, json: Json): void => {
    const message = hasRow(wide) ? latest() : begin();
    const row = message.rows.at(-1);
    if (!wide && row !== undefined && isOpen(row)) row.push(json);
    else message.rows.push([json]);
  };

  const put = (part: Part): void => {
    if (part.kind === "title") putTitle(part.text);
    else if (part.kind === "text") putText(part.text);
    else if (part.kind === "field") putField(part.field);
    else putControl(part.wide, part.json);
  };

  return {
    add(parts) {
      const [first] = parts.filter((part) => part.kind === "control");
      if (parts.length > 1 && first !== undefined && !hasRow(first.wide)) begin();
      for (const part of parts) put(part);
    },
    laid: () =>
      messages.map(({ texts, embeds, rows }) => ({
        content: texts,
        embeds: embeds.map((embed) => embedOf(embed, colour)),
        components: rows.map((components) => ({ type: 1, components })),
      })),
  };
};

const embedOf = ({ title, description, fields }: Embed, colour: string | undefined): Json => ({
  ...(title === undefined ? {} : { title }),
  ...(description === "" ? {} : { description }),
  ...(fields.length === 0 ? {} : { fields }),
  ...(colour === undefined ? {} : { color: Number.parseInt(colour.slice(1), 16) }),
});

/** Does a row of buttons take another one? */
const isOpen = (row: readonly Json[] | undefined): boolean =>
  row !== undefined && row.length < limits.buttons && row.every(({ type }) => type === 2);

export const longestTitle = limits.title;
