import type { Argument, Command } from "./command.ts";

/** A command in a list of many: without its named arguments and flags, which its own help tells. */
export const brief = (command: Command): string =>
  [
    `/${command.path}`,
    ...Object.entries(command.args).flatMap(([name, argument]) =>
      argument.mode === "word" || argument.mode === "rest" ? shape(name, argument) : [],
    ),
  ].join(" ");

/** One line: "Usage: `/incident open [severity] <title>`". Named arguments are listed by help. */
export const usage = (command: Command): string => `Usage: \`${synopsis(command)}\``;

export const synopsis = (command: Command): string =>
  [`/${command.path}`, ...Object.entries(command.args).flatMap(([name, argument]) => shape(name, argument))].join(" ");

const shape = (name: string, argument: Argument<unknown>): readonly string[] => {
  switch (argument.mode) {
    case "word":
    case "rest": {
      const words = argument.mode === "rest" ? `${name} …` : name;
      return [argument.optional || argument.type.absent !== undefined ? `[${words}]` : `<${words}>`];
    }
    case "named":
      return [`[${name}:…]`];
    case "flag":
      return [`[--${name}]`];
    case "asked":
      return [];
  }
};
