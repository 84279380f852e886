import type { ChannelId, PersonId } from "../../domain/ids.ts";
import type { EscalationView } from "../../domain/notify/policy-view.ts";
import { permit } from "../../domain/permission.ts";
import type { Tx } from "../../store/database.ts";
import { given } from "../../store/incidents.ts";
import { channelNames, peopleNames } from "../../store/names.ts";
import { listEscalations, type StoredEscalation } from "../../store/policies.ts";
import { allSeverities } from "../../store/severities.ts";
import type { Ctx } from "../ctx.ts";
import { namedBy } from "../incident/view.ts";
import { targetsIn } from "../notify/call.ts";
import { memberless } from "../notify/empty.ts";
import { memberNames } from "../oncall/members.ts";

const mostListed = 50;

/** Escalation policies whose key or name holds the words, by key. */
export const listedEscalations = (ctx: Ctx, words: string): Promise<readonly EscalationView[]> => {
  permit(ctx.actor, "policy.view");
  return ctx.read(async (tx) =>
    viewEscalations(ctx, tx, await listEscalations(tx, ctx.workspace, { words, limit: mostListed })),
  );
};

/** The escalation policy of exactly that key or name. */
export const escalationCalled = async (ctx: Ctx, words: string): Promise<EscalationView | undefined> => {
  permit(ctx.actor, "policy.view");
  const sought = words.trim().toLowerCase();
  return (await listedEscalations(ctx, words.trim())).find(
    ({ escalation: { key, name } }) => key === sought || name.toLowerCase() === sought,
  );
};

/** With the names that ids stand for; a constant number of queries. */
export const viewEscalations = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  rows: readonly StoredEscalation[],
): Promise<readonly EscalationView[]> => {
  if (rows.length === 0) return [];
  const targets = rows.flatMap(({ plan }) => targetsIn(plan));
  const [names, unfilled, channels, severities, people] = await Promise.all([
    memberNames(tx, ctx.workspace, targets),
    memberless(tx, ctx.workspace, targets),
    channelNames(
      tx,
      ctx.workspace,
      rows.flatMap((row): readonly ChannelId[] => row.channels),
    ),
    allSeverities(tx, ctx.workspace),
    peopleNames(
      tx,
      ctx.workspace,
      rows.flatMap(({ updatedBy }) => personIn(updatedBy)),
    ),
  ]);
  return rows.map(({ channels: own, updatedBy, updatedAt, createdAt: _at, createdBy: _by, ...escalation }) => ({
    escalation,
    names,
    empty: unfilled.filter((team) => targetsIn(escalation.plan).includes(team)),
    channels: own.flatMap((id) => channels.get(id)?.key ?? []),
    updatedBy: namedBy(updatedBy, people).name,
    updatedAt,
    ...given("least", severities.find(({ rank }) => rank === escalation.leastRank)?.name),
  }));
};

const personIn = (key: string): readonly PersonId[] =>
  key.startsWith("person:") ? [key.slice("person:".length) as PersonId] : [];
