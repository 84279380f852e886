import type { IncidentId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Messenger } from "../../ports.ts";
import type { Tx } from "../../store/database.ts";
import { claimSend, forgetSend, leaveOpen, rememberSend } from "../../store/sent.ts";
import { type Asking, pauseChat } from "../../store/turns.ts";
import type { Ctx } from "../ctx.ts";
import { askingOf, notYet, pauseOf } from "./turn.ts";

export interface Once {
  /** Names what, to whom and which occurrence: the same key is never sent twice. */
  readonly key: string;
  readonly incident?: IncidentId;
  readonly place: Place;
  readonly send: () => Promise<MessageRef>;
  /** The key of the send it is a part of. */
  readonly partOf?: string;
  /** Where several wait for their turn in its chat; "others" unless said otherwise. */
  readonly line?: Asking["line"];
  /** What else is true from then on, remembered in the same transaction. */
  readonly remember?: (tx: Tx, ref: MessageRef) => Promise<void>;
}

/**
 * Sends a message once, however often it is called. The send is written down before it is tried; where an earlier try
 * left its fate open (its process died, its answer never came) the platform is asked before anything is sent again.
 * Throws a DeliveryError with the instant of its turn while its chat is not free for it.
 */
export const sendOnce = async (
  ctx: Ctx,
  messenger: Pick<Messenger, "platform" | "find" | "pace">,
  once: Once,
): Promise<MessageRef> => {
  permit(ctx.actor, "incident.view");
  const { key, place } = once;
  const about = {
    ...(once.incident === undefined ? {} : { incident: once.incident }),
    ...(once.partOf === undefined ? {} : { partOf: once.partOf }),
  };
  const asking = { ...askingOf(ctx, messenger, place, once.line), place };
  const claim = await ctx.transact((tx) => claimSend(tx, ctx.workspace, { key, ...asking, ...about }));
  if (claim.kind === "sent") return claim.ref;
  if (claim.kind === "waits") throw notYet(messenger.platform, claim.until);
  if (claim.kind === "busy") {
    const retryAfter = Math.max(1, Math.ceil(ctx.now().until(claim.until).total("seconds")));
    throw new DeliveryError(messenger.platform, "Somebody else is sending this very message.", {
      retryAfter,
      busy: true,
    });
  }
  const ref = await tried(ctx, once, async () => {
    // Clocks differ: the platform's stamp may lie before the instant we wrote down.
    const since = claim.kind === "open" ? claim.since.subtract({ minutes: 1 }) : undefined;
    const found = since === undefined ? null : await messenger.find(place, key, since);
    return found ?? (await once.send());
  });
  await ctx.transact(async (tx) => {
    await rememberSend(tx, ctx.workspace, key, ref);
    await once.remember?.(tx, ref);
  });
  return ref;
};

const tried = async (ctx: Ctx, { key, place }: Once, send: Once["send"]): Promise<MessageRef> => {
  try {
    return await send();
  } catch (error) {
    await ctx.transact(async (tx) => {
      const until = pauseOf(ctx, error);
      if (until !== undefined) await pauseChat(tx, ctx.workspace, place, until);
      if (isUnsent(error)) await forgetSend(tx, ctx.workspace, key);
      else await leaveOpen(tx, ctx.workspace, key, ctx.now());
    });
    throw error;
  }
};

/** Did the platform say no? Every other failure leaves open whether the message arrived. */
const isUnsent = (error: unknown): error is DeliveryError =>
  error instanceof DeliveryError && (error.permanent || error.retryAfter !== undefined);
