import { inOrderOfBundle } from "../domain/notify/delivery.ts";
import { DeliveryError } from "../domain/refusal.ts";
import { whyYou } from "../presentation/page.ts";
import { plain } from "../presentation/say.ts";
import { summaryMessage } from "../presentation/summary.ts";
import { bundleMessage, toldMessage } from "../presentation/told.ts";
import type { Ctx } from "../services/ctx.ts";
import { calmIfAnswered } from "../services/notify/calm.ts";
import { noteEnded, noteFailure, noteLeft, noteSent } from "../services/notify/outcome.ts";
import { type Ended, prepareDelivery, type Ready } from "../services/notify/prepare.ts";
import { loadSummary } from "../services/notify/summarize.ts";
import { noteBusy, noteTurn } from "../services/notify/turn.ts";
import { findOnce } from "../services/posting/find.ts";
import { type Deps, inWorkspace } from "./deps.ts";
import { type Composed, sendBy } from "./send-by.ts";
import type { Bundled } from "./send-outside.ts";
import { type Tellable, tellable } from "./tellable.ts";

/** Sends one message, with what was bundled into it; its row says how that ended. */
export const deliver = inWorkspace<"deliver">(async ({ delivery: id }, deps, ctx) => {
  const ready = await prepareDelivery(ctx, id);
  if (ready === null) return calmIfAnswered(ctx, id);
  if ("ended" in ready) await settle(ctx, deps, ready);
  else await send(ctx, deps, ready);
  if ("ended" in ready || ready.deliveries.some(({ isPage }) => isPage)) await calmIfAnswered(ctx, id);
});

/**
 * What nobody is to be told any more is not sent again; where an earlier try of it arrived, it is known as sent. In a chat
 * that is closed to us nothing is found.
 */
const settle = async (ctx: Ctx, { messengers }: Deps, { tried, ended }: Ended): Promise<void> => {
  const { id, key } = tried;
  const found = await findOnce(ctx, messengers, {
    key,
    remember: (tx, message) => noteSent(ctx, tx, id, { message }),
  }).catch((error: unknown) => {
    if (error instanceof DeliveryError && error.permanent) return null;
    throw error;
  });
  if (found === null) await noteEnded(ctx, id, ended);
};

const send = async (ctx: Ctx, deps: Deps, ready: Ready): Promise<void> => {
  const [delivery] = ready.deliveries;
  const { id } = delivery;
  try {
    const { outside } = await sendBy(ctx, deps, {
      delivery,
      compose: () => compose(ctx, deps, ready),
      remember: (tx, ref) => noteSent(ctx, tx, id, { message: ref }),
    });
    if (outside) await noteLeft(ctx, id, ready.uncertain);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.turn !== undefined) {
      await noteTurn(ctx, delivery, error.turn);
      throw error;
    }
    if (error.busy) return noteBusy(ctx, delivery, error.retryAfter);
    deps.log.warn({ err: error, delivery: id }, "A message did not go out.");
    const { message: why, permanent, uncertain, retryAfter } = error;
    await noteFailure(ctx, id, { why, permanent, uncertain, ...(retryAfter === undefined ? {} : { retryAfter }) });
  }
};

const compose = async (ctx: Ctx, deps: Deps, { deliveries }: Ready): Promise<Composed> => {
  const [carrier] = deliveries;
  if (carrier.about === "summary") {
    const loaded = await loadSummary(ctx, carrier);
    if (loaded === null) throw gone();
    return { message: summaryMessage(loaded.summary), about: { type: "notice" } };
  }
  const listed = await tellable(ctx, deps, deliveries.toSorted(inOrderOfBundle));
  const all = listed.map(({ told }) => told);
  const [first] = all;
  if (first === undefined) throw gone();
  const bundled = all.length > 1;
  return {
    message: bundled ? bundleMessage(all, ctx.now()) : toldMessage(first, ctx.now()),
    about: {
      ...(first.permalink === undefined ? {} : { permalink: first.permalink }),
      ...(bundled ? { type: "bundle", bundled: listed.map((one) => partOf(one, ctx.now())) } : {}),
      urgent: first.about === "page" && first.incident.incident.severity?.urgent === true,
      reason: plain(whyYou(first)),
    },
  };
};

const gone = (): DeliveryError => new DeliveryError("chat", "Its incident is gone.", { permanent: true });

/** Machines are told each of them as if it had come alone. */
const partOf = ({ delivery, told }: Tellable, now: Temporal.Instant): Bundled => {
  const { isPage, incident, entry, createdAt: at } = delivery;
  return {
    message: toldMessage(told, now),
    at,
    ...(isPage ? { type: "page" as const } : {}),
    ...(incident === undefined ? {} : { incident }),
    ...(entry === undefined ? {} : { entry }),
  };
};
