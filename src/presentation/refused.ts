import type { Inline, Message } from "./message.ts";
import { code, plain } from "./say.ts";

/** Our own sentences mark what to type with backticks: those become code, everything else stays as it is. */
export const codeSpans = (sentence: string): readonly Inline[] =>
  sentence
    .split(/(`[^`\n]+`)/u)
    .filter((part) => part !== "")
    .map((part): Inline => (/^`[^`\n]+`$/u.test(part) ? code(part.slice(1, -1)) : { kind: "text", text: part }));

/** An expected no, as it was written. */
export const refused = (sentence: string): Message => {
  const content = codeSpans(sentence);
  return { summary: plain(content), blocks: [{ kind: "paragraph", content }] };
};
