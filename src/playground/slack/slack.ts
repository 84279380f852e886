import { listen } from "../listen.ts";
import { makeNews } from "../news.ts";
import { openStorage } from "../storage.ts";
import { perform } from "./acts/act.ts";
import { type Admin, makeAdmin } from "./admin.ts";
import { type ApiCall, makeApi } from "./api.ts";
import type { Core } from "./core.ts";
import { makeDelivery } from "./delivery/delivery.ts";
import { makeEvents } from "./delivery/events.ts";
import { hears } from "./delivery/subscriptions.ts";
import { messagesOf, stateOf } from "./look.ts";
import { type InstallOptions, readManifest } from "./manifest.ts";
import type { SlackAct, SlackMessage, SlackNews, SlackOutcome, SlackState } from "./protocol.ts";
import { makeResponseUrls } from "./response-urls.ts";
import { defaultSeed, type Seed } from "./seed.ts";
import { serve } from "./server.ts";
import { findChannel, findPerson } from "./state/people.ts";
import type { Person } from "./state/records.ts";
import { openWorkspace } from "./state/workspace.ts";
import { makeTriggers } from "./triggers.ts";
import { makeTrouble, type Trouble } from "./trouble.ts";

export interface SlackOptions {
  readonly now: () => Temporal.Instant;
  readonly dataDir?: string;
  readonly seed?: Seed;
  /** Milliseconds in which the app must acknowledge; Slack gives three seconds. */
  readonly patience?: number;
}

export interface SlackPlayground {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly signingSecret: string;
  readonly team: { readonly id: string };
  /** Has it just been made? */
  readonly fresh: boolean;
  readonly bot: { readonly userId: string; readonly botId: string; readonly appId: string };
  /** Installs the app as its manifest says; once more replaces it. */
  readonly install: (manifest: unknown, options?: InstallOptions) => void;
  /** Does the app answer at its request URL, as Slack asks before it takes one? */
  readonly verifyUrl: () => Promise<boolean>;
  /** The id of a person by handle, of a channel by "#name". */
  readonly idOf: (name: string) => string;
  readonly state: (person: string) => SlackState;
  readonly messages: (person: string, channel: string, thread?: string) => readonly SlackMessage[];
  readonly act: (person: string, act: SlackAct) => Promise<SlackOutcome>;
  readonly onNews: (person: string, listener: (news: SlackNews) => void) => () => void;
  readonly admin: Admin;
  readonly faults: Trouble;
  readonly calls: CallLog;
  /** Redelivers the events that have become due. */
  readonly tick: () => Promise<void>;
  /** How many events wait for another attempt. */
  readonly waiting: () => number;
  /** Resolves when every envelope under way is answered or given up. */
  readonly settled: () => Promise<void>;
}

export interface CallLog extends ReadonlyArray<ApiCall> {
  clear(): void;
}

export interface RunningSlack {
  readonly slack: SlackPlayground;
  readonly core: Core;
  readonly stop: () => Promise<void>;
}

/** Starts a local Slack: its protocol server on the loopback address, its memory in dataDir or nowhere. */
export async function startSlack(options: SlackOptions): Promise<RunningSlack> {
  const { now, dataDir, seed = defaultSeed, patience = 3_000 } = options;
  const { server, origin } = await listen();
  const workspace = openWorkspace(openStorage("slack", dataDir), seed, now);
  const { identity } = workspace;
  const news = makeNews<SlackNews>();
  let installation: ReturnType<typeof readManifest> | null = null;

  const delivery = makeDelivery({
    identity,
    patience,
    installation: () => installation,
    isDown: () => api.faults.down !== "no",
    onChange: () => news.tell("everyone", { kind: "connection" }),
  });
  const events = makeEvents({ now, identity, send: delivery.send, url: () => installation?.urls.events });
  const core: Core = {
    ...workspace,
    now,
    news,
    modals: new Map(),
    entered: new Map(),
    suggested: new Map(),
    triggers: makeTriggers(now, identity.team.id),
    responseUrls: makeResponseUrls(now, (token) => `${origin}/response/${token}`),
    installation: () => installation,
    emit: (subscription, event) => {
      if (hears(installation, subscription)) events.emit(event);
    },
    deliver: delivery.send,
    connected: () => (installation?.socketMode === false ? true : delivery.sockets.count() > 0),
    origin: () => origin,
  };
  const api = makeApi(core, delivery.sockets);
  const close = serve(server, { core, api, sockets: delivery.sockets });

  const personNamed = (name: string) => {
    const person = findPerson(core, name);
    if (person === undefined) throw new Error(`nobody is called ${name}`);
    return person;
  };
  const channelNamed = (name: string, person?: Person) => {
    const channel = findChannel(core, name, person);
    if (channel === undefined) throw new Error(`no conversation is called ${name}`);
    return channel;
  };

  const slack: SlackPlayground = {
    apiUrl: `${origin}/api/`,
    botToken: identity.botToken,
    appToken: identity.appToken,
    signingSecret: identity.signingSecret,
    team: { id: identity.team.id },
    fresh: workspace.fresh,
    bot: identity.bot,
    install: (manifest, installOptions) => {
      installation = readManifest(manifest, installOptions);
      news.tell("everyone", { kind: "connection" });
    },
    verifyUrl: async () => {
      const url = installation?.urls.events;
      return url !== undefined && delivery.requests.verify(url, identity.verificationToken);
    },
    idOf: (name) => (name.startsWith("#") ? channelNamed(name) : personNamed(name)).id,
    state: (name) => stateOf(core, personNamed(name)),
    messages: (name, channel, thread) => {
      const person = personNamed(name);
      return messagesOf(core, person, channelNamed(channel, person), thread);
    },
    act: (name, act) => perform(core, personNamed(name), act),
    onNews: (name, listener) => news.listen(personNamed(name).id, listener),
    admin: makeAdmin(core),
    faults: makeTrouble({ core, api, delivery }),
    calls: Object.assign(api.calls, { clear: () => void api.calls.splice(0) }),
    tick: events.tick,
    waiting: events.waiting,
    settled: delivery.settled,
  };
  return {
    slack,
    core,
    stop: async () => {
      events.stop();
      await close();
      workspace.storage.close();
    },
  };
}
