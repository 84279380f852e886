import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answer } from "../../../src/presentation/say.ts";
import { incident } from "../../support/incident.ts";
import { facts, page, saying, view } from "../../support/letter.ts";
import { called, destinations, json } from "./support.ts";

const everything = Object.values(destinations).map((to) => [to.kind, to] as const);

/** What people, monitors and attackers write. */
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc
    .array(
      fc.constantFrom(
        "<",
        ">",
        "&",
        '"',
        "'",
        "@channel ",
        "<@all>",
        "](",
        "\\",
        "\n",
        "\r\n",
        "😀",
        "`",
        "*",
        "é",
        "漢",
      ),
      {
        maxLength: 400,
      },
    )
    .map((parts) => parts.join("")),
  fc.string({ unit: "grapheme", minLength: 3_000, maxLength: 9_000 }),
);

describe("hostile and endless text", () => {
  it.each(everything)("is no trouble for %s: nothing breaks, nothing is too long", async (_, to) => {
    await fc.assert(
      fc.asyncProperty(text, async (said) => {
        const call = await called(to, saying(said));
        const body = call.body ?? "";
        expect(body.isWellFormed()).toBe(true);
        switch (to.kind) {
          case "ntfy": {
            const { message, title: of } = JSON.parse(body);
            expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4_096);
            expect(of.length).toBeLessThanOrEqual(250);
            break;
          }
          case "pushover": {
            const fields = Object.fromEntries(new URLSearchParams(body));
            expect([...(fields["message"] ?? "")].length).toBeLessThanOrEqual(1_024);
            expect([...(fields["title"] ?? "")].length).toBeLessThanOrEqual(250);
            break;
          }
          case "sms":
            expect(new URLSearchParams(body).get("Body")?.length).toBeLessThanOrEqual(3 * 153);
            break;
          case "voice": {
            const twiml = new URLSearchParams(body).get("Twiml") ?? "";
            expect(twiml.length).toBeLessThanOrEqual(4_000);
            expect(twiml).toMatch(
              /^<Response><Say language="en-US">[^<>]*<\/Say><Pause length="1"\/><Say language="en-US">[^<>]*<\/Say><\/Response>$/u,
            );
            expect(twiml.replace(/&(?:amp|lt|gt|quot|apos);/gu, "")).not.toContain("&");
            break;
          }
          case "teams":
            expect(Buffer.byteLength(body)).toBeLessThanOrEqual(28 * 1024);
            break;
          case "telegram": {
            const { text: sent } = JSON.parse(body);
            const bare = sent.replace(/^<b>|<\/b>|<a href="[^"<>]*">|<\/a>$/gu, "");
            expect(bare).not.toMatch(/[<>]/u);
            expect(bare.replace(/&(?:amp|lt|gt|quot);/gu, "")).not.toContain("&");
            expect(bare.replace(/&(?:amp|lt|gt|quot);/gu, "x").length).toBeLessThanOrEqual(4_096);
            expect(sent).not.toMatch(/@\w/u);
            break;
          }
          case "mattermost": {
            const { text: sent } = JSON.parse(body);
            expect(sent.length).toBeLessThanOrEqual(16_383);
            expect(sent).not.toMatch(/@\w/u);
            break;
          }
          case "dingtalk":
            expect(Buffer.byteLength(JSON.parse(body).text.content)).toBeLessThanOrEqual(2_048);
            break;
          case "wecom":
            expect(Buffer.byteLength(JSON.parse(body).text.content)).toBeLessThanOrEqual(2_048);
            expect(body).not.toContain("<@");
            break;
          case "lark":
            expect(Buffer.byteLength(body)).toBeLessThanOrEqual(20 * 1024);
            break;
          case "http":
            expect([...new URLSearchParams(body).keys()]).toEqual(["text", "title"]);
            break;
          case "json":
            expect(Object.keys(JSON.parse(body))).toEqual(["text", "nested"]);
            break;
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is cut at a word, and the address stays whole", async () => {
    const long = page({ message: answer(`${"word ".repeat(2_000)}end`) });
    const { text: sent } = await json(destinations.wecom, long);
    expect(sent.content).toMatch(/ word…\nhttps:\/\/acme\.slack\.com\/archives\/C1\/p1\?thread_ts=1&cid=C1$/u);
    const { message } = await json(destinations.ntfy, long);
    expect(message.endsWith("word…")).toBe(true);
  });

  it("cannot add a field, a path or a header where its values are put in", async () => {
    const evil = 'x&admin=1#f/../..?a=b"}\r\nX-Evil: 1';
    const about = page({ facts: { ...facts, incident: view(incident({ title: evil })) } });
    const get = {
      kind: "http",
      settings: { method: "GET", url: "https://example.com/a/{{title}}/b?t={{title}}" },
    } as const;
    const { pathname, searchParams, hash } = new URL((await called(get, about)).url);
    expect(pathname.split("/")).toHaveLength(4);
    expect([...searchParams.keys()]).toEqual(["t"]);
    expect(searchParams.get("t")).toBe('INC-42 · x&admin=1#f/../..?a=b"} X-Evil: 1');
    expect(hash).toBe("");
    expect((await json(destinations.json, about)).text).toContain('admin=1#f/../..?a=b"}');
  });
});
