import { actorKey } from "../../domain/actor.ts";
import type { Channel, Upgrade } from "../../domain/channel.ts";
import type { TargetedChannel } from "../../domain/channel-view.ts";
import type { ChannelId } from "../../domain/ids.ts";
import type { Json } from "../../domain/incident/timeline.ts";
import { type MemberKey, readMember } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Messengers } from "../../ports.ts";
import { addTargets, listTargets, removeTargets } from "../../store/channel-targets.ts";
import { updateChannel } from "../../store/channels.ts";
import type { Tx } from "../../store/database.ts";
import { audit } from "../audit.ts";
import { nameOfPlace } from "../connection/reach.ts";
import type { Ctx } from "../ctx.ts";
import { memberNames } from "../oncall/members.ts";
import { lockedChannel } from "./load.ts";

const mostTargets = 50;
const [shortest, longest] = [60, 7 * 24 * 3600];

/** Everything new in a channel is told to them too (features.md G34); a chat channel has to be one the bot can post in. */
export const addChannelTargets = async (
  ctx: Ctx,
  messengers: Messengers,
  {
    channel: id,
    members,
    merges = false,
  }: { readonly channel: ChannelId; readonly members: readonly MemberKey[]; readonly merges?: boolean },
): Promise<TargetedChannel> => {
  permit(ctx.actor, "channel.manage");
  await refuseUnreachable(messengers, members);
  return ctx.transact(async (tx) => {
    const channel = await lockedChannel(ctx, tx, id);
    const by = actorKey(ctx.actor);
    const added = await addTargets(tx, ctx.workspace, { channel: id, members, merges, by, at: ctx.now() });
    if (added.length === 0) throw new Refusal("already-target", `#${channel.key} tells them already.`);
    const view = await viewTargets(ctx, tx, channel);
    if (view.targets.length > mostTargets) {
      throw new Refusal("too-many-targets", `#${channel.key} tells at most ${mostTargets}. Make a team of them.`);
    }
    await changed(ctx, tx, channel, { field: "targets", before: [], after: added });
    return view;
  });
};

export const removeChannelTargets = (
  ctx: Ctx,
  id: ChannelId,
  members: readonly MemberKey[],
): Promise<TargetedChannel> => {
  permit(ctx.actor, "channel.manage");
  return ctx.transact(async (tx) => {
    const channel = await lockedChannel(ctx, tx, id);
    const removed = await removeTargets(tx, ctx.workspace, id, members);
    if (removed.length === 0) throw new Refusal("no-target", `#${channel.key} does not tell them.`);
    await changed(ctx, tx, channel, { field: "targets", before: removed, after: [] });
    return viewTargets(ctx, tx, channel);
  });
};

/**
 * Says who hears of a new incident of a channel that nobody has taken after so long (features.md G36); null = nobody
 * does. What is not given stays as it was.
 */
export const setUpgrade = async (
  ctx: Ctx,
  messengers: Messengers,
  { channel: id, wanted }: { readonly channel: ChannelId; readonly wanted: Partial<Upgrade> | null },
): Promise<TargetedChannel> => {
  permit(ctx.actor, "channel.manage");
  const { after, members } = wanted ?? {};
  if (after !== undefined && (after < shortest || after > longest)) {
    throw new Refusal("upgrade-time", "Between a minute and a week after it was opened. Say it as in `after:30m`.");
  }
  await refuseUnreachable(messengers, members ?? []);
  return ctx.transact(async (tx) => {
    const { upgrade: before, ...channel } = await lockedChannel(ctx, tx, id);
    const upgrade = wanted === null ? null : completed({ ...before, ...wanted }, channel);
    if (JSON.stringify(before ?? null) === JSON.stringify(upgrade)) {
      throw new Refusal("same-upgrade", `#${channel.key} is already set up so.`);
    }
    await updateChannel(tx, ctx.workspace, id, { upgrade });
    await changed(ctx, tx, channel, { field: "upgrade", before: jsonOf(before ?? null), after: jsonOf(upgrade) });
    return viewTargets(ctx, tx, upgrade === null ? channel : { ...channel, upgrade });
  });
};

const completed = ({ after = 30 * 60, members = [] }: Partial<Upgrade>, { key }: Pick<Channel, "key">): Upgrade => {
  if (members.length === 0) {
    throw new Refusal("upgrade-nobody", `Whom? Say it as in \`/tocsin channel upgrade ${key} after:30m @ada\`.`);
  }
  return { after, members };
};

const jsonOf = (upgrade: Upgrade | null): Json => (upgrade === null ? null : { ...upgrade });

/** Whom a channel tells. */
export const channelTargets = (ctx: Ctx, channel: Channel): Promise<TargetedChannel> => {
  permit(ctx.actor, "channel.view");
  return ctx.read((tx) => viewTargets(ctx, tx, channel));
};

/** The same within a transaction. */
export const viewTargets = async (ctx: Ctx, tx: Tx, channel: Channel): Promise<TargetedChannel> => {
  const rows = await listTargets(tx, ctx.workspace, channel.id);
  const targets = rows.map(({ member }) => member);
  const merging = rows.filter(({ merges }) => merges).map(({ member }) => member);
  const names = await memberNames(tx, ctx.workspace, [...targets, ...(channel.upgrade?.members ?? [])]);
  return { channel, targets, merging, names };
};

const refuseUnreachable = async (messengers: Messengers, members: readonly MemberKey[]): Promise<void> => {
  for (const key of members) {
    const member = readMember(key);
    if (member?.kind === "place") await nameOfPlace(messengers, member);
  }
};

const changed = (
  ctx: Ctx,
  tx: Tx,
  channel: Pick<Channel, "id">,
  data: { readonly field: string; readonly before: Json; readonly after: Json },
): Promise<void> => audit(ctx, tx, { kind: "channel", id: channel.id }, { kind: "changed", data });
