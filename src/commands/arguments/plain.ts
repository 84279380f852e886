import { type Argument, type ArgumentType, argument, trailing } from "../command.ts";

const words: ArgumentType<string> = { name: "text", expects: "some words", read: (_ctx, text) => text };

/** Everything that follows, verbatim. */
export const rest = (description: string): Argument<string> =>
  trailing(argument({ ...words, empty: true }, description));

/** One word, or one "quotation". */
export const word = (description: string): Argument<string> =>
  argument({ ...words, name: "word", expects: "one word" }, description);

/** Is it there or not: `--private`. */
export const flag = (description: string): Argument<boolean> => ({
  ...argument(
    {
      name: "yes",
      expects: "`yes` or `no`",
      read: (_ctx, text) =>
        /^(yes|true|on|1)$/i.test(text) ? true : /^(no|false|off|0)$/i.test(text) ? false : undefined,
    },
    description,
  ),
  mode: "flag",
  optional: true,
});

/** `on` or `off`. */
export const onOff = (description: string): Argument<boolean> =>
  argument(
    {
      name: "on|off",
      expects: "`on` or `off`",
      read: (_ctx, text) => (/^(on|yes)$/i.test(text) ? true : /^(off|no)$/i.test(text) ? false : undefined),
      complete: async () => [
        { label: "on", value: "on" },
        { label: "off", value: "off" },
      ],
    },
    description,
  );

/** One of a few fixed words. */
export const choice = <const T extends readonly [string, ...string[]]>(
  values: T,
  description: string,
): Argument<T[number]> =>
  argument(
    {
      name: values.join("|"),
      expects: `${values.length > 1 ? "one of " : ""}${values.map((value) => `\`${value}\``).join(", ")}`,
      read: (_ctx, text) => {
        const typed = text.toLowerCase();
        return values.find((value) => value === typed) ?? values.find((value) => `${value}s` === typed);
      },
      complete: async (_ctx, typed) =>
        values.filter((value) => value.startsWith(typed.toLowerCase())).map((value) => ({ label: value, value })),
    },
    description,
  );

/** A whole number from `least` on. */
export const number = (description: string, least = 1): Argument<number> =>
  argument(
    {
      name: "number",
      expects: `a whole number from ${least} on`,
      read: (_ctx, text) => {
        const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
        return value >= least ? value : undefined;
      },
    },
    description,
  );

/** An IANA time zone. */
export const zone = (description: string): Argument<string> =>
  argument(
    {
      name: "zone",
      expects: "a time zone such as `Europe/Berlin`",
      read: (_ctx, text) => zones().find((name) => name.toLowerCase() === text.toLowerCase()),
      complete: async (_ctx, typed) =>
        zones()
          .filter((name) => name.toLowerCase().includes(typed.toLowerCase()))
          .slice(0, 25)
          .map((name) => ({ label: name, value: name })),
    },
    description,
  );

let known: readonly string[] | undefined;

const zones = (): readonly string[] => {
  known ??= ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
  return known;
};
