import type { Facts, LetterType } from "../domain/target/facts.ts";
import type { Message } from "./message.ts";

/** What is sent to an address outside chat: the words, and what they are about. */
export interface Letter {
  readonly type: LetterType;
  readonly message: Message;
  readonly facts: Facts;
  /** When it happened. */
  readonly at: Temporal.Instant;
  /** IANA zone of the reader, in which times are written out. */
  readonly zone: string;
  /** The incident's card or what else it is about, for a browser. */
  readonly permalink?: string;
  /** A page may ring through what a phone keeps silent. */
  readonly urgent?: boolean;
  /** Why the reader gets it: "the policy nights, step 2". */
  readonly reason?: string;
  /** What a bundle holds, pages first. */
  readonly bundled?: readonly Letter[];
}
