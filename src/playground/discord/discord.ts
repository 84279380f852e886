import { listen } from "../listen.ts";
import { makeNews } from "../news.ts";
import { openStorage } from "../storage.ts";
import { perform } from "./acts/act.ts";
import { type Admin, makeAdmin } from "./admin.ts";
import type { Core, Installation, InstallOptions } from "./core.ts";
import { openGateway } from "./gateway/gateway.ts";
import { tell, welcomeGuild } from "./gateway/identify.ts";
import { makeCourier } from "./interactions/interact.ts";
import { makeInteractions } from "./interactions/interactions.ts";
import { makeRequests } from "./interactions/requests.ts";
import { messagesOf, stateOf } from "./look.ts";
import type { DiscordAct, DiscordMessage, DiscordNews, DiscordOutcome, DiscordState } from "./protocol.ts";
import { makeRest, type RestCall } from "./rest/rest.ts";
import { type DiscordSeed, defaultSeed } from "./seed.ts";
import { serve } from "./server.ts";
import { addBot } from "./state/bot.ts";
import { findChannel, findPerson, memberOf } from "./state/people.ts";
import type { Guild, Person } from "./state/records.ts";
import { archiveIdle } from "./state/threads.ts";
import { found, openWorld } from "./state/world.ts";
import { makeTrouble, type Trouble } from "./trouble.ts";

export interface DiscordOptions {
  readonly now: () => Temporal.Instant;
  readonly dataDir?: string;
  readonly seed?: DiscordSeed;
  /** Milliseconds in which the app must answer an interaction; Discord gives three seconds. */
  readonly patience?: number;
  /** Milliseconds between the heartbeats it asks for. */
  readonly heartbeat?: number;
}

export interface DiscordPlayground {
  /** For `new Client({ rest: { api: apiUrl, version: "10" } })`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** Hex, as the developer portal shows it. */
  readonly publicKey: string;
  readonly guild: { readonly id: string; readonly name: string };
  readonly bot: { readonly userId: string };
  /** Adds the bot to the server; once more changes how it is set up. */
  readonly install: (options?: InstallOptions) => void;
  /** Does the app answer at its interactions address, as Discord asks before it takes one? */
  readonly verifyUrl: () => Promise<boolean>;
  /** The id of a person by handle, of a channel or thread by "#name", of another server's by "Name#channel". */
  readonly idOf: (name: string) => string;
  readonly state: (person: string) => DiscordState;
  /** What a person sees of a channel; with a thread, of that. */
  readonly messages: (person: string, channel: string, thread?: string) => readonly DiscordMessage[];
  readonly act: (person: string, act: DiscordAct) => Promise<DiscordOutcome>;
  readonly onNews: (person: string, listener: (news: DiscordNews) => void) => () => void;
  readonly admin: Admin;
  readonly faults: Trouble;
  readonly calls: CallLog;
  /** Archives the threads that have been idle for long enough. */
  readonly tick: () => void;
  /** Resolves when every interaction under way is answered or given up. */
  readonly settled: () => Promise<void>;
}

export interface CallLog extends ReadonlyArray<RestCall> {
  clear(): void;
}

export interface RunningDiscord {
  readonly discord: DiscordPlayground;
  readonly core: Core;
  readonly stop: () => Promise<void>;
}

const everyMinute = 60_000;

/** Starts a local Discord: its protocol server on the loopback address, its memory in dataDir or nowhere. */
export async function startDiscord(options: DiscordOptions): Promise<RunningDiscord> {
  const { now, dataDir, seed = defaultSeed, patience = 3_000, heartbeat = 41_250 } = options;
  const { server, origin } = await listen();
  const world = openWorld(openStorage("discord", dataDir), seed, now);
  const { identity } = world;
  const news = makeNews<DiscordNews>();
  let installation: Installation | null = null;

  const gateway = openGateway({
    core: () => core,
    heartbeat,
    onChange: () => news.tell("everyone", { kind: "connection" }),
  });
  const courier = makeCourier({
    requests: makeRequests({ identity, patience }),
    patience,
    isReachable: () =>
      rest.faults.down === "no" && (installation?.interactionsUrl !== undefined || gateway.sessions().length > 0),
  });
  const core: Core = {
    ...world,
    now,
    news,
    interactions: makeInteractions(),
    creates: new Map(),
    installation: () => installation,
    emit: (event, data, audience = {}) => tell(core, gateway.sessions(), { event, data, audience }),
    carry: (asked, data) => courier.carry(core, asked, data),
    connected: () => gateway.count() > 0 || installation?.interactionsUrl !== undefined,
    origin: () => origin,
    found: (other) => {
      const guild = found(core, other, now());
      join(guild);
      return guild.id;
    },
    bring: (id) => {
      const guild = core.guilds.get(id);
      if (guild !== undefined) join(guild);
    },
  };
  const rest = makeRest(core);
  const close = serve(server, { core, rest, gateway });
  const ticking = setInterval(() => archiveIdle(core), everyMinute);
  ticking.unref();

  const personNamed = (name: string): Person => {
    const person = findPerson(core, name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  };
  const channelNamed = (name: string, person?: Person) => {
    const channel = findChannel(core, name, person);
    if (channel === undefined) throw new Error(`no channel is called ${name}`);
    return channel;
  };
  /** Brings the bot into a server, which its sessions hear of as a whole. */
  const join = (guild: Guild, bits?: string): void => {
    const isNew = memberOf(core, guild.id, identity.bot.userId) === undefined;
    addBot(isNew ? { ...core, emit: () => {} } : core, guild.id, bits);
    if (isNew) for (const session of gateway.sessions()) welcomeGuild(core, session, guild);
  };

  const discord: DiscordPlayground = {
    apiUrl: `${origin}/api`,
    token: identity.token,
    applicationId: identity.applicationId,
    publicKey: identity.publicKey,
    guild: { id: identity.guildId, name: core.guilds.get(identity.guildId)?.name ?? "" },
    bot: identity.bot,
    install: ({ interactionsUrl, intents: asked, permissions, complete } = {}) => {
      const { messageContent = true, members = true, presences = true } = asked ?? {};
      installation = { interactionsUrl, complete, intents: { messageContent, members, presences } };
      const guild = core.guilds.get(identity.guildId);
      if (guild !== undefined) join(guild, permissions === undefined ? undefined : String(permissions));
      news.tell("everyone", { kind: "connection" });
    },
    verifyUrl: async () => {
      const url = installation?.interactionsUrl;
      return url !== undefined && courier.verify(url);
    },
    idOf: (name) => (name.includes("#") ? channelNamed(name) : personNamed(name)).id,
    state: (name) => stateOf(core, personNamed(name)),
    messages: (name, channel, thread) => {
      const person = personNamed(name);
      return messagesOf(core, person, channelNamed(thread ?? channel, person));
    },
    act: (name, act) => perform(core, personNamed(name), act),
    onNews: (name, listener) => news.listen(personNamed(name).id, listener),
    admin: makeAdmin(core),
    faults: makeTrouble({ core, rest, gateway }),
    calls: Object.assign(rest.calls, { clear: () => void rest.calls.splice(0) }),
    tick: () => archiveIdle(core),
    settled: courier.settled,
  };
  return {
    discord,
    core,
    stop: async () => {
      clearInterval(ticking);
      await close();
      world.storage.close();
    },
  };
}
