import { createHmac } from "node:crypto";
import { bytesOf, shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asJson, type Shape } from "../shape.ts";
import { fieldsIn, refuse } from "../verdict.ts";

/** https://open.larksuite.com/document/client-docs/bot-v3/add-custom-bot: a request holds 20 KB. */
const limits = { title: 250, text: 12_000 } as const;

/** Too many at once. */
const passing = new Set([11232, 99991400]);

const encodedBytes = (text: string): number => bytesOf(JSON.stringify(text)) - 2;

/** A custom bot's rich text: runs of it are shown as they are. */
export const lark: Shape<"lark"> = {
  service: "Lark",
  call({ url, secret }, letter, { now }) {
    const { title, text, link } = noteOf(letter);
    const lines = shorten(text, limits.text, encodedBytes).split("\n").slice(0, 200);
    const content = [
      ...lines.map((line) => [{ tag: "text", text: line }]),
      ...(link === undefined ? [] : [[{ tag: "a", text: link.label, href: link.url }]]),
    ];
    return {
      method: "POST",
      url,
      ...asJson({
        ...(secret === undefined ? {} : signature(secret, now)),
        msg_type: "post",
        content: { post: { en_us: { title: shorten(title, limits.title), content } } },
      }),
    };
  },
  refuse(answer) {
    const { code, msg } = fieldsIn(answer);
    if (typeof code !== "number" || code === 0) return;
    refuse(this.service, `${String(msg)} (${code})`, { passing: passing.has(code) });
  },
};

/** HMAC-SHA256 over nothing, with "<seconds>\n<secret>" as the key. */
const signature = (secret: string, now: Temporal.Instant) => {
  const timestamp = String(Math.floor(now.epochMilliseconds / 1000));
  return { timestamp, sign: createHmac("sha256", `${timestamp}\n${secret}`).update("").digest("base64") };
};
