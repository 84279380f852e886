import type { EntryId, IncidentId, PersonId } from "../domain/ids.ts";
import { DeliveryError } from "../domain/refusal.ts";
import { type LetterType, typeOfEntry } from "../domain/target/facts.ts";
import type { Letter } from "../presentation/letter.ts";
import type { Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import { attemptedBy, noteOutcome } from "../services/target/outcome.ts";
import { type OutsideRef, openOutgoing } from "../services/target/outgoing.ts";
import type { Deps } from "./deps.ts";

/** One of the messages of a bundle. */
export type Bundled = Pick<ForOutside, "message" | "type" | "incident" | "entry" | "at">;

/** A message for a mailbox or a target. */
export interface ForOutside {
  readonly to: OutsideRef;
  readonly message: Message;
  /** The same for every try: it makes the Message-ID or webhook-id. */
  readonly key: string;
  /** What kind of news it is; by its entry where it is not said. */
  readonly type?: LetterType;
  readonly incident?: IncidentId;
  readonly entry?: EntryId;
  /** Whose zone times are written in. */
  readonly reader?: PersonId;
  readonly permalink?: string;
  readonly urgent?: boolean;
  readonly reason?: string;
  /** What a bundle holds. */
  readonly bundled?: readonly Bundled[];
  /** When it happened; now where nothing did. */
  readonly at?: Temporal.Instant;
}

/**
 * Sends to an address outside chat, and notes how a target fared. Gives what the other side said; throws a
 * DeliveryError, whose `uncertain` says that it may have arrived all the same. There is nobody to ask: a repeat is told
 * by its key alone.
 */
export const sendOutside = async (
  ctx: Ctx,
  { outside }: Pick<Deps, "outside">,
  { to, message, key, type, ...about }: ForOutside,
): Promise<string> => {
  const opened = await openOutgoing(ctx, outside, to, about);
  if (opened.kind === "closed") throw new DeliveryError("outside", opened.why, { permanent: true });
  const { facts, zone } = opened;
  const { permalink, urgent, reason, at = facts.entry?.entry.at ?? ctx.now() } = about;
  const bundled = (about.bundled ?? []).flatMap((one, i): readonly Letter[] => {
    const of = opened.bundled[i];
    if (of === undefined) return [];
    return [{ type: one.type ?? typeFor(of), message: one.message, facts: of, zone, at: one.at ?? at }];
  });
  const letter: Letter = {
    type: type ?? typeFor(facts),
    message,
    facts,
    zone,
    at,
    ...(permalink === undefined ? {} : { permalink }),
    ...(urgent === undefined ? {} : { urgent }),
    ...(reason === undefined ? {} : { reason }),
    ...(bundled.length === 0 ? {} : { bundled }),
  };
  const { target } = opened;
  const note = async (attempted: ReturnType<typeof attemptedBy>) => {
    if (target !== undefined && attempted !== undefined) {
      await ctx.transact((tx) => noteOutcome(ctx, tx, target.id, attempted));
    }
  };
  try {
    const said = await outside.outbox.direct(opened.to, letter, key);
    await note({ ok: true });
    return said;
  } catch (error) {
    await note(attemptedBy(error));
    throw error;
  }
};

const typeFor = ({ entry }: Letter["facts"]): LetterType =>
  entry === undefined ? "notice" : typeOfEntry(entry.entry.kind);
