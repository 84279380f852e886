import type { Option } from "./message.ts";

/** One question of a form. `name` is the argument it answers. */
export type Input = {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
} & (
  | {
      readonly kind: "text";
      readonly initial?: string;
      readonly long?: boolean;
      readonly max?: number;
      readonly placeholder?: string;
    }
  | {
      readonly kind: "choice";
      readonly options: readonly Option[];
      readonly initial?: string;
    }
  | {
      readonly kind: "search";
      readonly complete: string;
      readonly many?: boolean;
      readonly initial?: readonly Option[];
    }
);

/**
 * A form is a command whose missing arguments are asked for; it comes back as `readOptions(path, values)`.
 * At most five inputs (Discord's limit).
 */
export interface Form {
  readonly path: string;
  readonly title: string;
  readonly submit: string;
  readonly inputs: readonly Input[];
  /** Arguments already known, carried along unseen. */
  readonly known: Readonly<Record<string, string>>;
}
