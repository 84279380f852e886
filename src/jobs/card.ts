import { isActive } from "../domain/incident/status.ts";
import type { IncidentView } from "../domain/incident/view.ts";
import { DeliveryError } from "../domain/refusal.ts";
import type { Messenger } from "../ports.ts";
import { incidentCard } from "../presentation/incident-card.ts";
import type { Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import {
  cardKey,
  giveUpCard,
  loadCard,
  type Posting,
  rememberEdited,
  rememberPosted,
} from "../services/posting/card.ts";
import { refreshedEvery } from "../services/posting/refresh.ts";
import { isArchivedRoom } from "../services/posting/room.ts";
import { sendOnce } from "../services/posting/send.ts";
import { inTurn } from "../services/posting/turn.ts";
import { settleOpen } from "../services/posting/withdraw.ts";
import { ctxOfJob } from "../services/system.ts";
import type { Deps } from "./deps.ts";
import { digestOf } from "./digest.ts";
import { isFinal, isPlaceGone } from "./gone.ts";
import type { DataOf } from "./worker.ts";

/**
 * Posts a card where there is none yet, else brings it up to date. An edit that would change nothing but the duration
 * waits until the duration is five minutes old.
 */
export const card = async (data: DataOf<"card">, deps: Deps): Promise<void> => {
  const ctx = await ctxOfJob(deps.ground, data);
  const loaded = ctx && (await loadCard(ctx, data.incident, data.posting));
  if (ctx === null || loaded === null) return settleOpen(deps.ground, deps.messengers, data.incident);
  const messenger = deps.messengers.for(loaded.posting.place);
  if (messenger === undefined) return;
  const now = ctx.now();
  const message = incidentCard(loaded.view, now);
  const shown = digestOf(incidentCard(loaded.view, loaded.view.incident.startedAt));
  const drawn = { ...loaded, message, shown };
  try {
    if (loaded.posting.message === undefined) await post(ctx, messenger, drawn);
    else if (!isFresh(drawn, now)) await edit(ctx, messenger, drawn);
  } catch (error) {
    if (!isFinal(error)) throw error;
    await refused(ctx, messenger, drawn, error);
  }
};

interface Drawn {
  readonly posting: Posting;
  readonly view: IncidentView;
  readonly message: Message;
  readonly shown: string;
}

/** Half a minute less than the interval, so that a beat that comes a little early is not missed. */
const freshFor = Temporal.Duration.from(refreshedEvery).subtract({ seconds: 30 });

const isFresh = ({ posting, view, shown }: Drawn, now: Temporal.Instant): boolean => {
  if (posting.shown !== shown || posting.shownAt === undefined) return false;
  return !isActive(view.incident.status) || Temporal.Instant.compare(posting.shownAt.add(freshFor), now) > 0;
};

const post = async (ctx: Ctx, messenger: Messenger, { posting, message, shown }: Drawn): Promise<void> => {
  const key = cardKey(posting.id);
  await sendOnce(ctx, messenger, {
    key,
    incident: posting.incident,
    place: posting.place,
    send: () => messenger.post(posting.place, message, key),
    remember: (tx, ref) => rememberPosted(ctx, tx, { posting, shown, ref }),
  });
};

const edit = async (ctx: Ctx, messenger: Messenger, { posting, message, shown }: Drawn): Promise<void> => {
  const { place, message: id = "" } = posting;
  await inTurn(ctx, messenger, place, () => messenger.edit({ place, message: id }, message));
  await rememberEdited(ctx, { posting, shown });
};

/** A place that is gone is reported; a card somebody deleted is not forced on them again. */
const refused = async (ctx: Ctx, messenger: Messenger, { posting, view }: Drawn, error: DeliveryError) => {
  if (await isArchivedRoom(ctx, posting)) {
    if (view.incident.status === "closed") return;
    throw new DeliveryError(error.platform, error.message);
  }
  if (await isPlaceGone(ctx, messenger, posting.place, error)) return;
  if (posting.message === undefined) throw error;
  await giveUpCard(ctx, posting, error.message);
};
