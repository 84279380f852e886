import type { PersonId } from "../domain/ids.ts";
import type { Place } from "../domain/place.ts";

/** A run of text. Every string in it is hostile until a platform's `render` has escaped it. */
export type Inline =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly style?: "bold" | "italic" | "strike";
    }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "person";
      readonly person: PersonId;
      readonly name: string;
    }
  | { readonly kind: "chat"; readonly place: Place; readonly name: string }
  /** A Slack user group or a Discord role: pinged where it is one, named elsewhere. */
  | { readonly kind: "group"; readonly place: Pick<Place, "connection">; readonly group: string; readonly name: string }
  | {
      readonly kind: "time";
      readonly at: Temporal.Instant;
      readonly as: "moment" | "relative" | "date" | "clock";
    }
  | { readonly kind: "duration"; readonly of: Temporal.Duration }
  | { readonly kind: "link"; readonly url: string; readonly text: string }
  | { readonly kind: "break" };

/** A button carries a command line. Its id on the wire is `<n>|<occurrence>|<line>`. */
export interface Button {
  readonly label: string;
  readonly line: string;
  readonly style?: "primary" | "danger";
  /** Asked before the press counts. */
  readonly confirm?: string;
  /** The occurrence of the incident it was drawn for; a press from an earlier one changes nothing. */
  readonly occurrence?: number;
}

export interface LinkButton {
  readonly label: string;
  readonly url: string;
}

export interface Option {
  readonly label: string;
  readonly value: string;
  readonly detail?: string;
}

/** A select: its line names the open argument last ("incident severity inc-42 severity:"). */
export interface Select {
  readonly line: string;
  readonly placeholder: string;
  readonly options: readonly Option[] | { readonly complete: string };
  readonly initial?: string;
  readonly occurrence?: number;
}

export interface Field {
  readonly label: string;
  readonly value: readonly Inline[];
}

export type Control =
  | ({ readonly kind: "button" } & Button)
  | ({ readonly kind: "link-button" } & LinkButton)
  | ({ readonly kind: "select" } & Select);

export type Block =
  | { readonly kind: "heading"; readonly text: string }
  | {
      readonly kind: "paragraph";
      readonly content: readonly Inline[];
      readonly control?: Control;
    }
  | { readonly kind: "quote"; readonly content: readonly Inline[] }
  | { readonly kind: "list"; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: "fields"; readonly fields: readonly Field[] }
  | { readonly kind: "note"; readonly content: readonly Inline[] }
  | { readonly kind: "preformatted"; readonly text: string }
  | { readonly kind: "controls"; readonly controls: readonly Control[] }
  | { readonly kind: "divider" };

export interface File {
  readonly name: string;
  readonly mediaType: string;
  readonly alt: string;
  readonly bytes: Uint8Array;
}

/** What is said, for every platform alike. `summary` is what a notification or a screen reader says. */
export interface Message {
  readonly summary: string;
  readonly blocks: readonly Block[];
  /** Six hexadecimal digits after "#". */
  readonly colour?: string;
  readonly files?: readonly File[];
  /** What a forum files it under, as far as it has tags of those names. */
  readonly filed?: { readonly status: string; readonly severity: readonly string[] };
  /** People who may be pinged by this message; everybody else is only named. */
  readonly pings?: readonly PersonId[];
}
