import { bytesOf, shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asJson, type Shape } from "../shape.ts";
import { fieldsIn, refuse } from "../verdict.ts";

/** https://developer.work.weixin.qq.com/document/path/91770: a text holds 2048 bytes. */
const limits = { text: 2_048 } as const;

/** Busy, or more than 20 messages a minute. */
const passing = new Set([-1, 45009]);

/** A group robot's text message, which reads no marks. */
export const wecom: Shape<"wecom"> = {
  service: "WeCom",
  call({ url }, letter) {
    const { title, text, link } = noteOf(letter);
    const end = link === undefined || bytesOf(link.url) > limits.text / 2 ? "" : `\n${link.url}`;
    const content = `${shorten(`${title}\n${text}`.replaceAll("<@", "<\u200b@"), limits.text - bytesOf(end), bytesOf)}${end}`;
    return { method: "POST", url, ...asJson({ msgtype: "text", text: { content } }) };
  },
  refuse(answer) {
    const { errcode, errmsg } = fieldsIn(answer);
    if (typeof errcode !== "number" || errcode === 0) return;
    refuse(this.service, `${String(errmsg)} (${errcode})`, {
      passing: passing.has(errcode),
      ...(errcode === 45009 ? { retryAfter: 60 } : {}),
    });
  },
};
