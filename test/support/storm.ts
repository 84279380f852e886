import { eq, sql } from "drizzle-orm";
import type { ConnectionId, PersonId, WorkspaceId } from "../../src/domain/ids.ts";
import { memberKey } from "../../src/domain/oncall/member.ts";
import type { ApiCall } from "../../src/playground/slack/api.ts";
import type { Seed } from "../../src/playground/slack/seed.ts";
import { freshId } from "../../src/services/ctx.ts";
import { type Database, rowsOf } from "../../src/store/database.ts";
import { channels, channelTargets } from "../../src/store/schema/channel.ts";
import { identities, people } from "../../src/store/schema/workspace.ts";

/** So many people and chat channels that hear of every incident. */
export interface Size {
  readonly people: number;
  readonly places: number;
}

const numbered = (word: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${word}-${String(i + 1).padStart(3, "0")}`);

export const hearers = ({ people: count }: Size): readonly string[] => numbered("hearer", count);
export const places = ({ places: count }: Size): readonly string[] => numbered("place", count);

/** A Slack team with them, besides Ada who owns it. */
export const crowd = (size: Size): Seed => ({
  team: { name: "Acme", domain: "acme" },
  people: [
    { handle: "ada", name: "Ada Okafor", owner: true },
    ...hearers(size).map((handle) => ({ handle, name: `Hearer ${handle.slice(-3)}` })),
  ],
  channels: [
    { name: "incidents", members: ["ada", "tocsin"] },
    ...places(size).map((name) => ({ name, members: ["ada", "tocsin"] })),
  ],
});

interface Team {
  readonly idOf: (name: string) => string;
  readonly team: { readonly id: string };
}

/** What is needed to write to them. */
export interface Known {
  readonly workspace: WorkspaceId;
  readonly connection: ConnectionId;
  readonly people: readonly { readonly id: PersonId; readonly account: string }[];
}

const at = Temporal.Instant.from("2026-01-01T00:00:00Z");

/** Makes the workspace know the people. */
export const meet = (database: Database, { idOf, team }: Team, size: Size): Promise<Known> =>
  database.transact(async (tx) => {
    const [ground] = rowsOf<{ workspace: WorkspaceId; connection: ConnectionId }>(
      await tx.execute(sql`
        select workspace_id as workspace, id as connection from connections where external_id = ${team.id}`),
    );
    if (ground === undefined) throw new Error("The team is in no workspace.");
    const { workspace: workspaceId } = ground;
    const persons = hearers(size).map((handle) => ({ handle, id: freshId<PersonId>(), account: idOf(handle) }));
    await tx.insert(people).values(
      persons.map(({ handle, id }) => ({
        id,
        workspaceId,
        name: `Hearer ${handle.slice(-3)}`,
        role: "standard" as const,
        createdAt: at,
      })),
    );
    await tx.insert(identities).values(
      persons.map(({ handle, id, account }) => ({
        workspaceId,
        platform: "slack" as const,
        realm: team.id,
        externalId: account,
        personId: id,
        name: handle,
        handle,
        refreshedAt: at,
      })),
    );
    return { ...ground, people: persons };
  });

/** Makes all of them, and the chat channels, hear of every incident of the workspace. */
export const hearAll = async (database: Database, team: Team, size: Size): Promise<void> => {
  const { workspace: workspaceId, connection, people: persons } = await meet(database, team, size);
  const members = [
    ...persons.map(({ id }) => memberKey({ kind: "person", id })),
    ...places(size).map((name) => memberKey({ kind: "place", connection, chat: team.idOf(`#${name}`) })),
  ];
  await database.transact(async (tx) => {
    const [all] = await tx.select({ id: channels.id }).from(channels).where(eq(channels.builtIn, true));
    if (all === undefined) throw new Error("The workspace has no channel.");
    const common = { workspaceId, channelId: all.id, createdBy: "system", createdAt: at };
    await tx.insert(channelTargets).values(members.map((member) => ({ ...common, member })));
  });
};

/** What was written in the channels of a local Slack, and whether it was ever more than it takes there. */
export interface Count {
  /** Takes in what was called since it last did. */
  take(calls: readonly ApiCall[]): void;
  messages(): number;
  edits(): number;
  /** "<channel> at <instant>" for each message less than a second after the one before it. */
  broken(): readonly string[];
}

export const countWrites = (): Count => {
  const last = new Map<string, Temporal.Instant>();
  const broken: string[] = [];
  const many = { posts: 0, edits: 0 };
  return {
    take: (calls) => {
      for (const { method, body, at: now, ok } of calls) {
        if (!ok) continue;
        if (method === "chat.update") many.edits += 1;
        if (method !== "chat.postMessage") continue;
        many.posts += 1;
        const channel = String(body["channel"]);
        const before = last.get(channel);
        if (before !== undefined && before.until(now).total("seconds") < 1) broken.push(`${channel} at ${now}`);
        last.set(channel, now);
      }
    },
    messages: () => many.posts,
    edits: () => many.edits,
    broken: () => broken,
  };
};
