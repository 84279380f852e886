import { type Argument, argument } from "../command.ts";

/** The address of a page, as people paste it. */
export const address = (description: string): Argument<string> =>
  argument(
    {
      name: "address",
      expects: "an address such as `https://example.com/calendar.ics`",
      commas: true,
      read: (_ctx, text) => {
        const bare = text
          .trim()
          .replace(/^<([^|>]+)(?:\|[^>]*)?>$/u, "$1")
          .replace(/^\[[^\]]*\]\(([^)]+)\)$/u, "$1");
        return /^(?:https?|webcals?):\/\/\S+$/iu.test(bare) ? bare : undefined;
      },
    },
    description,
  );
