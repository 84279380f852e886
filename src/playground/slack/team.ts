import { makeNews } from "../news.ts";
import type { Storage } from "../storage.ts";
import { perform } from "./acts/act.ts";
import { type Admin, makeAdmin } from "./admin.ts";
import { type Api, type ApiCall, makeApi } from "./api.ts";
import type { Core } from "./core.ts";
import type { Delivery } from "./delivery/delivery.ts";
import { type Events, makeEvents } from "./delivery/events.ts";
import { hears } from "./delivery/subscriptions.ts";
import { messagesOf, stateOf } from "./look.ts";
import type { Installation } from "./manifest.ts";
import type { SlackAct, SlackMessage, SlackNews, SlackOutcome, SlackState } from "./protocol.ts";
import { makeResponseUrls } from "./response-urls.ts";
import { findChannel, findPerson } from "./state/people.ts";
import type { Person } from "./state/records.ts";
import type { Workspace } from "./state/workspace.ts";
import { makeTriggers } from "./triggers.ts";
import { makeTrouble, type Trouble } from "./trouble.ts";

/** One workspace of the local Slack, as its people see it. */
export interface SlackTeam {
  readonly botToken: string;
  readonly team: { readonly id: string };
  readonly bot: { readonly userId: string; readonly botId: string; readonly appId: string };
  /** The id of a person by handle, of a channel by "#name". */
  readonly idOf: (name: string) => string;
  readonly state: (person: string) => SlackState;
  readonly messages: (person: string, channel: string, thread?: string) => readonly SlackMessage[];
  readonly act: (person: string, act: SlackAct) => Promise<SlackOutcome>;
  readonly onNews: (person: string, listener: (news: SlackNews) => void) => () => void;
  readonly admin: Admin;
  readonly faults: Trouble;
  readonly calls: CallLog;
  /** Resolves when every envelope under way is answered or given up. */
  readonly settled: () => Promise<void>;
}

export interface CallLog extends ReadonlyArray<ApiCall> {
  clear(): void;
}

/** A workspace with what serves it. */
export interface RunningTeam {
  readonly core: Core;
  readonly api: Api;
  readonly events: Events;
  readonly team: SlackTeam;
  readonly stop: () => void;
}

export interface TeamParts {
  readonly workspace: Workspace & { readonly storage: Storage };
  readonly now: () => Temporal.Instant;
  readonly origin: string;
  readonly delivery: () => Delivery;
  /** The app as it is installed there, or null. */
  readonly installation: () => Installation | null;
}

export function openTeam({ workspace, now, origin, delivery, installation }: TeamParts): RunningTeam {
  const { identity } = workspace;
  const events = makeEvents({
    now,
    identity,
    send: (envelope) => delivery().send(envelope),
    url: () => installation()?.urls.events,
  });
  const core: Core = {
    ...workspace,
    now,
    news: makeNews<SlackNews>(),
    modals: new Map(),
    entered: new Map(),
    suggested: new Map(),
    triggers: makeTriggers(now, identity.team.id),
    responseUrls: makeResponseUrls(now, (token) => `${origin}/response/${token}`),
    installation,
    emit: (subscription, event) => {
      if (hears(installation(), subscription)) events.emit(event);
    },
    deliver: (envelope) => delivery().send(envelope),
    connected: () => (installation()?.socketMode === false ? true : delivery().sockets.count() > 0),
    origin: () => origin,
  };
  const api = makeApi(core, () => delivery().sockets.ticket());

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

  const team: SlackTeam = {
    get botToken() {
      return identity.botToken;
    },
    team: { id: identity.team.id },
    bot: identity.bot,
    idOf: (name) => (name.startsWith("#") ? channelNamed(name) : personNamed(name)).id,
    state: (name) => stateOf(core, personNamed(name)),
    messages: (name, channel, thread) => {
      const person = personNamed(name);
      return messagesOf(core, person, channelNamed(channel, person), thread);
    },
    act: (name, act) => perform(core, personNamed(name), act),
    onNews: (name, listener) => core.news.listen(personNamed(name).id, listener),
    admin: makeAdmin(core),
    faults: makeTrouble({ core, api, delivery }),
    calls: Object.assign(api.calls, { clear: () => void api.calls.splice(0) }),
    settled: () => delivery().settled(),
  };
  return {
    core,
    api,
    events,
    team,
    stop: () => {
      events.stop();
      workspace.storage.close();
    },
  };
}
