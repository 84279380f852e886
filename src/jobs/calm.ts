import { inOrderOfBundle } from "../domain/notify/delivery.ts";
import type { Told } from "../domain/notify/delivery-view.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Message } from "../presentation/message.ts";
import { bundleMessage, toldMessage } from "../presentation/told.ts";
import type { Ctx } from "../services/ctx.ts";
import { type Calming, noteCalmed, pagesToCalm } from "../services/notify/calm.ts";
import { inTurn } from "../services/posting/turn.ts";
import { type Deps, inWorkspace } from "./deps.ts";
import { isFinal } from "./gone.ts";
import { tellable } from "./tellable.ts";

/**
 * Takes the buttons off the pages of an incident that ask for nothing any more: each message is brought up to date where
 * it stands, and calls nobody again. One that cannot be reached now keeps no other waiting.
 */
export const calm = inWorkspace<"calm">(async ({ incident }, deps, ctx) => {
  const troubles: unknown[] = [];
  for (const calming of await pagesToCalm(ctx, incident)) {
    try {
      await calmOne(ctx, deps, calming);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      troubles.push(error);
    }
  }
  const [trouble] = troubles;
  if (trouble !== undefined) throw trouble;
});

const calmOne = async (ctx: Ctx, deps: Deps, calming: Calming): Promise<void> => {
  const message = await draw(ctx, deps, calming);
  const { place } = calming.message;
  try {
    const messenger = deps.messengers.for(place);
    if (messenger !== undefined && message !== null) {
      await inTurn(ctx, messenger, place, () => messenger.edit(calming.message, message));
    }
  } catch (error) {
    if (!isFinal(error)) throw error;
    deps.log.info({ err: error, place }, "A page that was answered could not be changed.");
  }
  await noteCalmed(ctx, calming.calmed);
};

const draw = async (ctx: Ctx, deps: Deps, { parts, sentAt }: Calming): Promise<Message | null> => {
  const told: Told[] = [];
  for (const { delivery, calm: isCalm } of parts.toSorted((a, b) => inOrderOfBundle(a.delivery, b.delivery))) {
    const [one] = await tellable(ctx, deps, [delivery]);
    if (one !== undefined) told.push({ ...one, sentAt, calm: isCalm });
  }
  const [first] = told;
  if (first === undefined) return null;
  const { pings: _, ...message } = told.length > 1 ? bundleMessage(told, ctx.now()) : toldMessage(first, ctx.now());
  return message;
};
