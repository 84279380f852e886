import { shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asJson, type Shape } from "../shape.ts";
import { fieldsIn, refuse } from "../verdict.ts";

/** https://core.telegram.org/bots/api#sendmessage: 4096 characters once the marks are read. */
const limits = { title: 300, text: 3_600 } as const;

/** What keeps a name from calling somebody counts too. */
const width = (text: string): number => text.length + text.split("@").length - 1;

export const telegram: Shape<"telegram"> = {
  service: "Telegram",
  call({ token, chat, topic }, letter) {
    const { title, text, link, urgent } = noteOf(letter);
    const parts = [
      `<b>${escapeHtml(shorten(title, limits.title, width))}</b>`,
      escapeHtml(shorten(text, limits.text, width)),
      ...(link === undefined ? [] : [`<a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a>`]),
    ];
    return {
      method: "POST",
      url: `https://api.telegram.org/bot${token}/sendMessage`,
      ...asJson({
        chat_id: chat,
        ...(topic === undefined ? {} : { message_thread_id: Number(topic) }),
        text: parts.join("\n\n"),
        parse_mode: "HTML",
        link_preview_options: { is_disabled: true },
        disable_notification: !urgent,
      }),
    };
  },
  /** It says in the body for how long it wants to be left alone. */
  refuse(answer) {
    const { ok, description, parameters } = fieldsIn(answer);
    if (ok !== false || answer.status !== 429) return;
    const wait = (parameters as { readonly retry_after?: unknown } | undefined)?.retry_after;
    refuse(this.service, String(description), {
      passing: true,
      ...(typeof wait === "number" ? { retryAfter: wait } : {}),
    });
  },
};

/** Its marks are escaped, and a name after "@" calls nobody. */
const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replace(/@(?=\w)/gu, "@\u2060");
