import type { ChannelId, IncidentId, TeamId } from "../../domain/ids.ts";
import { eventKey } from "../../domain/incident/incident.ts";
import { type Opening, open } from "../../domain/incident/open.ts";
import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import { channelsMappedTo, isAnythingMapped } from "../../store/mappings.ts";
import { membersOf } from "../../store/people-find.ts";
import { findIncidentAt } from "../../store/places.ts";
import { by, type Ctx } from "../ctx.ts";
import { linkEvent } from "../notify/event-storm.ts";
import { channelsNamed, peopleNamed } from "./references.ts";
import { saveOpening } from "./save.ts";

/** What is asked for, and where. */
export interface Wanted extends Omit<Opening, "mentioned" | "members"> {
  /** The chat channel it was typed in: the incident goes to every channel mapped there. */
  readonly place?: Place;
}

export interface Opened {
  readonly id: IncidentId;
  readonly number: number;
  readonly channels: readonly { readonly id: ChannelId; readonly key: string }[];
  /** Is any of its channels shown anywhere in chat? */
  readonly shown: boolean;
  /** `#words` of the description that name no channel. */
  readonly unknown: readonly string[];
}

/**
 * Opens an incident. It is delivered to the channels asked for, to those named in the description, and to those mapped
 * to the place it was opened in. A thread that is given becomes its own, unless it already belongs to another.
 */
export const openIncident = async (ctx: Ctx, wanted: Wanted): Promise<Opened> => {
  permit(ctx.actor, "incident.open");
  const { place, ...asked } = wanted;
  return ctx.transact(async (tx) => {
    await refuseTakenThread(ctx, tx, wanted.thread);
    const [named, here, members, mentioned] = await Promise.all([
      channelsNamed(ctx, tx, wanted.description ?? ""),
      place === undefined ? [] : channelsMappedTo(tx, ctx.workspace, place),
      membersOf(tx, ctx.workspace, teamsIn(wanted)),
      peopleNamed(ctx, tx, null, wanted.description ?? ""),
    ]);
    const channels = [
      ...new Map([...here, ...named.channels].filter(({ builtIn }) => !builtIn).map((one) => [one.id, one])).values(),
    ];
    const delivered = [...new Set([...(wanted.channels ?? []), ...channels.map(({ id }) => id)])];
    const deciding = by(ctx);
    const [mapped, saved] = await Promise.all([
      isAnythingMapped(tx, ctx.workspace, delivered),
      saveOpening(ctx, tx, open({ ...asked, channels: delivered, members, mentioned }, deciding), deciding),
    ]);
    if (wanted.source?.id !== undefined)
      await linkEvent(ctx, tx, saved.id, eventKey(wanted.source.kind, wanted.source.id));
    const shown = wanted.thread !== undefined || mapped;
    return { ...saved, channels, shown, unknown: named.unknown };
  });
};

const teamsIn = (wanted: Wanted): readonly TeamId[] =>
  (wanted.assignees ?? []).flatMap((one): readonly TeamId[] => (one.kind === "team" ? [one.id] : []));

const refuseTakenThread = async (ctx: Ctx, tx: Tx, thread: Place | undefined): Promise<void> => {
  const taken = thread === undefined ? null : await findIncidentAt(tx, ctx.workspace, ctx.actor, thread);
  if (taken !== null) {
    throw new Refusal(
      "thread-taken",
      `This thread already belongs to INC-${taken.number} "${taken.title}". Open the new one in the channel.`,
    );
  }
};
