import type { FeedView } from "../domain/oncall/feed-view.ts";
import type { Block, Message } from "./message.ts";
import { ago, also, answer, bold, button, code, controls, newline, note, words } from "./say.ts";

/** An address for a calendar application, told this once. */
export const feedMade = (address: string, schedule?: { readonly name: string }): Message =>
  also(
    answer(
      "Subscribe to this address in your calendar application to see ",
      ...(schedule === undefined ? ["your shifts in every schedule"] : ["who is on call by ", bold(schedule.name)]),
      ":",
      newline,
      code(address),
    ),
    note(
      "It is shown only now, and whoever knows it can read it. Revoke it with ",
      code("/oncall feed list"),
      " when it is no longer used.",
    ),
  );

/** Somebody's addresses, each with a button that revokes it. */
export const feedList = (feeds: readonly FeedView[]): Message => {
  const make = controls(button("Make one of my shifts", "oncall feed make"));
  if (feeds.length === 0) {
    return also(answer("No calendar application reads your shifts, or a schedule for you."), make);
  }
  return {
    summary: feeds.length === 1 ? "1 calendar" : `${feeds.length} calendars`,
    blocks: [
      ...feeds.map(
        ({ id, schedule, createdAt, readAt }): Block => ({
          kind: "paragraph",
          content: words(
            bold(schedule?.name ?? "My shifts"),
            newline,
            "made ",
            ago(createdAt),
            readAt === undefined ? ", never read" : [", read ", ago(readAt)],
          ),
          control: button("Revoke", `oncall feed revoke ${id}`),
        }),
      ),
      make,
    ],
  };
};

export const feedsRevoked = (count: number): Message =>
  answer(
    count === 1
      ? "That calendar is revoked: nothing is read at its address any more."
      : count === 0
        ? "There was no calendar to revoke."
        : `${count} calendars are revoked: nothing is read at their addresses any more.`,
  );
