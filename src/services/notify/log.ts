import type { ChannelId, PolicyId } from "../../domain/ids.ts";
import { readContact } from "../../domain/notify/contact.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { channelName } from "../../domain/notify/delivery-view.ts";
import type { LogLine } from "../../domain/notify/log.ts";
import { meaningOf } from "../../domain/notify/policy-text.ts";
import { membersIn } from "../../domain/notify/recipients.ts";
import { permit } from "../../domain/permission.ts";
import { platformNames } from "../../domain/place.ts";
import type { Tx } from "../../store/database.ts";
import { listDeliveries, type Sought } from "../../store/delivery-log.ts";
import { given } from "../../store/incidents.ts";
import { channelNames } from "../../store/names.ts";
import type { Ctx } from "../ctx.ts";
import { memberNames } from "../oncall/members.ts";

/** A page of the execution log, the newest first: what the actor may see of it. */
export const readLog = (
  ctx: Ctx,
  sought: Omit<Sought, "incident"> & { readonly policy?: PolicyId },
): Promise<readonly LogLine[]> => {
  permit(ctx.actor, "incident.view");
  const meaning = sought.words === undefined ? [] : meaningOf(sought.words);
  return ctx.read(async (tx) =>
    linesOf(ctx, tx, await listDeliveries(tx, ctx.workspace, ctx.actor, { ...sought, meaning })),
  );
};

type Listed = Awaited<ReturnType<typeof listDeliveries>>[number];

/** Deliveries with the names of all that they mention. */
export const linesOf = async (ctx: Ctx, tx: Tx, listed: readonly Listed[]): Promise<readonly LogLine[]> => {
  const causes = listed.flatMap(({ delivery }) => delivery.causes);
  const [members, channels] = await Promise.all([
    memberNames(tx, ctx.workspace, [...listed.map(({ delivery }) => delivery.member), ...causes.flatMap(membersIn)]),
    channelNames(
      tx,
      ctx.workspace,
      causes.flatMap((one): readonly ChannelId[] => ("channel" in one ? [one.channel] : [])),
    ),
  ]);
  const names = new Map([...members, ...[...channels].map(([id, { key }]) => [channelName(id), `#${key}`] as const)]);
  return listed.map(({ delivery, incident }) => ({
    delivery,
    recipient: members.get(delivery.member) ?? "somebody who left",
    names,
    ...given("by", wayOf(delivery)),
    ...given("incident", incident),
  }));
};

const wayOf = ({ contact }: Delivery): string | undefined => {
  const known = contact === undefined ? undefined : readContact(contact);
  switch (known?.kind) {
    case "account":
      return platformNames[known.platform];
    case "email":
      return known.address;
    default:
      return undefined;
  }
};
