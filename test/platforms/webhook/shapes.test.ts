import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/domain/refusal.ts";
import { makeHttp } from "../../../src/platforms/webhook/http.ts";
import { makeWebhooks } from "../../../src/platforms/webhook/messenger.ts";
import { reachable } from "../../../src/platforms/webhook/networks.ts";
import { webhookId } from "../../../src/platforms/webhook/sign.ts";
import { page, saying } from "../../support/letter.ts";
import { startReceiver } from "../../support/receiver.ts";
import { called, destinations, form, type Hook, json, now, url } from "./support.ts";

const link = "https://acme.slack.com/archives/C1/p1?thread_ts=1&cid=C1";
const words =
  "SEV1 Critical: Checkout down\n\nAda opened it at 2026-01-05 13:00 Europe/Vienna.\n\nAcknowledge: /incident ack inc-42\nEscalate: /incident page escalate inc-42\nRunbook: https://wiki.example.com/runbook";
const title = "INC-42 · Checkout down";

describe("the exact shape of", () => {
  it("ntfy", async () => {
    const call = await called(destinations.ntfy);
    expect(call).toMatchObject({
      method: "POST",
      url: "https://ntfy.sh",
      headers: { authorization: "Bearer tk_1", "content-type": "application/json; charset=utf-8" },
    });
    expect(JSON.parse(call.body ?? "")).toEqual({
      topic: "oncall",
      title,
      message: words,
      priority: 5,
      tags: ["rotating_light"],
      click: link,
      actions: [{ action: "view", label: "Go to the incident", url: link }],
    });
    const { permalink: _permalink, ...quiet } = page({ urgent: false });
    const own = { kind: "ntfy", settings: { topic: "oncall", server: "https://push.example.com" } } as const;
    expect((await called(own, quiet)).url).toBe("https://push.example.com");
    expect(await json(own, quiet)).toEqual({ topic: "oncall", title, message: words, priority: 3 });
  });

  it("Pushover", async () => {
    expect((await called(destinations.pushover)).url).toBe("https://api.pushover.net/1/messages.json");
    expect(await form(destinations.pushover)).toEqual({
      token: "t".repeat(30),
      user: "u".repeat(30),
      title,
      message: words,
      priority: "1",
      timestamp: "1767614400",
      url: link,
      url_title: "Go to the incident",
    });
  });

  it("a text message over Twilio", async () => {
    const call = await called(destinations.sms);
    expect(call).toMatchObject({
      method: "POST",
      url: "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json",
      headers: { authorization: `Basic ${Buffer.from("AC1:tok").toString("base64")}` },
    });
    expect(await form(destinations.sms)).toEqual({
      To: "+43222",
      From: "+43111",
      Body: `INC-42 - Checkout down\n${words.replaceAll("\n\n", "\n")}\n${link}`,
    });
    const service = { kind: "sms", settings: { ...destinations.sms.settings, from: `MG${"0".repeat(32)}` } } as const;
    expect(await form(service)).toMatchObject({ MessagingServiceSid: `MG${"0".repeat(32)}` });
    expect(await form(service)).not.toHaveProperty("From");
  });

  it("a phone call over Twilio", async () => {
    expect((await called(destinations.voice)).url).toBe("https://api.twilio.com/2010-04-01/Accounts/AC1/Calls.json");
    const said = '<Say language="en-US">This is Tocsin. INC-42 · Checkout down. SEV1 Critical: Checkout down</Say>';
    expect(await form(destinations.voice)).toEqual({
      To: "+43222",
      From: "+43111",
      Twiml: `<Response>${said}<Pause length="1"/>${said}</Response>`,
    });
  });

  it("Microsoft Teams", async () => {
    const line = (text: string) => ({ type: "RichTextBlock", inlines: [{ type: "TextRun", text }] });
    expect(await json(destinations.teams)).toEqual({
      type: "message",
      attachments: [
        {
          contentType: "application/vnd.microsoft.card.adaptive",
          contentUrl: null,
          content: {
            $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
            type: "AdaptiveCard",
            version: "1.4",
            msteams: { width: "Full" },
            body: [
              {
                type: "RichTextBlock",
                inlines: [{ type: "TextRun", text: title, weight: "Bolder", size: "Medium", color: "Attention" }],
              },
              ...words.split(/\n+/u).map(line),
            ],
            actions: [{ type: "Action.OpenUrl", title: "Go to the incident", url: link }],
          },
        },
      ],
    });
  });

  it("Telegram", async () => {
    expect((await called(destinations.telegram)).url).toBe("https://api.telegram.org/bot123:abc/sendMessage");
    expect(await json(destinations.telegram)).toEqual({
      chat_id: "-100",
      text: `<b>${title}</b>\n\n${words}\n\n<a href="${link.replaceAll("&", "&amp;")}">Go to the incident</a>`,
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      disable_notification: false,
    });
    const topic = { kind: "telegram", settings: { ...destinations.telegram.settings, topic: "7" } } as const;
    expect(await json(topic, page({ urgent: false }))).toMatchObject({
      message_thread_id: 7,
      disable_notification: true,
    });
  });

  it("Mattermost", async () => {
    const to = { kind: "mattermost", settings: { url, channel: "ops" } } as const;
    expect(await json(to)).toEqual({
      text: `**INC\\-42 · Checkout down**\n\nSEV1 Critical\\: Checkout down\n\nAda opened it at 2026\\-01\\-05 13\\:00 Europe/Vienna\\.\n\nAcknowledge\\: /incident ack inc\\-42\nEscalate\\: /incident page escalate inc\\-42\nRunbook\\: https\\://wiki\\.example\\.com/runbook\n\n[Go to the incident](${link})`,
      channel: "ops",
    });
  });

  it("DingTalk, signed", async () => {
    expect(await json(destinations.dingtalk)).toEqual({
      msgtype: "text",
      text: { content: `${title}\n${words}\n${link}` },
      at: { isAtAll: false },
    });
    expect((await called(destinations.dingtalk)).url).toBe(url);
    const to = { kind: "dingtalk", settings: { url, secret: "SEC1" } } as const;
    const timestamp = String(now.epochMilliseconds);
    const sign = createHmac("sha256", "SEC1").update(`${timestamp}\nSEC1`).digest("base64");
    const signed = new URL((await called(to)).url);
    expect(Object.fromEntries(signed.searchParams)).toEqual({ key: "2", timestamp, sign });
  });

  it("WeCom", async () => {
    expect(await json(destinations.wecom)).toEqual({
      msgtype: "text",
      text: { content: `${title}\n${words}\n${link}` },
    });
  });

  it("Lark, signed", async () => {
    const line = (text: string) => [{ tag: "text", text }];
    const content = {
      post: {
        en_us: {
          title,
          content: [...words.split("\n").map(line), [{ tag: "a", text: "Go to the incident", href: link }]],
        },
      },
    };
    expect(await json(destinations.lark)).toEqual({ msg_type: "post", content });
    const timestamp = "1767614430";
    const sign = createHmac("sha256", `${timestamp}\nSEC1`).update("").digest("base64");
    expect(await json({ kind: "lark", settings: { url, secret: "SEC1" } })).toEqual({
      timestamp,
      sign,
      msg_type: "post",
      content,
    });
  });

  it("simple HTTP", async () => {
    const get = {
      kind: "http",
      settings: {
        method: "GET",
        url: "https://example.com/say/{{incident}}?t={{ title }}&x={{status}}",
        header: "X-Key: k",
      },
    } as const;
    const call = await called(get);
    expect(call).toMatchObject({
      method: "GET",
      url: "https://example.com/say/INC-42?t=INC-42%20%C2%B7%20Checkout%20down&x=open",
      headers: { "x-key": "k", "idempotency-key": webhookId("key") },
    });
    expect(call.body).toBeUndefined();
    expect(await form(destinations.http)).toEqual({ text: words, title });
  });

  it("a JSON webhook of one's own", async () => {
    expect(await json(destinations.json)).toEqual({ text: `${title}: ${words}`, nested: { list: [link] } });
  });
});

describe("a service that refuses in words of its own", () => {
  const refused = async (to: Hook, status: number, body: object): Promise<DeliveryError> => {
    try {
      await called(to, page(), { status, retryAfter: undefined, body: JSON.stringify(body) });
    } catch (error) {
      if (error instanceof DeliveryError) return error;
      throw error;
    }
    throw new Error("It was taken.");
  };

  it.each([
    [destinations.dingtalk, 200, { errcode: 310000, errmsg: "sign not match" }, { permanent: true }],
    [destinations.dingtalk, 200, { errcode: 130101, errmsg: "send too fast" }, { permanent: false, retryAfter: 600 }],
    [destinations.wecom, 200, { errcode: 93000, errmsg: "invalid webhook url" }, { permanent: true }],
    [destinations.wecom, 200, { errcode: 45009, errmsg: "freq out of limit" }, { permanent: false, retryAfter: 60 }],
    [destinations.wecom, 200, { errcode: -1, errmsg: "system busy" }, { permanent: false, uncertain: false }],
    [destinations.lark, 200, { code: 19021, msg: "sign match fail" }, { permanent: true }],
    [destinations.lark, 400, { code: 11232, msg: "frequency limited" }, { permanent: false, uncertain: false }],
    [
      destinations.telegram,
      429,
      { ok: false, description: "Too Many Requests", parameters: { retry_after: 7 } },
      { permanent: false, retryAfter: 7 },
    ],
    [destinations.telegram, 403, { ok: false, description: "bot was blocked by the user" }, { permanent: true }],
    [destinations.pushover, 400, { status: 0, errors: ["user identifier is invalid"] }, { permanent: true }],
    [destinations.sms, 400, { code: 21211, message: "Invalid 'To'" }, { permanent: true }],
  ] as const)("is understood: %j %i %j", async (to, status, body, expected) => {
    const error = await refused(to, status, body);
    expect(error).toMatchObject(expected);
    expect(error.message).toContain(String(Object.values(body).find((one) => typeof one === "string") ?? "identifier"));
  });

  it.each([destinations.dingtalk, destinations.wecom, destinations.lark])(
    "and one that says zero has taken it",
    async (to) => {
      const body = JSON.stringify({ errcode: 0, errmsg: "ok", code: 0, msg: "success" });
      await expect(called(to, page(), { status: 200, retryAfter: undefined, body })).resolves.toBeDefined();
    },
  );
});

it("goes over the wire as it was composed", async () => {
  await using receiver = await startReceiver();
  const http = makeHttp({ reachable: reachable([["127.0.0.1", 32]]) });
  const webhooks = makeWebhooks({ http, clock: { now: () => now } });
  for (const kind of ["teams", "mattermost", "dingtalk", "wecom", "lark"] as const) {
    await webhooks.direct({ kind, settings: { url: `${receiver.url}/${kind}?key=1` } }, saying("Ünïcode 🔥"), "key");
  }
  expect(receiver.received.map(({ path }) => path)).toEqual(
    ["teams", "mattermost", "dingtalk", "wecom", "lark"].map((kind) => `/${kind}?key=1`),
  );
  for (const { headers, body } of receiver.received) {
    expect(headers["content-type"]).toBe("application/json; charset=utf-8");
    expect(Number(headers["content-length"])).toBe(Buffer.byteLength(body));
    expect(body).toContain("Ünïcode 🔥");
  }
});
