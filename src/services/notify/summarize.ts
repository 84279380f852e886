import { outsider, readerOf } from "../../domain/actor.ts";
import type { ChannelId, DeliveryId, PersonId } from "../../domain/ids.ts";
import type { Job } from "../../domain/job.ts";
import { nextDaily } from "../../domain/notify/daily.ts";
import type { Delivery } from "../../domain/notify/delivery.ts";
import { ladderOf } from "../../domain/notify/ladder.ts";
import { usualSummary } from "../../domain/notify/reach.ts";
import { isEmpty, type Summary } from "../../domain/notify/summary.ts";
import { type MemberKey, memberKey } from "../../domain/oncall/member.ts";
import { permit } from "../../domain/permission.ts";
import { hears } from "../../domain/subscription.ts";
import { builtInChannel, channelTargetsOf, summaryChannels, summaryChannelsOf } from "../../store/channel-hearers.ts";
import type { Tx } from "../../store/database.ts";
import { insertDeliveries, type NewDelivery } from "../../store/deliveries.ts";
import { policiesOfChannels } from "../../store/policies.ts";
import { loadReach } from "../../store/reach.ts";
import { readSummary, summaryReaders } from "../../store/summary.ts";
import type { Owed } from "../beat/tick.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { deliverJob } from "./jobs.ts";
import { loadReaching } from "./reaching.ts";

/** The daily summaries whose time fell into the window: each person's in their zone, each channel's in the workspace's. */
export const summariesDue: Owed = {
  kind: "summaries",
  async due(tx, { from, to }) {
    const inWindow = (zone: string, at: number): Temporal.Instant | undefined => {
      const next = nextDaily({ zone, at }, from);
      return Temporal.Instant.compare(next, to) <= 0 ? next : undefined;
    };
    const people = (await summaryReaders(tx)).flatMap(({ person, zone, at }): readonly Job[] => {
      const due = inWindow(zone, at ?? usualSummary.at);
      return due === undefined ? [] : [summaryJob({ person }, due)];
    });
    const channels = (await summaryChannels(tx)).flatMap(({ channel, zone }): readonly Job[] => {
      const due = inWindow(zone, usualSummary.at);
      return due === undefined ? [] : [summaryJob({ channel }, due)];
    });
    return [...people, ...channels];
  },
};

type Whose = { readonly person: PersonId } | { readonly channel: ChannelId };

const summaryJob = (whose: Whose, until: Temporal.Instant): Job => ({
  data: { kind: "summary", until: until.toString(), ...whose },
  key: `summary:${"person" in whose ? whose.person : whose.channel}:${until}`,
});

/** Writes down a day's summary for one person, or for each target of one channel; nothing where nothing happened. */
export const summarize = (ctx: Ctx, whose: Whose, until: Temporal.Instant): Promise<void> => {
  permit(ctx.actor, "incident.view");
  return ctx.transact(async (tx) => {
    const planned =
      "person" in whose ? await ofPerson(ctx, tx, whose.person, until) : await ofChannel(ctx, tx, whose.channel, until);
    const added = await insertDeliveries(tx, ctx.workspace, planned);
    await ctx.enqueue(tx, added.map(deliverJob));
  });
};

const dayBefore = (until: Temporal.Instant): Temporal.Instant => until.subtract({ hours: 24 });

const ofPerson = async (
  ctx: Ctx,
  tx: Tx,
  person: PersonId,
  until: Temporal.Instant,
): Promise<readonly NewDelivery[]> => {
  const reach = (await loadReach(tx, ctx.workspace, [person])).get(person);
  if (reach === undefined || reach.summary.muted) return [];
  const channels = await channelsOf(ctx, tx, person);
  const scope = { from: dayBefore(until), to: until, ...(channels === undefined ? {} : { channels }) };
  const reader = readerOf(person);
  if (isEmpty(await readSummary(tx, ctx.workspace, reader, scope))) return [];
  const recipient = { isPage: false, causes: [{ kind: "summary", until: until.toString() }] } as const;
  const [rung] = ladderOf(recipient, reach, { severity: null, at: until });
  if (rung === undefined) return [];
  return [row({ person, member: memberKey({ kind: "person", id: person }), until, ...rung }, recipient.causes)];
};

/** Undefined where `all` is among them. */
const channelsOf = async (ctx: Ctx, tx: Tx, person: PersonId): Promise<readonly ChannelId[] | undefined> => {
  const own = (await summaryChannelsOf(tx, ctx.workspace, person)).filter(({ level }) => hears(level, "summary"));
  return own.some(({ builtIn }) => builtIn) ? undefined : own.map(({ channel }) => channel);
};

const ofChannel = async (
  ctx: Ctx,
  tx: Tx,
  channel: ChannelId,
  until: Temporal.Instant,
): Promise<readonly NewDelivery[]> => {
  const all = await builtInChannel(tx, ctx.workspace);
  const scope = { from: dayBefore(until), to: until, ...(channel === all ? {} : { channels: [channel] }) };
  if (isEmpty(await readSummary(tx, ctx.workspace, outsider, scope))) return [];
  const policies = (await policiesOfChannels(tx, ctx.workspace, [channel])).filter(({ types }) =>
    types.includes("dailySummary"),
  );
  const targets: readonly MemberKey[] = [
    ...(await channelTargetsOf(tx, ctx.workspace, [channel])).map(({ member }) => member),
    ...policies.flatMap(({ schedules }) => schedules.map((id) => memberKey({ kind: "schedule", id }))),
  ];
  const { people, others } = (await loadReaching(tx, ctx.workspace, targets, until)).reach(targets);
  const causes = (via?: MemberKey) => {
    const policy = policies.find(({ schedules }) =>
      schedules.some((id) => memberKey({ kind: "schedule", id }) === via),
    );
    const cause = { kind: "summary", until: until.toString(), channel } as const;
    return [policy === undefined ? cause : { ...cause, policy: policy.id }];
  };
  const reach = await loadReach(
    tx,
    ctx.workspace,
    people.map(({ person }) => person),
  );
  return [
    ...people.flatMap(({ person, via }): readonly NewDelivery[] => {
      const known = reach.get(person);
      const why = causes(via);
      const [rung] =
        known === undefined ? [] : ladderOf({ isPage: false, causes: why }, known, { severity: null, at: until });
      const member = memberKey({ kind: "person", id: person });
      return rung === undefined ? [] : [row({ person, member, until, channel, ...rung }, why)];
    }),
    ...others.map((member) => row({ member, until, channel, contact: member, rung: 0, dueAt: until }, causes())),
  ];
};

const row = (
  of: {
    readonly member: MemberKey;
    readonly person?: PersonId;
    readonly channel?: ChannelId;
    readonly until: Temporal.Instant;
    readonly contact?: string;
    readonly rung: number;
    readonly dueAt: Temporal.Instant;
  },
  causes: Delivery["causes"],
): NewDelivery => ({
  id: freshId<DeliveryId>(),
  key: `summary:${of.channel ?? "own"}:${of.until}:${of.member}:${of.rung}`,
  about: "summary",
  member: of.member,
  rung: of.rung,
  isPage: false,
  isFirst: false,
  causes,
  dueAt: of.dueAt,
  createdAt: of.until,
  ...(of.person === undefined ? {} : { person: of.person }),
  ...(of.contact === undefined ? {} : { contact: of.contact }),
});

/** What a summary says when it is sent: the day it was written down for, as its reader may see it. */
export const loadSummary = (
  ctx: Ctx,
  { causes, person }: Pick<Delivery, "causes" | "person">,
): Promise<{ readonly summary: Summary; readonly until: Temporal.Instant; readonly channel?: string } | null> => {
  permit(ctx.actor, "incident.view");
  const cause = causes.find((one) => one.kind === "summary");
  if (cause === undefined) return Promise.resolve(null);
  const until = Temporal.Instant.from(cause.until);
  return ctx.read(async (tx) => {
    const { channel } = cause;
    const all = await builtInChannel(tx, ctx.workspace);
    const channels =
      channel !== undefined ? (channel === all ? undefined : [channel]) : person && (await channelsOf(ctx, tx, person));
    const actor = readerOf(channel === undefined ? person : undefined);
    const scope = { from: dayBefore(until), to: until, ...(channels === undefined ? {} : { channels }) };
    return { summary: await readSummary(tx, ctx.workspace, actor, scope), until };
  });
};
