import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asId, type ConnectionId } from "../../src/domain/ids.ts";
import {
  also,
  answer,
  briefly,
  chat,
  code,
  divider,
  lasting,
  link,
  listed,
  moment,
  newline,
  note,
  person,
  plain,
  say,
  type Words,
  words,
} from "../../src/presentation/say.ts";
import { ada, noon } from "../support/incident.ts";

describe("words", () => {
  it("become one run of text, nested or not, and empty ones nothing", () => {
    expect(words("a", ["b", ["", code("c")]], "")).toEqual([
      { kind: "text", text: "a" },
      { kind: "text", text: "b" },
      { kind: "code", text: "c" },
    ]);
  });

  it("keep every letter, however they are nested", () => {
    const { tree } = fc.letrec<{ tree: Words }>((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, fc.string(), fc.array(tie("tree"), { maxLength: 4 })),
    }));
    const flat = (of: Words): string => (typeof of === "string" ? of : (of as readonly Words[]).map(flat).join(""));
    fc.assert(
      fc.property(tree, (of) => {
        expect(plain(words(of))).toBe(flat(of));
      }),
    );
  });

  it("make a sentence around parts", () => {
    expect(plain(say`${code("inc-1")} began ${moment(noon)}, ${["so", " be"]} it.`)).toBe(
      "inc-1 began 2026-01-05T12:00Z, so be it.",
    );
    expect(say`plain`).toEqual([{ kind: "text", text: "plain" }]);
  });

  it("are listed as English does", () => {
    expect(["", "a", "a and b", "a, b and c"].map((_, n) => plain(listed(["a", "b", "c"].slice(0, n))))).toEqual([
      "",
      "a",
      "a and b",
      "a, b and c",
    ]);
  });

  it("without their looks are what a notification says", () => {
    const place = { connection: asId<ConnectionId>("c"), chat: "C1" };
    expect(
      plain([
        link("docs", "https://acme.test"),
        newline,
        person(ada, "Ada"),
        chat(place, "ops"),
        lasting(Temporal.Duration.from({ minutes: 85 })),
      ]),
    ).toBe("docs\nAda#ops1h 25m");
  });
});

describe("an answer", () => {
  it("is one paragraph whose words are the summary, and keeps it when more is added", () => {
    const message = also(answer("It is ", code("done"), "."), note("more"), divider);
    expect(message.summary).toBe("It is done.");
    expect(message.blocks.map(({ kind }) => kind)).toEqual(["paragraph", "note", "divider"]);
  });
});

describe("a length of time", () => {
  it.each([
    [{ days: 1, hours: 14, minutes: 59 }, "1d 14h"],
    [{ hours: 1, minutes: 25 }, "1h 25m"],
    [{ minutes: 7, seconds: 59 }, "7m"],
    [{ seconds: 59 }, "0m"],
    [{ hours: 24 }, "1d"],
    [{ hours: 2 }, "2h"],
    [{ minutes: -5 }, "0m"],
    [{ weeks: 2, hours: 1 }, "14d 1h"],
  ])("%j is %s", (of, text) => {
    expect(briefly(Temporal.Duration.from(of))).toBe(text);
  });

  it("is said in its two greatest units, and never more than it lasted", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), (minutes) => {
        const text = briefly(Temporal.Duration.from({ minutes }));
        expect(text).toMatch(/^(\d+d( \d+h)?|\d+h( \d+m)?|\d+m)$/);
        const units = { d: 1440, h: 60, m: 1 } as const;
        const said = text
          .split(" ")
          .reduce((sum, part) => sum + Number(part.slice(0, -1)) * units[part.slice(-1) as keyof typeof units], 0);
        expect(said).toBeLessThanOrEqual(minutes);
        expect(minutes - said).toBeLessThan(text.includes("d") ? 60 : 1);
      }),
    );
  });
});
