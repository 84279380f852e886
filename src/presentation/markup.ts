import { type Piece, readPieces } from "../domain/body-pieces.ts";
import type { PersonId } from "../domain/ids.ts";
import type { Block, Inline } from "./message.ts";

/** What the ids in a body are called. */
export interface Names {
  readonly people: ReadonlyMap<PersonId, string>;
}

const nobody: Names = { people: new Map() };

/** A body as runs of text; a fence becomes code. Whoever is not in `names` stays as it was written. */
export const inlineOf = (body: string, names: Names = nobody): readonly Inline[] =>
  readPieces(body).map((piece) => toInline(piece, names));

/** A body as blocks: paragraphs, and what stands between fences. */
export const blocksOf = (body: string, names: Names = nobody): readonly Block[] => {
  const blocks: Block[] = [];
  let content: Inline[] = [];
  const flush = () => {
    const trimmed = trimBreaks(content);
    if (trimmed.length > 0) blocks.push({ kind: "paragraph", content: trimmed });
    content = [];
  };
  for (const piece of readPieces(body)) {
    if (piece.kind === "fence") {
      flush();
      blocks.push({ kind: "preformatted", text: piece.text });
    } else {
      content.push(toInline(piece, names));
    }
  }
  flush();
  return blocks;
};

/** One line for a list or a notification: the words without their looks, cut with an ellipsis. */
export const excerptOf = (body: string, names: Names = nobody, most = 140): string => {
  const words = inlineOf(body, names)
    .map((part) => (part.kind === "person" ? `@${part.name}` : "text" in part ? part.text : " "))
    .join("")
    .replace(/\s+/gu, " ")
    .trim();
  const letters = [...words];
  return letters.length <= most ? words : `${letters.slice(0, most - 1).join("")}…`;
};

const toInline = (piece: Piece, { people }: Names): Inline => {
  switch (piece.kind) {
    case "person": {
      const name = people.get(piece.person);
      return name === undefined
        ? { kind: "text", text: piece.written }
        : { kind: "person", person: piece.person, name };
    }
    case "channel":
      return { kind: "text", text: `#${piece.key}` };
    case "fence":
      return { kind: "code", text: piece.text };
    default:
      return piece;
  }
};

const trimBreaks = (content: readonly Inline[]): readonly Inline[] => {
  const first = content.findIndex((part) => !isBlank(part));
  const last = content.findLastIndex((part) => !isBlank(part));
  return first === -1 ? [] : content.slice(first, last + 1);
};

const isBlank = (part: Inline): boolean => part.kind === "break" || (part.kind === "text" && part.text.trim() === "");
