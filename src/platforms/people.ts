import type { PersonId } from "../domain/ids.ts";
import type { Connection } from "../services/connection/connect.ts";
import { channelsMappedAt } from "../services/connection/place.ts";
import type { Ctx } from "../services/ctx.ts";
import type { Ground } from "../services/ground.ts";
import { closeAccount } from "../services/identity/gone.ts";
import { isStale, type Known, knownPeople, learnPerson } from "../services/identity/identity.ts";
import type { Account, Adapter, Mentions, Profile } from "./inbound.ts";

/** More people than this in one text are only named. */
const mostMentions = 50;

/** Who is who on a connection. The platform is asked at first sight and at most once a day after that. */
export interface People {
  /** Writes down what changed about somebody who has been met. */
  refresh(account: Account, profile: Profile): Promise<void>;
  /** The account is closed, or has left. */
  close(ctx: Ctx, account: Account): Promise<void>;
  known(account: Account): Promise<Known>;
  mentions(ctx: Pick<Ctx, "workspace" | "actor" | "read">, text: string): Promise<Mentions>;
}

/** On Slack accounts are numbered team by team, on Discord once for all guilds. */
export const realmOf = ({ platform, externalId }: Pick<Connection, "platform" | "externalId">): string =>
  platform === "slack" ? externalId : "";

export const knowPeople = (ground: Ground, connection: Connection, adapter: Adapter): People => {
  const realm = realmOf(connection);
  const key = { workspace: connection.workspace, platform: connection.platform, realm };

  const learn = async (account: Account, seen: Known | undefined): Promise<void> => {
    const profile = await adapter.profile(account).catch(() => null);
    if (profile?.bot === true || (profile === null && seen !== undefined)) return;
    const handle = account.handle ?? account.id;
    const provisional = { name: handle, handle, owner: false, provisional: true };
    await learnPerson(ground, key, account.id, profile ?? provisional);
  };

  const find = async (ids: readonly string[]) => {
    const seen = await knownPeople(ground, key, ids);
    const unknown = ids.filter((id) => {
      const known = seen.get(id);
      return known === undefined || isStale(known, ground.now());
    });
    if (unknown.length === 0) return seen;
    for (const id of unknown) await learn({ id, realm }, seen.get(id));
    return knownPeople(ground, key, ids);
  };

  return {
    async refresh(account, profile) {
      const met = (await knownPeople(ground, key, [account.id])).has(account.id);
      if (met && !profile.bot) await learnPerson(ground, key, account.id, profile);
    },
    close: (ctx, account) => closeAccount(ctx, key, account.id),
    async known(account) {
      const seen = (await knownPeople(ground, key, [account.id])).get(account.id);
      if (seen !== undefined && !isStale(seen, ground.now())) return seen;
      await learn(account, seen);
      const learnt = (await knownPeople(ground, key, [account.id])).get(account.id) ?? seen;
      if (learnt === undefined) throw new Error("An account that acts is no person.");
      return learnt;
    },
    async mentions(ctx, text) {
      const { accounts, chats } = adapter.mentioned(text);
      const [people, channels] = await Promise.all([
        find([...new Set(accounts)].slice(0, mostMentions)),
        channelsMappedAt(ctx, connection.id, chats),
      ]);
      return {
        people: new Map([...people].map(([account, { person }]): [string, PersonId] => [account, person])),
        channels,
      };
    },
  };
};
