import { oneLine, shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asForm, type Shape } from "../shape.ts";

/**
 * Three parts of a message at most: 153 characters each in the phones' own alphabet, 67 in any other
 * (https://www.twilio.com/docs/glossary/what-sms-character-limit). Twilio itself takes 1600.
 */
const limits = { plain: 3 * 153, other: 3 * 67, twiml: 4_000 } as const;

/** GSM 03.38 without its extension, whose characters count twice. */
const isPlain = (text: string): boolean =>
  /^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&'()*+,\-./0-9:;<=>?¡A-ZÄÖÑÜ§¿a-zäöñüà]*$/u.test(text);

const plainly: Readonly<Record<string, string>> = {
  "·": "-",
  "–": "-",
  "—": "-",
  "…": "...",
  "‘": "'",
  "’": "'",
  "“": '"',
  "”": '"',
  "\u00a0": " ",
};

const url = (account: string, what: "Messages" | "Calls"): string =>
  `https://api.twilio.com/2010-04-01/Accounts/${account}/${what}.json`;

const authorization = (account: string, token: string): string =>
  `Basic ${Buffer.from(`${account}:${token}`, "utf8").toString("base64")}`;

/** One text message: title, what happened, where it is. */
export const sms: Shape<"sms"> = {
  service: "Twilio",
  call({ account, token, from, to }, letter) {
    const { title, text, link } = noteOf(letter);
    const sender = from.startsWith("MG") ? { MessagingServiceSid: from } : { From: from };
    const { headers, body } = asForm({ To: to, ...sender, Body: smsText(`${title}\n${text}`, link?.url) });
    return {
      method: "POST",
      url: url(account, "Messages"),
      headers: { ...headers, authorization: authorization(account, token) },
      body,
    };
  },
};

const smsText = (text: string, link: string | undefined): string => {
  const simple = text.replace(/[·–—…‘’“”\u00a0]/gu, (one) => plainly[one] ?? one).replace(/\n{2,}/gu, "\n");
  const most = isPlain(`${simple}${link ?? ""}`) ? limits.plain : limits.other;
  const end = link === undefined || link.length > most / 2 ? "" : `\n${link}`;
  const cut = shorten(simple, most - end.length - 2);
  return `${cut.endsWith("…") ? `${cut.slice(0, -1)}...` : cut}${end}`;
};

/** A call that says the same twice. */
export const voice: Shape<"voice"> = {
  service: "Twilio",
  call({ account, token, from, to }, letter) {
    const { headers, body } = asForm({
      To: to,
      From: from,
      Twiml: twiml(noteOf(letter).title, letter.message.summary),
    });
    return {
      method: "POST",
      url: url(account, "Calls"),
      headers: { ...headers, authorization: authorization(account, token) },
      body,
    };
  },
};

/** https://www.twilio.com/docs/voice/twiml/say. What is said twice has half the room. */
const twiml = (title: string, summary: string): string => {
  const words = shorten(
    oneLine(`This is Tocsin. ${title}. ${summary}`),
    limits.twiml / 2 - 200,
    (text) => escapeXml(text).length,
  );
  const say = `<Say language="en-US">${escapeXml(words)}</Say>`;
  return `<Response>${say}<Pause length="1"/>${say}</Response>`;
};

/** XML allows no control characters, not even as references. */
const escapeXml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&apos;");
