import type { PersonId } from "../../domain/ids.ts";
import type { Inline } from "../../presentation/message.ts";
import { briefly } from "../../presentation/say.ts";
import { looksLikeAddress, pack, piecesOf, withoutControls } from "../plain-text.ts";
import { literal, width } from "./markup.ts";

/** What stands for our ids in Discord: the accounts of people, and which connection this is. */
export interface Naming {
  readonly connection: string;
  readonly accounts: ReadonlyMap<PersonId, string>;
  /** A line to type under the path that Discord knows it by. */
  readonly registered?: (line: string) => string;
}

/** Runs of text as markdown, in as many pieces of at most `most` characters as it takes. Nothing is left out. */
export const markdown = (content: readonly Inline[], most: number, naming: Naming): readonly string[] =>
  pack(
    content.flatMap((part) => written(part, most, naming)),
    most,
  );

/** One run as atoms. */
const written = (part: Inline, most: number, naming: Naming): readonly string[] => {
  switch (part.kind) {
    case "text":
      return part.style === undefined
        ? piecesOf(part.text, most, width).map(literal)
        : styled(part.text, styles[part.style], most);
    case "code":
      return piecesOf(typed(part.text, naming).replaceAll("\n", " "), most - 2, (text) => text.length).flatMap(inCode);
    case "person": {
      const account = naming.accounts.get(part.person);
      return [account === undefined ? literal(part.name) : `<@${account}>`];
    }
    case "chat":
      return [
        part.place.connection === naming.connection
          ? `<#${part.place.thread ?? part.place.chat}>`
          : literal(`#${part.name}`),
      ];
    case "group":
      return [isRoleHere(part, naming) ? `<@&${part.group}>` : literal(`@${part.name}`)];
    case "time":
      return [`<t:${Math.floor(part.at.epochMilliseconds / 1000)}:${formats[part.as]}>`];
    case "duration":
      return [briefly(part.of)];
    case "link":
      return linked(part.text, part.url, most);
    case "break":
      return ["\n"];
  }
};

const typed = (text: string, { registered }: Naming): string =>
  text.startsWith("/") && registered !== undefined ? registered(text) : text;

/** Is it a role of this very guild? */
export const isRoleHere = (
  part: Extract<Inline, { kind: "group" }>,
  { connection }: Pick<Naming, "connection">,
): boolean => part.place.connection === connection && /^\d{5,20}$/u.test(part.group);

const styles = { bold: "**", italic: "*", strike: "~~" } as const;

/** In the reader's own zone. */
const formats = { moment: "f", relative: "R", date: "D", clock: "t" } as const;

/** Looks end at the end of a line, and marks inside lose their meaning. */
const styled = (text: string, mark: string, most: number): readonly string[] =>
  withoutControls(text)
    .split(/(\n)/)
    .flatMap((line) =>
      line === "\n"
        ? [line]
        : piecesOf(line, most - 2 * mark.length, width).map((piece) => {
            const inner = literal(piece.trim());
            if (inner === "") return piece;
            const before = piece.slice(0, piece.length - piece.trimStart().length);
            const after = piece.slice(piece.trimEnd().length);
            return `${before}${mark}${inner}${mark}${after}`;
          }),
    );

const inCode = (text: string): readonly string[] => {
  const inner = text.replaceAll("`", "ˋ");
  return inner.trim() === "" ? [] : [`\`${inner}\``];
};

/** An address Discord may follow; anything else is only shown. Its brackets keep Discord from drawing a preview. */
const linked = (text: string, url: string, most: number): readonly string[] => {
  const target = encodeURI(decodable(url)).replaceAll(/[\\*|()_~`]/g, encodeMark);
  const label = text.replaceAll(/\s+/g, " ").trim();
  if (!/^https?:\/\/[^\s<>]+$/i.test(target)) {
    return piecesOf(label === url || label === "" ? url : `${label} (${url})`, most, width).map(literal);
  }
  if (label === "" || looksLikeAddress(label)) {
    return target.length + 2 <= most ? [`<${target}>`] : piecesOf(url, most, width).map(literal);
  }
  const shown = literal(label);
  if (target.length + shown.length + 6 <= most) return [`[${shown}](<${target}>)`];
  return [...piecesOf(text, most, width).map(literal), ...piecesOf(` ${url}`, most, width).map(literal)];
};

const encodeMark = (mark: string): string => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

const decodable = (url: string): string => {
  try {
    return decodeURI(withoutControls(url));
  } catch {
    return withoutControls(url);
  }
};
