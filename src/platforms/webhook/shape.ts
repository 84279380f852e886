import type { Destination, SettingsOf, TargetKind } from "../../domain/target/kinds.ts";
import type { Letter } from "../../presentation/letter.ts";
import type { Answer, Call } from "./http.ts";

/** What a request is made of besides the letter. */
export interface Sending {
  /** The same for every try at one message. */
  readonly key: string;
  readonly now: Temporal.Instant;
  /** Where people reach us. */
  readonly url: string | undefined;
}

/** How one service wants to be called, and how it says no. */
export interface Shape<K extends Exclude<TargetKind, "email">> {
  /** What people call it. */
  readonly service: string;
  call(
    settings: Extract<Destination, { readonly kind: K }>["settings"] & SettingsOf<K>,
    letter: Letter,
    sending: Sending,
  ): Pick<Call, "method" | "url" | "headers"> & { readonly body?: string };
  /** Throws where the service refuses in words of its own; every failing status is refused besides. */
  refuse?(answer: Answer): void;
}

/** JSON that every parser takes: half a character, which JavaScript lets stand in a text, is none. */
export const jsonOf = (body: unknown): string =>
  JSON.stringify(body, (_, value: unknown) => (typeof value === "string" ? value.toWellFormed() : value));

export const asJson = (body: object) => ({
  headers: { "content-type": "application/json; charset=utf-8" },
  body: jsonOf(body),
});

export const asForm = (fields: Readonly<Record<string, string | undefined>>) => ({
  headers: { "content-type": "application/x-www-form-urlencoded; charset=utf-8" },
  body: new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString(),
});
