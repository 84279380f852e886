import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConnectionId, PersonId } from "../../../src/domain/ids.ts";
import type { Json } from "../../../src/platforms/slack/controls.ts";
import { render } from "../../../src/platforms/slack/render.ts";
import { checkAttachments, checkMessageBlocks } from "../../../src/playground/slack/blocks/check.ts";
import type { Block, Inline, Message } from "../../../src/presentation/message.ts";
import {
  answer,
  bullets,
  button,
  code,
  controls,
  fields,
  heading,
  link,
  note,
  paragraph,
  person,
  quote,
  select,
} from "../../../src/presentation/say.ts";

const connection = "01900000-0000-7000-8000-000000000001" as ConnectionId;
const ada = "01900000-0000-7000-8000-00000000000a" as PersonId;
const naming = { connection, accounts: new Map<PersonId, string>() };

const draw = (message: Message) => render(message, naming);

/** All the words of what Slack would show, put together. */
const textOf = (parts: ReturnType<typeof draw>): string => {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      const { type, text, ...rest } = value as Record<string, unknown>;
      if ((type === "mrkdwn" || type === "plain_text") && typeof text === "string") texts.push(text);
      else walk(text);
      walk(Object.values(rest));
    }
  };
  for (const part of parts) walk([part.blocks, part.attachments]);
  return texts.join("");
};

const said = (...content: Inline[]): Message => ({ summary: "a summary", blocks: [{ kind: "paragraph", content }] });
const text = (words: string): Inline => ({ kind: "text", text: words });

/** Slack itself refuses what is too much: the playground's checks are Slack's. */
const accept = (parts: ReturnType<typeof draw>): void => {
  for (const part of parts) {
    checkMessageBlocks((part.blocks ?? []) as Json[]);
    checkAttachments((part.attachments ?? []) as Json[]);
  }
};

describe("what people write", () => {
  it("calls nobody and links nowhere", () => {
    const shown = textOf(draw(said(text("<!channel> <@U123> <https://evil.example|safe> &amp;"))));
    expect(shown).toBe("&lt;!channel&gt; &lt;@U123&gt; &lt;https://evil.example|safe&gt; &amp;amp;");
  });

  it("cannot steer the direction of what follows, and loses what cannot be shown", () => {
    expect(textOf(draw(said(text("a\u202eb\u2066c\u0000d\u0007e"))))).toBe("abcde");
  });

  it("keeps its asterisks, underlines and backticks as they are", () => {
    const shown = textOf(draw(said(text("*not bold* `nor code` snake_case_name 2*3"))));
    expect(shown.replaceAll("\u200b", "")).toBe("*not bold* `nor code` snake_case_name 2*3");
    expect(shown).not.toMatch(/(^|\s)[*`]\S/);
    expect(shown).toContain("snake_case_name");
  });

  it("cannot leave the code it is shown in", () => {
    expect(textOf(draw(said(code("`rm` <x>"))))).toBe("`ˋrmˋ &lt;x&gt;`");
    expect(textOf(draw({ summary: "s", blocks: [{ kind: "preformatted", text: "a```b" }] }))).toBe("```\naˋˋˋb\n```");
  });

  it("becomes a link only with an address that a browser may open", () => {
    expect(textOf(draw(said(link("https://bank.example", "https://evil.example"))))).toBe("<https://evil.example>");
    expect(textOf(draw(said(link("www.bank.example", "https://evil.example"))))).toBe("<https://evil.example>");
    expect(textOf(draw(said(link("a|b>c", "https://x.example/?q=1&r=<2>|3"))))).toBe(
      "<https://x.example/?q=1&amp;r=%3C2%3E%7C3|a¦b&gt;c>",
    );
    expect(textOf(draw(said(link("click", "javascript:alert(1)"))))).toBe("click (javascript:alert(1))");
  });
});

describe("people and times", () => {
  it("pings only those who may be pinged", () => {
    const named = { ...naming, accounts: new Map([[ada, "U0ADA"]]) };
    expect(textOf(render(said(person(ada, "Ada")), named))).toBe("<@U0ADA>");
    expect(textOf(draw(said(person(ada, "Ada <!here>"))))).toBe("Ada &lt;!here&gt;");
  });

  it("are shown in the reader's own zone", () => {
    const at = Temporal.Instant.from("2026-01-05T09:00:00Z");
    expect(textOf(draw(said({ kind: "time", at, as: "moment" })))).toBe(
      "<!date^1767603600^{date_short_pretty} {time}|2026-01-05 09:00 UTC>",
    );
  });
});

describe("what is long", () => {
  it("is split into several sections and messages, and nothing of it is cut", () => {
    const words = Array.from({ length: 10_000 }, (_, i) => `w${i}`).join(" ");
    const parts = draw(said(text(words)));
    expect(parts.length).toBeGreaterThan(1);
    accept(parts);
    expect(textOf(parts)).toBe(words);
  });

  it("is split without breaking a character or an escaped one", () => {
    const words = "<&>🔥é".repeat(8_000);
    const parts = draw(said(text(words)));
    accept(parts);
    expect(textOf(parts).replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&")).toBe(words);
  });

  it("goes on in further messages after fifty blocks", () => {
    const parts = draw({ summary: "s", blocks: Array.from({ length: 120 }, (_, i) => paragraph(`line ${i}`)) });
    expect(parts.map(({ blocks }) => blocks?.length)).toEqual([50, 50, 20]);
  });

  it("keeps its colour in every message", () => {
    const parts = draw({
      summary: "s",
      colour: "#E94444",
      blocks: Array.from({ length: 60 }, (_, i) => paragraph(`${i}`)),
    });
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(part.attachments?.[0]).toMatchObject({ color: "#E94444", fallback: "s" });
  });

  it("has labels that end in an ellipsis", () => {
    const parts = draw({ summary: "s", blocks: [controls(button("x".repeat(200), "incident help"))] });
    accept(parts);
    expect(textOf(parts)).toBe(`${"x".repeat(74)}…`);
  });
});

describe("controls", () => {
  it("carry their line and the occurrence they were drawn for, each once in a message", () => {
    const [part] = draw({
      summary: "s",
      blocks: [
        controls(
          button("Acknowledge", "incident ack inc-1", { occurrence: 2 }),
          button("Resolve", "incident resolve inc-1"),
        ),
        paragraph("more"),
        controls(button("Acknowledge", "incident ack inc-1", { occurrence: 2 })),
      ],
    });
    const ids = [...JSON.stringify(part).matchAll(/"action_id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toEqual(["1|2|incident ack inc-1", "2||incident resolve inc-1", "3|2|incident ack inc-1"]);
  });

  it("ask for their choices where there are too many to send", () => {
    const message = {
      summary: "s",
      blocks: [
        controls(
          select({
            line: "incident assign inc-1 assignee:",
            placeholder: "Assign",
            options: { complete: "incident assign add assignee" },
          }),
        ),
      ],
    };
    const [part] = draw(message);
    accept(draw(message));
    expect(part.blocks).toMatchObject([
      {
        block_id: "1|complete|incident assign add assignee",
        elements: [{ type: "external_select", action_id: "1||incident assign inc-1 assignee:", min_query_length: 0 }],
      },
    ]);
  });
});

it("says the summary where a message has no blocks", () => {
  expect(textOf(draw({ summary: "just <this>", blocks: [] }))).toBe("just &lt;this&gt;");
  expect(textOf(draw(answer("a", code("b"))))).toBe("a`b`");
});

const words = fc.string({ unit: "binary", maxLength: 6_000 });
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words.map(text),
  fc
    .tuple(words, fc.constantFrom("bold", "italic", "strike"))
    .map(([value, style]): Inline => ({ kind: "text", text: value, style: style as "bold" })),
  words.map(code),
  fc.tuple(words, fc.webUrl()).map(([label, url]) => link(label, url)),
  words.map((name) => person(ada, name)),
  fc.constant<Inline>({ kind: "break" }),
);
const content = fc.array(inline, { maxLength: 4 });
const block: fc.Arbitrary<Block> = fc.oneof(
  words.map(heading),
  content.map((inlines) => paragraph(...inlines)),
  content.map((inlines) => quote(...inlines)),
  content.map((inlines) => note(...inlines)),
  fc.array(content, { maxLength: 5 }).map((items) => bullets(items)),
  fc
    .array(fc.tuple(words, content), { maxLength: 12 })
    .map((all) => fields(...all.map(([label, value]) => ({ label, value })))),
  words.map((value): Block => ({ kind: "preformatted", text: value })),
  fc
    .array(fc.tuple(words, words), { maxLength: 30 })
    .map((all) => controls(...all.map(([label, question]) => button(label, "incident help", { confirm: question })))),
);

it("stays within every limit whatever is said", () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 8 }), words, (blocks, summary) => {
      const parts = draw({ summary: summary || "s", blocks });
      accept(parts);
      for (const part of parts) expect(JSON.stringify(part)).not.toMatch(/<!channel|<!here|\\u0000/);
    }),
    { numRuns: 60 },
  );
});
