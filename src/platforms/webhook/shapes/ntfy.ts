import { bytesOf, shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asJson, type Shape } from "../shape.ts";

/** https://docs.ntfy.sh/publish/#publish-as-json: a longer message would become an attachment. */
const limits = { title: 250, message: 4_096 } as const;
const priorities = { urgent: 5, normal: 3 } as const;

/** Its text is plain, so nothing needs escaping. */
export const ntfy: Shape<"ntfy"> = {
  service: "ntfy",
  call({ server = "https://ntfy.sh", topic, token }, letter) {
    const { title, text, link, urgent } = noteOf(letter);
    const { headers, body } = asJson({
      topic,
      title: shorten(title, limits.title),
      message: shorten(text, limits.message, bytesOf),
      priority: urgent ? priorities.urgent : priorities.normal,
      ...(urgent ? { tags: ["rotating_light"] } : {}),
      ...(link === undefined
        ? {}
        : { click: link.url, actions: [{ action: "view", label: link.label, url: link.url }] }),
    });
    return {
      method: "POST",
      url: server,
      headers: { ...headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body,
    };
  },
};
