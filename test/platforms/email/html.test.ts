import fc from "fast-check";
import { expect, it } from "vitest";
import type { PersonId } from "../../../src/domain/ids.ts";
import { htmlOf } from "../../../src/platforms/email/html.ts";
import { written } from "../../../src/platforms/written.ts";
import type { Block, Inline, Message } from "../../../src/presentation/message.ts";
import { button } from "../../../src/presentation/say.ts";
import { ada, noon } from "../../support/incident.ts";

/** One of every kind there is, with these words wherever words may stand. */
const everything = (words: string): readonly Block[] => {
  const content: readonly Inline[] = [
    { kind: "text", text: words },
    { kind: "text", text: words, style: "bold" },
    { kind: "code", text: words },
    { kind: "person", person: ada as PersonId, name: words },
    { kind: "chat", place: { connection: "c" as never, chat: "C1" }, name: words },
    { kind: "time", at: noon, as: "moment" },
    { kind: "duration", of: Temporal.Duration.from({ minutes: 65 }) },
    { kind: "link", text: words, url: words },
    { kind: "link", text: words, url: `https://example.com/${words}` },
    { kind: "break" },
  ];
  return [
    { kind: "heading", text: words },
    { kind: "paragraph", content, control: button(words, words) },
    { kind: "quote", content },
    { kind: "list", items: [content, content] },
    { kind: "fields", fields: [{ label: words, value: content }] },
    { kind: "note", content },
    { kind: "preformatted", text: words },
    { kind: "controls", controls: [button(words, words), { kind: "link-button", label: words, url: words }] },
    { kind: "controls", controls: [{ kind: "select", line: words, placeholder: words, options: [] }] },
    { kind: "divider" },
  ];
};

const ours =
  /<(?:!doctype html|\/?(?:html|head|title|body|div|h2|p|b|blockquote|ul|li|table|tr|td|pre|code)|meta charset="utf-8"|html lang="en"|br|th align="left"[^<>]*|\/th|hr style="[^"<>]*"|(?:body|div|h2|p|blockquote|pre) style="[^"<>]*"|a href="https:\/\/[^"<>\s]*"|a href="mailto:[^"<>\s]*"|\/a)>/gu;

it("lets no words of anybody become a mark, an address to follow or half a letter", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom('"><script>', "javascript:x", "' onload='x", "&lt;", "\u0000\u202e"),
      ),
      (words) => {
        const message: Message = { summary: words, blocks: everything(words), colour: words };
        const html = htmlOf(message, "Europe/Vienna", []);
        expect(html.replace(ours, "")).not.toMatch(/[<>]/u);
        expect(html.replace(ours, "").replace(/&(?:amp|lt|gt|quot|#39);/gu, "")).not.toContain("&");
        expect(html).not.toMatch(/href="(?!https:\/\/|mailto:)/u);
      },
    ),
    { numRuns: 300 },
  );
});

it("says in plain words what a message says in blocks", () => {
  expect(written({ summary: "s", blocks: everything("w") }, "Europe/Vienna").split("\n\n")).toEqual([
    "w",
    "wwww#w2026-01-05 13:00 Europe/Vienna1h 5mww (https://example.com/w)\nw: /w",
    "> wwww#w2026-01-05 13:00 Europe/Vienna1h 5mww (https://example.com/w)",
    "- wwww#w2026-01-05 13:00 Europe/Vienna1h 5mww (https://example.com/w)\n- wwww#w2026-01-05 13:00 Europe/Vienna1h 5mww (https://example.com/w)",
    "w: wwww#w2026-01-05 13:00 Europe/Vienna1h 5mww (https://example.com/w)",
    "wwww#w2026-01-05 13:00 Europe/Vienna1h 5mww (https://example.com/w)",
    "w",
    "w: /w\nw: w",
  ]);
});
