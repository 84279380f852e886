import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ConnectionId, PersonId } from "../../../src/domain/ids.ts";
import { fitControls } from "../../../src/platforms/discord/controls.ts";
import { type Rendered, render } from "../../../src/platforms/discord/render.ts";
import { readMessage } from "../../../src/playground/discord/check/message.ts";
import type { Block, Inline, Message } from "../../../src/presentation/message.ts";
import {
  answer,
  bullets,
  button,
  code,
  controls,
  field,
  fields,
  heading,
  link,
  moment,
  note,
  paragraph,
  person,
  quote,
  select,
} from "../../../src/presentation/say.ts";
import { controlsOf, wordsOf } from "./words.ts";

const connection = "01900000-0000-7000-8000-000000000001" as ConnectionId;
const ada = "01900000-0000-7000-8000-00000000000a" as PersonId;
const naming = { connection, accounts: new Map([[ada, "100"]]) };

const draw = (message: Message) => render(message, naming);
const text = (words: string): Inline => ({ kind: "text", text: words });
const said = (...content: Inline[]): Message => ({ summary: "a summary", blocks: [{ kind: "paragraph", content }] });

/** Discord itself refuses what is too much: the playground's checks are Discord's. */
const accept = (parts: readonly Rendered[]): void => {
  for (const part of parts) readMessage({ ...part });
};

const textOf = (parts: readonly Rendered[]): string =>
  parts.map((part) => part.content + JSON.stringify(part.embeds)).join("");

it("is not drawn with a line that Discord would not take", () => {
  expect(() => draw({ summary: "s", blocks: [controls(button("Go", `incident open ${"x".repeat(90)}`))] })).toThrow(
    "longer than the 100 characters Discord takes",
  );
});

describe("what people write", () => {
  it.each([
    ["@everyone and @here", "@\u200beveryone and @\u200bhere"],
    ["<@123> <#123> <@&123> <t:0:R> </x:1>", "\\<@123\\> \\<#123\\> \\<@&123\\> \\<t:0:R\\> \\</x:1\\>"],
    ["[safe](https://evil.example)", "\\[safe\\](https://evil.example)"],
    ["**b** _i_ ~~s~~ ||hidden|| `c`", "\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~ \\|\\|hidden\\|\\| \\`c\\`"],
    ["# big\n- item\n1. one\n-# small\n> quoted", "\\# big\n\\- item\n1\\. one\n\\-# small\n\\> quoted"],
    ["a\\*b", "a\\\\\\*b"],
    ["https://a.example/x_y_*z*", "https://a.example/x_y_%2Az%2A"],
  ])("keeps its meaning: %s", (typed, shown) => {
    expect(draw(said(text(typed)))[0].content).toBe(shown);
  });

  it("calls nobody, whatever it says", () => {
    const [part] = draw(said(text("@everyone <@100>"), person(ada, "Ada")));
    expect(part.allowed_mentions).toEqual({ parse: [], users: [] });
    expect(part.content).toContain("<@100>");
  });

  it("cannot steer the direction of what follows, and loses what cannot be shown", () => {
    expect(draw(said(text("a\u202eb\u0000c\u2066d")))[0].content).toBe("abcd");
  });

  it("cannot leave the code it is shown in", () => {
    expect(draw(said(code("a ` b\n<@1>")))[0].content).toBe("`a ˋ b <@1>`");
    const fenced: Message = { summary: "s", blocks: [{ kind: "preformatted", text: "a ``` b" }] };
    expect(draw(fenced)[0].content).toBe("```\na ˋˋˋ b\n```");
  });

  it("becomes a link only with an address that a browser may open, and draws no preview", () => {
    expect(draw(said(link("read", "https://a.example/(x)")))[0].content).toBe("[read](<https://a.example/%28x%29>)");
    expect(draw(said(link("https://bank.example", "https://evil.example")))[0].content).toBe("<https://evil.example>");
    expect(draw(said(link("read", "javascript:alert(1)")))[0].content).not.toContain("](");
    expect(draw(said(text("https://a.example")))[0].flags).toBe(4);
  });
});

describe("people and times", () => {
  it("are mentions where there is an account, and names where there is none", () => {
    const stranger = "01900000-0000-7000-8000-00000000000b" as PersonId;
    expect(draw(said(person(ada, "Ada"), text(" "), person(stranger, "Bo*b")))[0].content).toBe("<@100> Bo\\*b");
  });

  it("calls exactly those who may be called", () => {
    const [part] = draw({ ...said(person(ada, "Ada")), pings: [ada] });
    expect(part.allowed_mentions).toEqual({ parse: [], users: ["100"] });
  });

  it("names whoever is called above an embed, where nobody would hear it", () => {
    const [part] = draw({ ...said(person(ada, "Ada")), pings: [ada], colour: "#E94444" });
    expect(part.content).toBe("<@100>");
    expect(part.allowed_mentions.users).toEqual(["100"]);
  });

  it("are shown in the reader's own zone", () => {
    const at = Temporal.Instant.from("2026-01-05T09:00:00Z");
    expect(draw(said(moment(at)))[0].content).toBe("<t:1767603600:f>");
    expect(draw(said({ kind: "time", at, as: "relative" }))[0].content).toBe("<t:1767603600:R>");
  });
});

describe("a card", () => {
  it("is one embed in its colour: title, words, fields; controls below", () => {
    const [part, ...more] = draw({
      summary: "s",
      colour: "#E94444",
      blocks: [
        heading("INC-1 · checkout"),
        paragraph("open"),
        fields(field("Assigned to", "Nobody yet"), field("Started", "now")),
        note("Opened by Ada"),
        controls(button("Acknowledge", "incident ack inc-1", { style: "primary", occurrence: 2 })),
      ],
    });
    expect(more).toEqual([]);
    expect(part.embeds).toEqual([
      {
        title: "INC-1 · checkout",
        description: "open\n-# Opened by Ada",
        fields: [
          { name: "Assigned to", value: "Nobody yet", inline: true },
          { name: "Started", value: "now", inline: true },
        ],
        color: 0xe9_44_44,
      },
    ]);
    expect(part.components).toEqual([
      { type: 1, components: [{ type: 2, style: 1, label: "Acknowledge", custom_id: "1|2|incident ack inc-1" }] },
    ]);
  });
});

describe("a long text", () => {
  const long = Array.from({ length: 4_000 }, (_, i) => `word${i}`).join(" ");

  it("is split into several messages, and nothing of it is cut", () => {
    const parts = draw(answer(long));
    accept(parts);
    expect(parts.length).toBeGreaterThan(1);
    const words = parts.map((part) => part.embeds.map(({ description }) => description).join(" ")).join(" ");
    expect(words.replaceAll(/\s+/g, " ")).toBe(long);
  });

  it("of 3,000 characters stays one message", () => {
    const parts = draw(answer(long.slice(0, 3_000)));
    expect(parts).toHaveLength(1);
    accept(parts);
  });

  it("in a field goes on in the next one", () => {
    const parts = draw({ summary: "s", blocks: [fields(field("Links", long.slice(0, 3_000)))] });
    accept(parts);
    expect(parts[0].embeds[0]?.["fields"]).toHaveLength(3);
  });
});

describe("controls", () => {
  it("that stand beside a text say which, below", () => {
    const rows = ["#all in #incidents", "#pay in #payments"].map(
      (words): Block => ({
        kind: "paragraph",
        content: [text(words), { kind: "break" }, text("since noon")],
        control: { kind: "button", label: "Stop", line: `stop ${words}` },
      }),
    );
    const [part] = draw({ summary: "s", blocks: rows });
    expect(controlsOf({ components: [...part.components] }).map(({ label }) => label)).toEqual([
      "Stop: #all in #incidents",
      "Stop: #pay in #payments",
    ]);
  });

  it("that stand beside a text say which in its bold words alone", () => {
    const rows = ["web", "desk"].map((name) => ({
      ...paragraph({ kind: "text", text: name, style: "bold" }, ": nobody until 2026-11-23, then Ada."),
      control: { kind: "button", label: "Show", line: `oncall schedule show ${name}` },
    })) as readonly Block[];
    const [part] = draw({ summary: "s", blocks: rows });
    expect(controlsOf({ components: [...part.components] }).map(({ label }) => label)).toEqual([
      "Show: web",
      "Show: desk",
    ]);
  });

  it("beyond twenty-five buttons go on in the next message", () => {
    const all = Array.from({ length: 30 }, (_, i) => button(`b${i}`, `incident show inc-${i}`));
    const parts = draw({ summary: "s", blocks: [paragraph("choose"), controls(...all)] });
    accept(parts);
    expect(parts.map((part) => controlsOf({ components: [...part.components] }).length)).toEqual([25, 5]);
  });

  it("keep elsewhere what does not fit, and what is asked before it counts", async () => {
    const kept: unknown[] = [];
    const fitted = await fitControls(
      {
        summary: "s",
        blocks: [
          controls(
            button("Long", `incident comment ${"x".repeat(100)}`),
            button("Delete", "incident delete inc-1", { confirm: "Really?" }),
            select({ line: "incident severity inc-1 severity:", placeholder: "Severity", options: { complete: "s" } }),
          ),
        ],
      },
      {
        keep: async (line, confirm) => `continue ${kept.push({ line, confirm })}`,
        options: async () => [{ label: "SEV1", value: "sev1" }],
      },
    );
    const [part] = draw(fitted);
    accept([part]);
    const drawn = controlsOf({ components: [...part.components] });
    expect(drawn.map(({ custom_id }) => custom_id)).toEqual([
      "1||continue 1",
      "2||continue 2",
      "3||incident severity inc-1 severity:",
    ]);
    expect(drawn[2]?.options).toEqual([{ label: "SEV1", value: "sev1" }]);
    expect(kept[1]).toEqual({ line: "incident delete inc-1", confirm: { question: "Really?", label: "Delete" } });
  });

  it("lead nowhere but where they say: what is no address stays text", () => {
    const [part] = draw({
      summary: "s",
      blocks: [controls({ kind: "link-button", label: "Go", url: "javascript:x" })],
    });
    expect(part.components).toEqual([]);
    expect(textOf([part])).toContain("Go");
  });
});

it("says the summary where a message has no blocks", () => {
  expect(draw({ summary: "just <this>", blocks: [] })[0].content).toBe("just \\<this\\>");
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
    .array(fc.tuple(words, content), { maxLength: 30 })
    .map((all) => fields(...all.map(([label, value]) => ({ label, value })))),
  words.map((value): Block => ({ kind: "preformatted", text: value })),
  fc.array(words, { maxLength: 40 }).map((all) => controls(...all.map((label) => button(label, "incident help")))),
);

it("stays within every limit whatever is said", () => {
  fc.assert(
    fc.property(
      fc.array(block, { maxLength: 8 }),
      words,
      fc.option(fc.constant("#E94444"), { nil: undefined }),
      (blocks, summary, colour) => {
        const parts = draw({ summary: summary || "s", blocks, ...(colour === undefined ? {} : { colour }) });
        accept(parts);
        for (const part of parts) {
          expect(JSON.stringify(part)).not.toMatch(/@(?:everyone|here)|\\u0000/);
          expect(wordsOf({ ...part, attachments: [], thinking: false } as never)).not.toBe("");
        }
      },
    ),
    { numRuns: 60 },
  );
});
