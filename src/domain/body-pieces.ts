import { asId, type PersonId } from "./ids.ts";

type Style = "bold" | "italic" | "strike";

/** What a body is made of. `written` is how it stood there. */
export type Piece =
  | { readonly kind: "text"; readonly text: string; readonly style?: Style }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "fence"; readonly text: string }
  | { readonly kind: "person"; readonly person: PersonId; readonly written: string }
  | { readonly kind: "channel"; readonly key: string }
  | { readonly kind: "link"; readonly text: string; readonly url: string }
  | { readonly kind: "break" };

/** Takes a body apart. What is no markup stays text, letter for letter; time is linear in the length. */
export const readPieces = (body: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let at = 0;
  for (const fence of body.matchAll(/```(?:[\w+#.-]*\n)?((?:(?!```)[\s\S])+)```/gu)) {
    pieces.push(...readText(body.slice(at, fence.index)));
    pieces.push({ kind: "fence", text: (fence[1] ?? "").replace(/\n$/u, "") });
    at = fence.index + fence[0].length;
  }
  return [...pieces, ...readText(body.slice(at))];
};

type Token =
  | Piece
  | { readonly kind: "mark"; readonly mark: string; readonly opens: boolean; readonly closes: boolean };

const styles: Readonly<Record<string, Style>> = { "**": "bold", "~~": "strike", _: "italic" };

const token = new RegExp(
  [
    "`(?<code>[^`\\n]+)`",
    "<@(?<person>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})>",
    "<#(?<channel>[\\p{L}\\p{N}_-]{1,80})>",
    "\\[(?<label>[^[\\]\\n]{1,300})\\]\\((?<target>(?:[^\\s()]|\\([^\\s()]*\\)){1,2000})\\)",
    "(?<![\\p{L}\\p{N}_])(?<url>https?://[^\\s<>`]+)",
    "(?<break>\\r?\\n)",
    "(?<mark>\\*\\*|~~|_)",
  ].join("|"),
  "giu",
);

const readText = (text: string): readonly Piece[] => styled(tokens(text));

const tokens = (text: string): readonly Token[] => {
  const found: Token[] = [];
  let at = 0;
  const plain = (until: number) => {
    if (until > at) found.push({ kind: "text", text: text.slice(at, until) });
  };
  token.lastIndex = 0;
  for (let match = token.exec(text); match !== null; match = token.exec(text)) {
    const read = toToken(text, match);
    if (read === undefined) continue;
    plain(match.index);
    found.push(read.token);
    at = match.index + read.length;
    token.lastIndex = at;
  }
  plain(text.length);
  return found;
};

const toToken = (
  text: string,
  match: RegExpExecArray,
): { readonly token: Token; readonly length: number } | undefined => {
  const [written] = match;
  const { code, person, channel, label, target, url, mark } = match.groups ?? {};
  const whole = (token: Token) => ({ token, length: written.length });
  if (code !== undefined) return whole({ kind: "code", text: code });
  if (person !== undefined) return whole({ kind: "person", person: asId<PersonId>(person.toLowerCase()), written });
  if (channel !== undefined) return whole({ kind: "channel", key: channel.toLowerCase() });
  // A group of a platform is called by nobody: only its name is shown.
  if (target?.startsWith("group:")) return whole({ kind: "text", text: label ?? "" });
  if (target !== undefined) {
    const address = safeAddress(target);
    return address === undefined ? undefined : whole({ kind: "link", text: label ?? address, url: address });
  }
  if (url !== undefined) {
    const shown = withoutTail(url);
    const address = safeAddress(shown);
    return address === undefined
      ? undefined
      : { token: { kind: "link", text: shown, url: address }, length: shown.length };
  }
  if (mark !== undefined) return whole(toMark(text, match.index, mark));
  return whole({ kind: "break" });
};

/** A sentence's full stop and a bracket nobody opened are not part of an address. */
const withoutTail = (url: string): string => {
  let end = url.length;
  for (;;) {
    const last = url[end - 1] ?? "";
    const stray = last === ")" && !url.slice(0, end).includes("(");
    if (!stray && !/[.,;:!?'"\]}*~_]/u.test(last)) return url.slice(0, end);
    end -= 1;
  }
};

const safeAddress = (typed: string): string | undefined => {
  const url = URL.parse(typed);
  return url !== null && ["http:", "https:", "mailto:"].includes(url.protocol) ? typed : undefined;
};

/** A mark opens before a word and closes after one; `_` does neither within a word. */
const toMark = (text: string, at: number, mark: string): Token => {
  const before = text[at - 1] ?? " ";
  const after = text[at + mark.length] ?? " ";
  const inWord = (character: string) => mark === "_" && /[\p{L}\p{N}_]/u.test(character);
  return {
    kind: "mark",
    mark,
    opens: !/\s/u.test(after) && !inWord(before),
    closes: !/\s/u.test(before) && !inWord(after),
  };
};

/** Pairs the marks of each line; one without a partner is text again, and of nested styles the outer one is kept. */
const styled = (list: readonly Token[]): readonly Piece[] => {
  const partner = pairs(list);
  const pieces: Piece[] = [];
  const open: Style[] = [];
  list.forEach((one, i) => {
    if (one.kind !== "mark") {
      const style = open[0];
      add(pieces, one.kind === "text" && style !== undefined ? { ...one, style } : one);
      return;
    }
    const other = partner.get(i);
    const style = open[0];
    if (other === undefined)
      add(pieces, style === undefined ? { kind: "text", text: one.mark } : { kind: "text", text: one.mark, style });
    else if (other > i) open.push(styles[one.mark] ?? "bold");
    else open.pop();
  });
  return pieces;
};

const pairs = (list: readonly Token[]): ReadonlyMap<number, number> => {
  const partner = new Map<number, number>();
  let open: { readonly mark: string; readonly at: number }[] = [];
  list.forEach((one, i) => {
    if (one.kind === "break") open = [];
    if (one.kind !== "mark") return;
    const depth = open.findLastIndex(({ mark }) => mark === one.mark);
    const opener = open[depth];
    if (opener !== undefined) {
      if (!one.closes || opener.at === i - 1) return;
      partner.set(i, opener.at).set(opener.at, i);
      open = open.slice(0, depth);
    } else if (one.opens) {
      open.push({ mark: one.mark, at: i });
    }
  });
  return partner;
};

const add = (pieces: Piece[], piece: Piece): void => {
  const last = pieces.at(-1);
  if (last?.kind === "text" && piece.kind === "text" && last.style === piece.style) {
    pieces[pieces.length - 1] = { ...last, text: last.text + piece.text };
  } else {
    pieces.push(piece);
  }
};
