import { createHmac } from "node:crypto";
import { bytesOf, shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asJson, type Shape } from "../shape.ts";
import { fieldsIn, refuse } from "../verdict.ts";

const limits = { text: 2_000 } as const;

/** Busy, or more than 20 messages a minute: then it wants ten minutes of peace. */
const passing = new Set([-1, 130101, 302033, 410100]);

/** A custom robot's text message, which reads no marks and calls nobody. */
export const dingtalk: Shape<"dingtalk"> = {
  service: "DingTalk",
  call({ url, secret }, letter, { now }) {
    const { title, text, link } = noteOf(letter);
    const end = link === undefined ? "" : `\n${link.url}`;
    const room = limits.text - bytesOf(end);
    const content = `${shorten(`${title}\n${text}`, Math.max(room, 200), bytesOf)}${end}`;
    return {
      method: "POST",
      url: secret === undefined ? url : signedUrl(url, secret, now),
      ...asJson({ msgtype: "text", text: { content }, at: { isAtAll: false } }),
    };
  },
  refuse(answer) {
    const { errcode, errmsg } = fieldsIn(answer);
    if (typeof errcode !== "number" || errcode === 0) return;
    const isPassing = passing.has(errcode);
    refuse(this.service, `${String(errmsg)} (${errcode})`, {
      passing: isPassing,
      ...(isPassing && errcode !== -1 ? { retryAfter: 600 } : {}),
    });
  },
};

/** HMAC-SHA256 with the secret over "<milliseconds>\n<secret>" (https://open.dingtalk.com/document/robots/customize-robot-security-settings). */
const signedUrl = (url: string, secret: string, now: Temporal.Instant): string => {
  const timestamp = String(now.epochMilliseconds);
  const sign = createHmac("sha256", secret).update(`${timestamp}\n${secret}`).digest("base64");
  const address = new URL(url);
  address.searchParams.set("timestamp", timestamp);
  address.searchParams.set("sign", sign);
  return address.href;
};
