import type { ChannelId, PersonId, PolicyId } from "../../domain/ids.ts";
import { readContact } from "../../domain/notify/contact.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { channelName } from "../../domain/notify/delivery-view.ts";
import type { LogLine, WhyPaged } from "../../domain/notify/log.ts";
import type { MemberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { platformNames } from "../../domain/place.ts";
import { builtInChannel } from "../../store/channel-hearers.ts";
import type { Tx } from "../../store/database.ts";
import { listDeliveries, type Sought } from "../../store/delivery-log.ts";
import { given, type IncidentRef } from "../../store/incidents.ts";
import { channelNames, peopleNames } from "../../store/names.ts";
import { escalationsOfChannels } from "../../store/policies.ts";
import { snoozesOf } from "../../store/snoozes.ts";
import type { Ctx } from "../ctx.ts";
import { foundIncident } from "../incident/load.ts";
import { memberNames } from "../oncall/members.ts";

/** A page of the execution log, the newest first: what the actor may see of it. */
export const readLog = (
  ctx: Ctx,
  sought: Omit<Sought, "incident"> & { readonly policy?: PolicyId },
): Promise<readonly LogLine[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => linesOf(ctx, tx, await listDeliveries(tx, ctx.workspace, ctx.actor, sought)));
};

/** Why a person was paged for an incident, or anybody at all, in the order of the newest first. */
export const whyPaged = (ctx: Ctx, ref: IncidentRef, person?: PersonId): Promise<WhyPaged> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const incident = await foundIncident(ctx, tx, ref);
    const { id, number, title, status } = incident;
    const deliveries = await listDeliveries(tx, ctx.workspace, ctx.actor, {
      incident: id,
      limit: 40,
      ...(person === undefined ? { pages: true } : { person }),
    });
    const all = await builtInChannel(tx, ctx.workspace);
    const policies = await escalationsOfChannels(tx, ctx.workspace, [
      ...(all === undefined ? [] : [all]),
      ...incident.channels,
    ]);
    const names = person === undefined ? new Map() : await peopleNames(tx, ctx.workspace, [person]);
    return {
      incident: { number, title, status },
      lines: await linesOf(ctx, tx, deliveries),
      policies: policies.map(({ name }) => name),
      ...(person === undefined ? {} : { person: { id: person, name: names.get(person) ?? "somebody who left" } }),
      ...given("snoozedUntil", (await snoozesOf(tx, ctx.workspace, id, ctx.now())).pages),
    };
  });
};

type Listed = Awaited<ReturnType<typeof listDeliveries>>[number];

const linesOf = async (ctx: Ctx, tx: Tx, listed: readonly Listed[]): Promise<readonly LogLine[]> => {
  const causes = listed.flatMap(({ delivery }) => delivery.causes);
  const [members, channels] = await Promise.all([
    memberNames(tx, ctx.workspace, [
      ...listed.map(({ delivery }) => delivery.member),
      ...causes.flatMap((one): readonly MemberKey[] => ("via" in one ? [one.via] : [])),
    ]),
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
