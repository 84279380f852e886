import { rest } from "../../../src/commands/arguments/plain.ts";
import { type Argument, argument } from "../../../src/commands/command.ts";

export { rest };

/** One word out of three, which can be completed. */
export const word = (description: string): Argument<string> =>
  argument(
    {
      name: "word",
      expects: "a word",
      read: (_ctx, text) => text,
      complete: async (_ctx, typed) =>
        ["alpha", "beta", "gamma"].filter((one) => one.startsWith(typed)).map((one) => ({ label: one, value: one })),
    },
    description,
  );
