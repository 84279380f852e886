import type { PersonId } from "../../domain/ids.ts";
import type { Inline } from "../../presentation/message.ts";
import { briefly } from "../../presentation/say.ts";
import { looksLikeAddress, pack, piecesOf, withoutControls } from "../plain-text.ts";
import { escapeText, literal } from "./markup.ts";

/** What stands for our ids in Slack: the accounts of people who may be pinged, and which connection this is. */
export interface Naming {
  readonly connection: string;
  readonly accounts: ReadonlyMap<PersonId, string>;
}

/** Runs of text as mrkdwn, in as many pieces of at most `most` characters as it takes. Nothing is left out. */
export const mrkdwn = (content: readonly Inline[], most: number, naming: Naming): readonly string[] =>
  pack(
    content.flatMap((part) => written(part, most, naming)),
    most,
  );

/** One run as atoms. */
const written = (part: Inline, most: number, naming: Naming): readonly string[] => {
  switch (part.kind) {
    case "text":
      return part.style === undefined
        ? atoms(part.text, most).map(literal)
        : styled(part.text, styles[part.style], most);
    case "code":
      return atoms(part.text.replaceAll("\n", " "), most - 2).flatMap((piece) => inCode(piece));
    case "person": {
      const account = naming.accounts.get(part.person);
      return [account === undefined ? literal(part.name) : `<@${account}>`];
    }
    case "chat":
      return [part.place.connection === naming.connection ? `<#${part.place.chat}>` : literal(`#${part.name}`)];
    case "group":
      return [
        part.place.connection === naming.connection && /^[A-Z0-9]+$/.test(part.group)
          ? `<!subteam^${part.group}>`
          : literal(`@${part.name}`),
      ];
    case "time":
      return [dated(part.at, part.as)];
    case "duration":
      return [briefly(part.of)];
    case "link":
      return linked(part.text, part.url, most);
    case "break":
      return ["\n"];
  }
};

const styles = { bold: "*", italic: "_", strike: "~" } as const;

/** Looks end at the end of a line, and marks inside lose their meaning. */
const styled = (text: string, mark: string, most: number): readonly string[] =>
  withoutControls(text)
    .split(/(\n)/)
    .flatMap((line) =>
      line === "\n"
        ? [line]
        : atoms(line, most - 2).map((piece) => {
            const inner = literal(piece.trim());
            if (inner === "") return piece;
            const before = piece.slice(0, piece.length - piece.trimStart().length);
            const after = piece.slice(piece.trimEnd().length);
            return `${before}${mark}${inner}${mark}${after}`;
          }),
    );

const inCode = (text: string): readonly string[] => {
  const inner = escapeText(text.replaceAll("`", "ˋ"));
  return inner.trim() === "" ? [] : [`\`${inner}\``];
};

/** An address Slack may follow; anything else is only shown. */
const linked = (text: string, url: string, most: number): readonly string[] => {
  const target = encodeURI(decodable(url)).replaceAll("|", "%7C").replaceAll("&", "&amp;");
  const label = literal(text.replaceAll(/\s+/g, " ").trim()).replaceAll("|", "¦");
  if (!/^(https?:\/\/|mailto:)[^\s<>]+$/i.test(target)) return atoms(`${text} (${url})`, most).map(literal);
  if (target.length + label.length + 3 > most)
    return [...atoms(text, most).map(literal), ...atoms(` ${url}`, most).map(literal)];
  return [label === "" || looksLikeAddress(text) ? `<${target}>` : `<${target}|${label}>`];
};

const decodable = (url: string): string => {
  try {
    return decodeURI(withoutControls(url));
  } catch {
    return withoutControls(url);
  }
};

const formats = {
  moment: "{date_short_pretty} {time}",
  relative: "{ago}",
  date: "{date_short_pretty}",
  clock: "{time}",
} as const;

/** In the reader's own zone; where Slack cannot, in UTC. */
const dated = (at: Temporal.Instant, as: keyof typeof formats): string => {
  const utc = at.toZonedDateTimeISO("UTC");
  const date = utc.toPlainDate().toString();
  const clock = utc.toPlainTime().toString({ smallestUnit: "minute" });
  const fallback = as === "date" ? date : as === "clock" ? `${clock} UTC` : `${date} ${clock} UTC`;
  return `<!date^${Math.floor(at.epochMilliseconds / 1000)}^${formats[as]}|${fallback}>`;
};

/** Escaping makes a character at most this much longer. */
const widest = 5;

/**
 * A text in pieces that are at most `most` long once escaped, cut at the end of a line or a word where there is one.
 */
export const atoms = (text: string, most: number): readonly string[] => {
  const clean = withoutControls(text);
  if (clean.length * widest <= most) return clean === "" ? [] : [clean];
  return piecesOf(clean, most, (part) => literal(part).length);
};
