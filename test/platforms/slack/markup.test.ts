import { describe, expect, it } from "vitest";
import type { PersonId } from "../../../src/domain/ids.ts";
import { mentionedIn, toNeutral } from "../../../src/platforms/slack/markup.ts";

const ada = "01900000-0000-7000-8000-00000000000a" as PersonId;
const mentions = {
  people: new Map([["U0ADA", ada]]),
  channels: new Map([["C0PAY", ["payments", "money"]]]),
};
const url = "https://acme.slack.com/";
const read = (text: string) => toNeutral(text, mentions, { looks: true, url });
const readLine = (text: string) => toNeutral(text, mentions, { looks: false, url });

describe("what Slack sends", () => {
  it("names the people we know, and shows the names of the others", () => {
    expect(read("<@U0ADA> and <@U0BOT|helper> and <@U0NEW>")).toBe(`<@${ada}> and @helper and @U0NEW`);
  });

  it("names every incident channel mapped to a chat channel; one mapped to none is a link", () => {
    expect(read("see <#C0PAY|payments-chat>")).toBe("see <#payments> <#money>");
    expect(read("see <#C0GEN|general>")).toBe("see [#general](https://acme.slack.com/archives/C0GEN)");
  });

  it("keeps links, and takes away what Slack made of plain words", () => {
    expect(read("<https://a.example/x?a=1&amp;b=2>")).toBe("https://a.example/x?a=1&b=2");
    expect(read("<https://a.example/(x)|the page>")).toBe("[the page](https://a.example/%28x%29)");
    expect(read("<http://a.example|a.example> <mailto:a@b.example|a@b.example>")).toBe("a.example a@b.example");
  });

  it("calls nobody with broadcasts and groups", () => {
    expect(read("<!channel> <!here|here> <!subteam^S1|@sre>")).toBe("@channel here @sre");
  });

  it("keeps the looks of what people say, outside of code", () => {
    expect(read("*bold* _it_ ~gone~ `*x*` a*b*c")).toBe("**bold** _it_ ~~gone~~ `*x*` a*b*c");
    expect(read("```*x* &lt;y&gt;```")).toBe("```*x* <y>```");
  });

  it("takes a command line letter for letter", () => {
    expect(readLine("title:*.example &amp; <@U0ADA>")).toBe(`title:*.example & <@${ada}>`);
  });

  it("says in a command line which group is meant", () => {
    expect(readLine("team follow sre <!subteam^S1|@sre>")).toBe("team follow sre [@sre](group:S1)");
    expect(readLine("`<!subteam^S1|@sre>`")).toBe("`@sre`");
  });

  it("is not fooled by what a person typed to look like markup", () => {
    expect(read("&lt;!channel&gt; &lt;@U0ADA&gt;")).toBe("<!channel> <@U0ADA>");
    expect(read("a\u202eb\u0000c")).toBe("abc");
  });
});

it("finds the accounts and chats that are named", () => {
  expect(mentionedIn("<@U1|x> <@W2> <#C3|y> <#G4> <!here> &lt;@U9&gt; <@U1>")).toEqual({
    accounts: ["U1", "W2"],
    chats: ["C3", "G4"],
  });
});
