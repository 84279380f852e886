import { shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asJson, type Shape } from "../shape.ts";

/** A post holds 16383 characters (https://developers.mattermost.com/integrate/webhooks/incoming/). */
const limits = { title: 500, text: 15_000 } as const;

export const mattermost: Shape<"mattermost"> = {
  service: "Mattermost",
  call({ url, channel }, letter) {
    const { title, text, link } = noteOf(letter);
    const parts = [
      `**${literal(shorten(title, limits.title, escapedLength))}**`,
      literal(shorten(text, limits.text, escapedLength)),
      ...(link === undefined ? [] : [`[${link.label}](${link.url.replace(/[()\s]/gu, encodeParenthesis)})`]),
    ];
    return {
      method: "POST",
      url,
      ...asJson({ text: parts.join("\n\n"), ...(channel === undefined ? {} : { channel }) }),
    };
  },
};

/** Markdown's marks mean nothing, and "@channel" calls nobody. */
const literal = (text: string): string =>
  text.replace(/[\\`*_{}[\]()#+\-.!|~<>:]/gu, (one) => `\\${one}`).replace(/@(?=[\w])/gu, "@\u200b");

const escapedLength = (text: string): number => literal(text).length + (text.endsWith("@") ? 1 : 0);

const encodeParenthesis = (one: string): string =>
  one === "(" ? "%28" : one === ")" ? "%29" : encodeURIComponent(one);
