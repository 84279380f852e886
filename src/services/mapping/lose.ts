import type { Channel } from "../../domain/channel.ts";
import type { PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { Place } from "../../domain/place.ts";
import { creatorOf, findChannels } from "../../store/channels.ts";
import { loseMappings, mappingsAt } from "../../store/mappings.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** Whom to tell that their channels are no longer shown somewhere. */
export interface Lost {
  readonly person: PersonId;
  readonly chatName: string;
  readonly channels: readonly Channel[];
}

/**
 * Remembers that a place can no longer be posted in. The creator of each channel shown there is to be told; of `all`,
 * which nobody made, whoever mapped it. Gives the same people when it is repeated.
 */
export const losePlace = (ctx: Ctx, place: Place, why: string): Promise<readonly Lost[]> => {
  permit(ctx.actor, "channel.view");
  return ctx.transact(async (tx) => {
    const fresh = await loseMappings(tx, ctx.workspace, place, why);
    if (fresh.length > 0) {
      const data = { chat: fresh[0]?.chatName ?? place.chat, lost: why, mappings: fresh.map(({ id }) => id) };
      await audit(ctx, tx, { kind: "connection", id: place.connection }, { kind: "changed", data });
    }
    const lost = (await mappingsAt(tx, ctx.workspace, place)).filter((mapping) => mapping.lost !== undefined);
    const channels = await findChannels(
      tx,
      ctx.workspace,
      lost.map(({ channel }) => channel),
    );
    const told = new Map<PersonId, Lost>();
    for (const mapping of lost) {
      const channel = channels.find(({ id }) => id === mapping.channel);
      const person = channel && (creatorOf(channel) ?? creatorOf(mapping));
      if (person === undefined || channel === undefined) continue;
      const before = told.get(person)?.channels ?? [];
      told.set(person, { person, chatName: mapping.chatName, channels: [...before, channel] });
    }
    return [...told.values()];
  });
};
