import type { IncidentId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Messenger } from "../../ports.ts";
import type { Tx } from "../../store/database.ts";
import { claimSend, forgetSend, leaveOpen, pauseChat, rememberSend } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";

export interface Once {
  /** Names what, to whom and which occurrence: the same key is never sent twice. */
  readonly key: string;
  readonly incident?: IncidentId;
  readonly place: Place;
  readonly send: () => Promise<MessageRef>;
  /** The key of the send it is a part of. */
  readonly partOf?: string;
  /** What else is true from then on, remembered in the same transaction. */
  readonly remember?: (tx: Tx, ref: MessageRef) => Promise<void>;
}

/**
 * Sends a message once, however often it is called. The send is written down before it is tried; where an earlier try
 * left its fate open (its process died, its answer never came) the platform is asked before anything is sent again.
 */
export const sendOnce = async (
  ctx: Ctx,
  messenger: Pick<Messenger, "platform" | "find">,
  once: Once,
): Promise<MessageRef> => {
  permit(ctx.actor, "incident.view");
  const { key, place } = once;
  const about = {
    ...(once.incident === undefined ? {} : { incident: once.incident }),
    ...(once.partOf === undefined ? {} : { partOf: once.partOf }),
  };
  const claim = await ctx.transact((tx) => claimSend(tx, ctx.workspace, { key, place, at: ctx.now(), ...about }));
  if (claim.kind === "sent") return claim.ref;
  if (claim.kind === "busy" || claim.kind === "paused") {
    const retryAfter = Math.max(1, Math.ceil(ctx.now().until(claim.until).total("seconds")));
    throw new DeliveryError(messenger.platform, whyWait[claim.kind], { retryAfter });
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

const whyWait = {
  busy: "Somebody else is sending this very message.",
  paused: "This chat waits because its platform asked for it.",
} as const;

const tried = async (ctx: Ctx, { key, place }: Once, send: Once["send"]): Promise<MessageRef> => {
  try {
    return await send();
  } catch (error) {
    await ctx.transact(async (tx) => {
      if (!isUnsent(error)) return leaveOpen(tx, ctx.workspace, key, ctx.now());
      await forgetSend(tx, ctx.workspace, key);
      if (error.retryAfter === undefined) return;
      const until = ctx.now().add({ milliseconds: Math.ceil(error.retryAfter * 1000) });
      await pauseChat(tx, ctx.workspace, place, until);
    });
    throw error;
  }
};

/** Did the platform say no? Every other failure leaves open whether the message arrived. */
const isUnsent = (error: unknown): error is DeliveryError =>
  error instanceof DeliveryError && (error.permanent || error.retryAfter !== undefined);
