import { shorten } from "../../shorten.ts";
import { noteOf } from "../note.ts";
import { asForm, type Shape } from "../shape.ts";

/** https://pushover.net/api#limits, in characters. */
const limits = { title: 250, message: 1_024, url: 512, urlTitle: 100 } as const;

/** 1 rings in quiet hours. 2 would repeat by itself until somebody confirms it there, but pages are answered here. */
const priorities = { urgent: "1", normal: "0" } as const;

const characters = (text: string): number => [...text].length;

/** Without `html` its text is plain. */
export const pushover: Shape<"pushover"> = {
  service: "Pushover",
  call({ user, token, device }, letter) {
    const { title, text, link, urgent } = noteOf(letter);
    const fits = link !== undefined && link.url.length <= limits.url;
    return {
      method: "POST",
      url: "https://api.pushover.net/1/messages.json",
      ...asForm({
        token,
        user,
        device,
        title: shorten(title, limits.title, characters),
        message: shorten(text, limits.message, characters),
        priority: urgent ? priorities.urgent : priorities.normal,
        timestamp: String(Math.floor(letter.at.epochMilliseconds / 1000)),
        url: fits ? link.url : undefined,
        url_title: fits ? shorten(link.label, limits.urlTitle) : undefined,
      }),
    };
  },
};
