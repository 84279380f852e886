import type { Place } from "../domain/place.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Messenger } from "../ports.ts";
import { banner as bannerMessage } from "../presentation/banner.ts";
import type { Ctx } from "../services/ctx.ts";
import { bannerKey, dropBanner, loadBanner, rememberBanner, type Wearing } from "../services/posting/banner.ts";
import { cardPermalink } from "../services/posting/permalink.ts";
import { refreshedEvery } from "../services/posting/refresh.ts";
import { sendOnce } from "../services/posting/send.ts";
import { inTurn } from "../services/posting/turn.ts";
import { type Deps, inWorkspace } from "./deps.ts";
import { digestOf } from "./digest.ts";
import { isFinal, isPlaceGone } from "./gone.ts";

type Due = NonNullable<Wearing["due"]>;

/** Pins, brings up to date or takes off the banner of one place. */
export const banner = inWorkspace<"banner">(async ({ place }, deps, ctx) => {
  const messenger = deps.messengers.for(place);
  if (messenger?.pins === undefined) return;
  const { worn, unpinned, due } = await loadBanner(ctx, place);
  if (due === undefined) {
    const there = worn ?? unpinned;
    if (there !== undefined) await dropBanner(ctx, place, there);
    return;
  }
  try {
    await wear(ctx, { deps, messenger, place }, due, worn);
  } catch (error) {
    if (!isFinal(error)) throw error;
    if (await isPlaceGone(ctx, messenger, place, error)) return;
    // Somebody deleted or unpinned it: it is pinned anew with the next change.
    if (worn !== undefined) await dropBanner(ctx, place, worn);
    else deps.log.warn({ err: error, place }, "A banner could not be pinned.");
  }
});

interface At {
  readonly deps: Deps;
  readonly messenger: Messenger;
  readonly place: Place;
}

const freshFor = Temporal.Duration.from(refreshedEvery).subtract({ seconds: 30 });

const wear = async (ctx: Ctx, at: At, due: Due, worn: Wearing["worn"]): Promise<void> => {
  const { deps, messenger, place } = at;
  const { incident, lesser, posting } = due;
  const permalink = posting && (await cardPermalink(ctx, deps.messengers, posting));
  const drawnAt = (now: Temporal.Instant) =>
    bannerMessage({ gravest: incident, lesser, ...(permalink === undefined ? {} : { permalink }) }, now);
  const now = ctx.now();
  // Without its duration, but not without its start: a start that was moved shows at once.
  const shown = `${digestOf(drawnAt(incident.startedAt))} ${incident.startedAt}`;
  const chat = { connection: place.connection, chat: place.chat };
  if (worn === undefined) {
    const key = bannerKey(chat);
    const ref = await sendOnce(ctx, messenger, {
      key,
      place: chat,
      send: () => messenger.post(chat, drawnAt(now), key),
    });
    // Pinned before it is remembered: a repeat pins once more, which changes nothing.
    await pin(messenger, ref);
    return ctx.transact((tx) => rememberBanner(ctx, tx, { ref: { ...ref, place: chat }, shown }));
  }
  const isFresh = worn.shownAt !== undefined && Temporal.Instant.compare(worn.shownAt.add(freshFor), now) > 0;
  if (worn.shown === shown && isFresh) return;
  const ref = { place: chat, message: worn.message };
  await inTurn(ctx, messenger, chat, () => messenger.edit(ref, drawnAt(now)));
  await ctx.transact((tx) => rememberBanner(ctx, tx, { ref, shown }));
};

/** A place that allows no more pins still has the message. */
const pin = async (messenger: Messenger, ref: Parameters<NonNullable<Messenger["pins"]>["pin"]>[0]): Promise<void> => {
  try {
    await messenger.pins?.pin(ref);
  } catch (error) {
    if (!(error instanceof DeliveryError && error.permanent)) throw error;
  }
};
