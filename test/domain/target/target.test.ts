import { describe, expect, it } from "vitest";
import { Refusal } from "../../../src/domain/refusal.ts";
import { kinds, settingsOf, targetKinds } from "../../../src/domain/target/kinds.ts";
import { checkSettings, missingSettings, shownOf, type Wanted } from "../../../src/domain/target/target.ts";

const refusalOf = (wanted: Wanted): string => {
  try {
    checkSettings(wanted);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
  throw new Error("It was taken.");
};

describe("every kind of target", () => {
  it.each(targetKinds)("%s asks for at most five things, each by a name of its own", (kind) => {
    const names = settingsOf(kind).map(({ name }) => name);
    expect(names.length).toBeLessThanOrEqual(5);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain(kinds[kind].shows);
  });
});

describe("the settings of a target", () => {
  const url = "https://hooks.example.com/x?key=1";

  it("are kept as they are meant, and only those it knows", () => {
    const given = {
      to: "0043 (660) 123-45 67",
      account: `AC${"0".repeat(32)}`,
      token: "t",
      from: "+4312345678",
      more: "x",
    };
    expect(checkSettings({ kind: "sms", given })).toEqual({
      to: "+436601234567",
      account: given.account,
      token: "t",
      from: "+4312345678",
    });
    expect(checkSettings({ kind: "teams", given: { url: `<${url}>` } })).toEqual({ url });
    expect(checkSettings({ kind: "email", given: { address: "<mailto:ops@example.com|ops@example.com>" } })).toEqual({
      address: "ops@example.com",
    });
  });

  it.each([
    ["a list", "a@example.com,b@example.com"],
    ["a name", "Ops <ops@example.com>"],
    ["a line end", "ops@example.com\r\nBcc: eve@example.com"],
    ["a blank", "ops @example.com"],
    ["no dot", "ops@localhost"],
    ["two dots", "ops@example..com"],
    ["a bracket", "ops@[127.0.0.1]"],
  ])("refuse an e-mail address with %s, and do not say it back", (_, address) => {
    expect(refusalOf({ kind: "email", given: { address } })).toBe(
      "E-mail address is not understood: it must be an e-mail address such as `ops@example.com`.",
    );
  });

  it.each([
    ["another protocol", "file:///etc/passwd"],
    ["a name and password", "https://ada:hunter2@example.com/"],
    ["a name alone", "https://ada@example.com/"],
    ["no host", "https:///x"],
    ["a blank", "https://example.com/a b"],
    ["a line end", "https://example.com/\nHost: x"],
  ])("refuse an address with %s", (_, typed) => {
    expect(refusalOf({ kind: "webhook", given: { url: typed } })).toContain("Its address is not understood");
  });

  it.each([
    "https://{{text}}/",
    "https://{{text}}.example.com/",
    "https://a{{text}}:80/",
    "https://u:{{text}}@example.com/",
  ])("let no template choose the host: %s", (typed) => {
    expect(refusalOf({ kind: "http", given: { method: "GET", url: typed } })).toContain("is not understood");
  });

  it("take a template after the host", () => {
    const typed = "https://example.com/say/{{ title }}?text={{text}}#{{url}}";
    expect(checkSettings({ kind: "http", given: { method: "get", url: typed } })).toEqual({
      method: "GET",
      url: typed,
    });
  });

  it.each([
    ["Host: internal"],
    ["Content-Length: 0"],
    ["Transfer-Encoding: chunked"],
    ["X-Key: a\r\nX-Other: b"],
    ["X-Key: ü"],
    ["no header"],
  ])("refuse the header %j", (header) => {
    expect(refusalOf({ kind: "json", given: { url, body: "{}", header } })).toContain("one header");
  });

  it("refuse a signing secret that is too short, and take one that is not", () => {
    const of = (bytes: number) => `whsec_${Buffer.alloc(bytes, 7).toString("base64")}`;
    expect(refusalOf({ kind: "webhook", given: { url, secret: of(23) } })).toContain("24 to 64 bytes");
    expect(refusalOf({ kind: "webhook", given: { url, secret: of(65) } })).toContain("24 to 64 bytes");
    expect(checkSettings({ kind: "webhook", given: { url, secret: of(24) } })).toEqual({ url, secret: of(24) });
  });

  it("name what is missing, unless it is known from elsewhere or optional", () => {
    expect(refusalOf({ kind: "pushover", given: { user: "u".repeat(30), token: " " } })).toBe(
      "Application token is missing: give an application token of 30 letters and digits.",
    );
    const known = { token: "t".repeat(30) };
    expect(checkSettings({ kind: "pushover", given: { user: "u".repeat(30) }, known })).toEqual({
      user: "u".repeat(30),
    });
    expect(missingSettings({ kind: "pushover", given: {}, known }).map(({ name }) => name)).toEqual(["user"]);
    expect(missingSettings({ kind: "pushover", given: {}, offered: true }).map(({ name }) => name)).toEqual(["token"]);
  });
});

describe("where a target leads", () => {
  it.each([
    ["webhook", { url: "https://hooks.example.com/secret/path?key=1" }, "hooks.example.com"],
    ["ntfy", { topic: "hunter2" }, "ntfy.sh"],
    ["ntfy", { topic: "hunter2", server: "https://push.example.com:8443/" }, "push.example.com:8443"],
    ["sms", { to: "+436601234567" }, "+43…567"],
    ["email", { address: "ops@example.com" }, "ops@example.com"],
  ] as const)("is shown of %s %j as %s", (kind, settings, shown) => {
    expect(shownOf(kind, kinds[kind].shows, settings)).toBe(shown);
  });
});
