import { inspect } from "node:util";

/** A value that shows itself only when asked by name: in a log, an error or JSON it is "[secret]". */
export interface Secret {
  reveal(): string;
}

const hidden = "[secret]";

export const secret = (value: string): Secret => ({
  reveal: () => value,
  ...{ toString: () => hidden, toJSON: () => hidden, [inspect.custom]: () => hidden },
});

/** Blots the given secrets out of a text. */
export const blot = (text: string, secrets: readonly Secret[]): string =>
  secrets.reduce((blotted, one) => blotted.replaceAll(one.reveal(), hidden), text);
