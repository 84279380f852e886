import type { ConnectionId } from "../../domain/ids.ts";
import { type Installed, installedTeams, openToken } from "../../services/connection/install.ts";
import { loseConnection } from "../../services/connection/lose.ts";
import { systemCtx } from "../../services/system.ts";
import type { SlackOptions } from "./options.ts";
import { type Joined, makeTeam, type Team } from "./team.ts";

/** The teams that let the bot in: the one whose token is in the environment, and those that did over the web. */
export interface Teams {
  all(): readonly Team[];
  /** By Slack's own name, also where it was let in by another replica just now. */
  find(id: string | undefined): Promise<Team | undefined>;
  ofConnection(id: ConnectionId): Team | undefined;
  /** Finds those that have come meanwhile, and those that have gone. */
  load(): Promise<void>;
  /** A team may let the bot in no more: where that is so its owners will be told. */
  doubt(team: Team): Promise<void>;
  /** Begins to look after them. */
  begin(isOpen: () => boolean): Promise<void>;
  /** Resolves when nothing that was missed is being asked for. */
  idle(): Promise<void>;
  end(): Promise<void>;
}

const usualLook = 2_000;

export const makeTeams = async (options: SlackOptions, home: Joined): Promise<Teams> => {
  const { ground, log, outside } = options;
  const teams = new Map<string, Team>();
  const doubts = new Map<Team, Promise<void>>();
  const unreadable = new Set<string>();
  let isOpen: (() => boolean) | undefined;
  let timer: NodeJS.Timeout | undefined;

  const add = async (joined: Joined): Promise<void> => {
    const team = makeTeam(options, joined, () => {
      doubt(team).catch((error: unknown) => log.warn({ err: error }, "A refused token could not be looked into."));
    });
    const before = teams.get(team.who.team);
    teams.set(team.who.team, team);
    await before?.stop();
    if (isOpen !== undefined) await team.watch(isOpen);
  };
  const drop = async (team: Team): Promise<void> => {
    if (teams.get(team.who.team) === team) teams.delete(team.who.team);
    await team.stop();
  };

  const take = async (installed: Installed): Promise<void> => {
    const { connection, address, token: sealed, isGone } = installed;
    if (connection.externalId === home.connection.externalId) return;
    const known = teams.get(connection.externalId);
    if (isGone) return known && drop(known);
    if (known?.sealed === sealed || unreadable.has(sealed)) return;
    const token = openToken(outside.vault, installed);
    if (token !== null) return add({ connection, address, token, sealed });
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
    await loseConnection(systemCtx(ground, team.connection.workspace), team.connection, team.sealed);
    await drop(team);
    log.warn({ team: team.connection.name }, "A Slack workspace lets the bot in no more.");
  };
  const doubt = (team: Team): Promise<void> => {
    const looking = doubts.get(team) ?? lookInto(team).finally(() => doubts.delete(team));
    doubts.set(team, looking);
    return looking;
  };

  const look = (every: number): void => {
    timer = setTimeout(() => {
      load()
        .catch((error: unknown) => log.warn({ err: error }, "the connections could not be read"))
        .then(() => {
          if (isOpen !== undefined) look(every);
        });
    }, every).unref();
  };

  await add(home);
  await load();
  return {
    all: () => [...teams.values()],
    find: async (id = "") => {
      if (!teams.has(id)) await load();
      return teams.get(id);
    },
    ofConnection: (id) => [...teams.values()].find(({ connection }) => connection.id === id),
    load,
    doubt,
    begin: async (open) => {
      isOpen = open;
      for (const team of teams.values()) await team.watch(open);
      look(usualLook);
    },
    idle: async () => {
      for (const team of teams.values()) await team.idle();
      await Promise.allSettled(doubts.values());
    },
    end: async () => {
      isOpen = undefined;
      clearTimeout(timer);
      for (const team of teams.values()) await team.stop();
    },
  };
};
