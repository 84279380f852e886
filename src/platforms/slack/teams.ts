import type { ConnectionId } from "../../domain/ids.ts";
import { type Installed, installedTeams, openToken } from "../../services/connection/install.ts";
import { loseConnection, regainConnection } from "../../services/connection/lose.ts";
import { systemCtx } from "../../services/system.ts";
import type { SlackOptions } from "./options.ts";
import { type Joined, makeTeam, type Team } from "./team.ts";

/** The teams that let the bot in: the one whose token is in the environment, and those that did over the web. */
export interface Teams {
  all(): readonly Team[];
  /** By Slack's own name, also where it was let in just now, by another replica or again; without a name, the only one. */
  find(id: string | undefined): Promise<Team | undefined>;
  ofConnection(id: ConnectionId): Team | undefined;
  /** Finds those that have come meanwhile, and those that have gone. */
  load(): Promise<void>;
  /** A team may let the bot in no more: where that is so its owners will be told. */
  doubt(team: Team): Promise<void>;
  /** Begins to look after them. */
  begin(isOpen: () => boolean): Promise<void>;
  /** Resolves when nothing is being asked for. */
  idle(): Promise<void>;
  end(): Promise<void>;
}

/** A team that refused, as it was; Slack has been seen to refuse what it takes again later. */
interface Refused {
  readonly joined: Joined;
  /** Milliseconds, and by the process's own clock. */
  readonly pause: number;
  readonly at: number;
}

const usualLooking = { every: 2_000, again: 60_000 } as const;
const longestPause = 3_600_000;

export const makeTeams = async (options: SlackOptions, home: Joined): Promise<Teams> => {
  const { ground, log, outside, looking = usualLooking } = options;
  const teams = new Map<string, Team>();
  const refused = new Map<string, Refused>();
  const doubts = new Map<Team, Promise<void>>();
  const unreadable = new Set<string>();
  let isOpen: (() => boolean) | undefined;
  let timer: NodeJS.Timeout | undefined;

  const make = (joined: Joined): Team =>
    makeTeam(options, joined, () => {
      const team = teams.get(joined.connection.externalId);
      if (team?.joined !== joined) return;
      doubt(team).catch((error: unknown) => log.warn({ err: error }, "A refused token could not be looked into."));
    });
  const add = async (team: Team): Promise<void> => {
    const before = teams.get(team.who.team);
    teams.set(team.who.team, team);
    refused.delete(team.who.team);
    await before?.stop();
    if (isOpen !== undefined) await team.watch(isOpen);
  };
  const drop = async (team: Team): Promise<void> => {
    if (teams.get(team.who.team) === team) teams.delete(team.who.team);
    await team.stop();
  };
  const ctxOf = ({ connection }: Joined) => systemCtx(ground, connection.workspace);

  const take = async (installed: Installed): Promise<void> => {
    const { connection, address, token: sealed, isGone } = installed;
    if (connection.externalId === home.connection.externalId) return;
    const known = teams.get(connection.externalId);
    if (isGone) return known && drop(known);
    if (known?.joined.sealed === sealed || unreadable.has(sealed)) return;
    const token = openToken(outside.vault, installed);
    if (token !== null) return add(make({ connection, address, token, sealed }));
    unreadable.add(sealed);
    log.warn(
      { team: connection.name },
      "A Slack workspace's token was sealed with a key that is not in TOCSIN_KEY. Let it in again with /tocsin connect.",
    );
  };
  const load = async (): Promise<void> => {
    for (const installed of await installedTeams(ground)) await take(installed);
  };

  const lookInto = async (team: Team): Promise<void> => {
    if (await team.isLetIn()) return;
    const { joined } = team;
    await loseConnection(ctxOf(joined), joined.connection, joined.sealed);
    await drop(team);
    refused.set(team.who.team, { joined, pause: looking.again, at: performance.now() });
    log.warn({ team: joined.connection.name }, "A Slack workspace lets the bot in no more.");
  };
  const doubt = (team: Team): Promise<void> => {
    const known = doubts.get(team);
    if (known !== undefined) return known;
    const looked = lookInto(team).finally(() => doubts.delete(team));
    doubts.set(team, looked);
    return looked;
  };
  const askAgain = async (id: string, { joined, pause }: Refused): Promise<void> => {
    refused.set(id, { joined, pause: Math.min(pause * 2, longestPause), at: performance.now() });
    const team = make(joined);
    if (!(await team.isLetIn())) return;
    await regainConnection(ctxOf(joined), joined.connection);
    await add(team);
    log.info({ team: joined.connection.name }, "A Slack workspace lets the bot in again.");
  };

  const look = async (): Promise<void> => {
    try {
      await load();
      for (const [id, one] of refused) if (performance.now() >= one.at + one.pause) await askAgain(id, one);
    } catch (error) {
      log.warn({ err: error }, "The Slack workspaces could not be looked after.");
    }
    if (isOpen !== undefined) timer = setTimeout(() => void look(), looking.every).unref();
  };

  await add(make(home));
  await load();
  return {
    all: () => [...teams.values()],
    find: async (id) => {
      const known = id === undefined ? onlyOne(teams) : teams.get(id);
      if (known !== undefined || id === undefined) return known;
      // Whoever says something has let the bot in.
      const before = refused.get(id);
      if (before !== undefined) await askAgain(id, before);
      if (!teams.has(id)) await load();
      return teams.get(id);
    },
    ofConnection: (id) => [...teams.values()].find(({ connection }) => connection.id === id),
    load,
    doubt,
    begin: async (open) => {
      isOpen = open;
      for (const team of teams.values()) await team.watch(open);
      timer = setTimeout(() => void look(), looking.every).unref();
    },
    idle: async () => {
      await Promise.allSettled(doubts.values());
      for (const team of teams.values()) await team.idle();
    },
    end: async () => {
      isOpen = undefined;
      clearTimeout(timer);
      for (const team of teams.values()) await team.stop();
    },
  };
};

const onlyOne = (teams: ReadonlyMap<string, Team>): Team | undefined => {
  const [one, ...others] = teams.values();
  return others.length === 0 ? one : undefined;
};
