import { inOrderOfBundle } from "../domain/notify/delivery.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Message } from "../presentation/message.ts";
import { bundleMessage, toldMessage } from "../presentation/told.ts";
import type { Ctx } from "../services/ctx.ts";
import { type Calming, noteCalmed, pagesToCalm } from "../services/notify/calm.ts";
import { inTurn } from "../services/posting/turn.ts";
import { type Deps, inWorkspace } from "./deps.ts";
import { isFinal } from "./gone.ts";
import { type Tellable, tellable } from "./tellable.ts";

/**
 * Takes the buttons off the pages of an incident that ask for nothing any more: each message is brought up to date where
 * it stands, and calls nobody again. One that cannot be reached now keeps no other waiting.
 */
export const calm = inWorkspace<"calm">(async ({ incident }, deps, ctx) => {
  const all = await pagesToCalm(ctx, incident);
  const parts = all.flatMap((one) => one.parts.map(({ delivery }) => delivery));
  const listed = (await tellable(ctx, deps, parts)).toSorted((a, b) => inOrderOfBundle(a.delivery, b.delivery));
  const troubles: unknown[] = [];
  for (const calming of all) {
    try {
      await calmOne(ctx, deps, calming, draw(calming, listed, ctx.now()));
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      troubles.push(error);
    }
  }
  const [trouble] = troubles;
  if (trouble !== undefined) throw trouble;
});

const calmOne = async (ctx: Ctx, deps: Deps, { message: ref, calmed }: Calming, message: Message | null) => {
  const { place } = ref;
  try {
    const messenger = deps.messengers.for(place);
    if (messenger !== undefined && message !== null) {
      await inTurn(ctx, messenger, place, () => messenger.edit(ref, message));
    }
  } catch (error) {
    if (!isFinal(error)) throw error;
    deps.log.info({ err: error, place }, "A page that was answered could not be changed.");
  }
  await noteCalmed(ctx, calmed);
};

/** The message as it is to stand there; null where everything it was about is gone. */
const draw = ({ parts, sentAt }: Calming, listed: readonly Tellable[], now: Temporal.Instant): Message | null => {
  const told = listed.flatMap((one) => {
    const part = parts.find(({ delivery }) => delivery.id === one.delivery.id);
    return part === undefined ? [] : [{ ...one.told, sentAt, calm: part.calm, hidden: part.hidden }];
  });
  const [first] = told;
  if (first === undefined) return null;
  const { pings: _, ...message } = told.length > 1 ? bundleMessage(told, now) : toldMessage(first, now);
  return message;
};
