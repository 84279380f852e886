import type { PostingId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { permit } from "../../domain/permission.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import { type Banner, deleteBanner, findBanner, gravestAt, putBanner } from "../../store/banners.ts";
import type { Tx } from "../../store/database.ts";
import { findIncident } from "../../store/incidents.ts";
import { findSent, forgetMessage } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";
import { chatGroup, unpostJob } from "./jobs.ts";

export type { Banner } from "../../store/banners.ts";

/** What a place wears, and what it should wear. */
export interface Wearing {
  readonly worn?: Banner;
  /** Posted by a process that died before it was pinned. */
  readonly unpinned?: MessageRef;
  readonly due?: { readonly incident: Incident; readonly lesser: number; readonly posting?: PostingId };
}

export const loadBanner = (ctx: Ctx, place: Place): Promise<Wearing> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const worn = await findBanner(tx, ctx.workspace, place);
    const sent = worn === undefined ? await findSent(tx, ctx.workspace, bannerKey(place)) : undefined;
    const grave = await gravestAt(tx, ctx.workspace, place);
    const incident = grave && (await findIncident(tx, ctx.workspace, ctx.actor, { id: grave.incident }));
    return {
      ...(worn === undefined ? {} : { worn }),
      ...(sent?.message === undefined ? {} : { unpinned: { place: sent.place, message: sent.message } }),
      ...(grave === undefined || incident === null || incident === undefined
        ? {}
        : {
            due: {
              incident,
              lesser: grave.others,
              ...(grave.posting === undefined ? {} : { posting: grave.posting }),
            },
          }),
    };
  });
};

export const bannerKey = (place: Place): string => `banner:${chatGroup(place)}`;

export const rememberBanner = (ctx: Ctx, tx: Tx, banner: { readonly ref: MessageRef; readonly shown: string }) => {
  permit(ctx.actor, "incident.view");
  const { place, message } = banner.ref;
  return putBanner(tx, ctx.workspace, place, { message, shown: banner.shown, shownAt: ctx.now() });
};

/** Takes the banner off a place: the row now, the message by a job. */
export const dropBanner = (ctx: Ctx, place: Place, { message }: Pick<Banner, "message">): Promise<void> => {
  permit(ctx.actor, "incident.view");
  const ref = { place: { connection: place.connection, chat: place.chat }, message };
  return ctx.transact(async (tx) => {
    await deleteBanner(tx, ctx.workspace, place);
    await forgetMessage(tx, ctx.workspace, ref);
    await ctx.enqueue(tx, [unpostJob(ref, true)]);
  });
};
