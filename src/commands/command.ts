import type { Permission } from "../domain/permission.ts";
import type { Form } from "../presentation/form.ts";
import type { Message, Option } from "../presentation/message.ts";
import type { CommandCtx } from "./context.ts";

/** Reads and completes one kind of value. */
export interface ArgumentType<T> {
  /** Shown in usage: `<severity>`. */
  readonly name: string;
  /** What would have been understood: "a severity such as `sev1`". */
  readonly expects: string;
  /** Is a comma a part of the value? Otherwise `tag:a,b` is two. */
  readonly commas?: boolean;
  /** Is no text at all a value too: a description emptied in a form? */
  readonly empty?: boolean;
  /** The value, or undefined for a word that is none; a Refusal for one that is but cannot be used. */
  read(ctx: CommandCtx, text: string): Promise<T | undefined> | T | undefined;
  /** The same where the value was given by the argument's name, so that nothing else can be meant; `read` unless set. */
  readNamed?(ctx: CommandCtx, text: string): Promise<T | undefined> | T | undefined;
  /** At most 25 visible rows by one indexed query; the dispatcher turns any failure into an empty list. */
  complete?(ctx: CommandCtx, typed: string): Promise<readonly Option[]>;
  /** The value where the word is left out: the incident of the thread one is in. */
  absent?(ctx: CommandCtx): Promise<T> | T;
}

declare const value: unique symbol;

/** One argument of a command; `T` is what `run` receives. */
export interface Argument<T> {
  readonly type: ArgumentType<unknown>;
  readonly description: string;
  /**
   * "word": one word or quotation. "rest": everything that follows. "named": `name:value` only. "flag": `--name`.
   * "asked": by a form alone, because it may be a secret: neither typed in a line nor registered.
   */
  readonly mode: "word" | "rest" | "named" | "flag" | "asked";
  readonly optional: boolean;
  /** May be given several times, also as `name!:value`. */
  readonly filter: boolean;
  readonly many: boolean;
  readonly [value]?: T;
}

/** What a filter was asked for: any of `is`, none of `not`. */
export interface Filter<T> {
  readonly is: readonly T[];
  readonly not: readonly T[];
}

export const argument = <T>(type: ArgumentType<T>, description: string): Argument<T> => ({
  type: type as ArgumentType<unknown>,
  description,
  mode: "word",
  optional: false,
  filter: false,
  many: false,
});

/** May be left out. */
export const optional = <T>(of: Argument<T>): Argument<T | undefined> =>
  ({ ...of, optional: true }) as Argument<T | undefined>;

/** Takes everything that follows: "20m ago". */
export const trailing = <T>(of: Argument<T>): Argument<T> => ({ ...of, mode: "rest" });

/** Is given as `name:value` only, and may be left out. */
export const named = <T>(of: Argument<T>): Argument<T | undefined> =>
  ({ ...of, mode: "named", optional: true }) as Argument<T | undefined>;

/** Is asked for by a form alone, where nobody else reads it; emptied there it is empty. */
export const asked = <T>(of: Argument<T>): Argument<T | undefined> =>
  ({ ...of, mode: "asked", optional: true }) as Argument<T | undefined>;

/** Does a form of this command ask for what may be a secret? */
export const asksSecrets = ({ args }: Pick<Command, "args">): boolean =>
  Object.values(args).some(({ mode }) => mode === "asked");

/** Is given as `name:value` any number of times. */
export const several = <T>(of: Argument<T>): Argument<readonly T[]> =>
  ({ ...of, mode: "named", optional: true, many: true }) as unknown as Argument<readonly T[]>;

/** Is given as `name:value` or `name!:value` any number of times. */
export const filter = <T>(of: Argument<T>): Argument<Filter<T>> =>
  ({ ...of, mode: "named", optional: true, many: true, filter: true }) as unknown as Argument<Filter<T>>;

export type Arguments = Readonly<Record<string, Argument<unknown>>>;
export type Values<A extends Arguments> = { readonly [K in keyof A]: A[K] extends Argument<infer T> ? T : never };

/** A command, declared once: parsing, registration, help, usage, completion and manifests come from this object. */
export interface Command<A extends Arguments = Arguments> {
  /** One to three words: "incident assign add". */
  readonly path: string;
  /** A sentence without a full stop, at most 100 characters. */
  readonly summary: string;
  readonly permission: Permission;
  /** Who sees the answer. */
  readonly answer: "private" | "public";
  readonly args: A;
  readonly examples?: readonly string[];
  /** What takes the words that are too many for this one. */
  readonly instead?: string;
  /** Shown instead of running when `when` holds. */
  readonly form?: {
    readonly when: (args: Values<A>) => boolean;
    readonly build: (ctx: CommandCtx, args: Values<A>) => Promise<Form> | Form;
  };
  readonly run: (ctx: CommandCtx, args: Values<A>) => Promise<Message>;
}

export const command = <const A extends Arguments>(declared: Command<A>): Command => declared as unknown as Command;

/** Another way to type a command: "incident mine" is "incident list" with its assignee given. Not registered on Discord. */
export interface Alias {
  readonly from: string;
  readonly to: string;
  readonly preset?: Readonly<Record<string, string>>;
}
