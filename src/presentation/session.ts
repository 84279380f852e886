import type { PersonId } from "../domain/ids.ts";
import { endOf, type Session } from "../domain/session.ts";
import { counted } from "./incident-words.ts";
import type { Block, Message } from "./message.ts";
import { ago, also, answer, bold, button, code, controls, moment, newline, note, words } from "./say.ts";

/** A link that lets one browser in. */
export const webInvited = (url: string): Message =>
  also(
    answer("Your pages: your incidents, and the on-call calendar."),
    controls({ kind: "link-button", label: "Open in the browser", url }),
    note(
      "The link lasts ten minutes and works once, and it opens them as you: give it to nobody. ",
      code("/tocsin session list"),
      " shows where you are in.",
    ),
  );

/** Where somebody is let in, each with a button that ends it. */
export const sessionList = (
  sessions: readonly Session[],
  of?: { readonly id: PersonId; readonly name: string },
): Message => {
  const whose = of === undefined ? "You are" : `${of.name} is`;
  if (sessions.length === 0) {
    return answer(`${whose} in at no browser. `, ...(of === undefined ? ["A link in: ", code("/tocsin web")] : []));
  }
  const end = `tocsin session end ${of === undefined ? "" : `person:${of.id} `}`;
  return {
    summary: `${whose} in at ${counted(sessions.length, "browser")}`,
    blocks: [
      ...sessions.map(
        (one): Block => ({
          kind: "paragraph",
          content: words(
            bold(one.browser),
            newline,
            "since ",
            moment(one.createdAt),
            " · used ",
            ago(one.usedAt),
            " · ends by itself ",
            ago(endOf(one)),
          ),
          control: button("End", `${end}${one.id}`),
        }),
      ),
      ...(sessions.length > 1 ? [controls(button("End all", `${end}all`, { style: "danger" }))] : []),
    ],
  };
};

export const sessionsEnded = (ended: readonly Session[]): Message => {
  const [one] = ended;
  if (one === undefined) return answer("There was no session to end.");
  return answer(
    ...(ended.length === 1
      ? ["The session at ", bold(one.browser), " has ended."]
      : [`${ended.length} sessions have ended.`]),
    " A new link in: ",
    code("/tocsin web"),
  );
};
