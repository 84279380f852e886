import type { Messenger } from "../../ports.ts";
import type { Connection } from "../../services/connection/connect.ts";
import { accountsOfPeople } from "../../services/identity/identity.ts";
import { makeLease } from "../../services/lease/lease.ts";
import { makeParts } from "../../services/posting/parts.ts";
import { systemCtx } from "../../services/system.ts";
import { keepContinuation } from "../caller.ts";
import type { Adapter } from "../inbound.ts";
import { knowPeople } from "../people.ts";
import { makeReceiver, type Receiver } from "../receive.ts";
import { keptLine } from "../requests.ts";
import { catchUpWith, watchGaps } from "./catch-up.ts";
import { clientOptions, TeamClient } from "./client.ts";
import { calling, deliveryError, isTokenRefused } from "./errors.ts";
import { findMessage } from "./find.ts";
import { mentionedIn, toNeutral } from "./markup.ts";
import { makeMessenger } from "./messenger.ts";
import type { SlackOptions } from "./options.ts";
import { profileOf } from "./profile.ts";
import { replierFor } from "./replier.ts";
import type { Sending } from "./send.ts";
import { permalinkOf, type Who } from "./who.ts";

/** A team that lets the bot in. */
export interface Joined {
  readonly connection: Connection;
  /** Where its pages are, with a slash at the end. */
  readonly address: string;
  readonly token: string;
  /** The same as it is kept; absent where it comes from the environment. */
  readonly sealed?: string;
}

/** The way in and out of one team. */
export interface Team {
  readonly connection: Connection;
  readonly who: Who;
  readonly joined: Joined;
  readonly receive: Receiver;
  readonly messenger: Messenger;
  /** False where Slack no longer takes its token. Throws a DeliveryError where that cannot be found out. */
  isLetIn(): Promise<boolean>;
  /** Begins to see to it that nothing said there is missed. */
  watch(isOpen: () => boolean): Promise<void>;
  /** Resolves when nothing that was missed is being asked for. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** What Slack takes in one channel: a message a second. More at once it may take, but does not promise to keep. */
const usualPace = 1;

const usualHearing = { lasts: 30_000, every: 10_000 } as const;

/** `refused` is told whenever Slack does not take the team's token. */
export const makeTeam = (options: SlackOptions, joined: Joined, refused: () => void): Team => {
  const { ground, log, config } = options;
  const { connection, token, address } = joined;
  const client = new TeamClient(token, clientOptions(config.apiUrl, log), refused);
  const who: Who = {
    connection: connection.id,
    team: connection.externalId,
    bot: connection.botAccount,
    url: address,
  };
  const kept = { ground, connection };
  const key = { workspace: connection.workspace, platform: connection.platform, realm: who.team };
  const pace = config.pace ?? usualPace;
  const sending: Sending = {
    client,
    who,
    pace,
    parts: makeParts(systemCtx(ground, connection.workspace), {
      platform: "slack",
      pace,
      find: (place, of, since) => findMessage({ client, who }, place, of, since),
    }),
    accounts: (people) => accountsOfPeople(ground, key, people),
    keep: async (line) => keptLine(await keepContinuation(kept, { line })),
    keepKnown: (known) => keepContinuation(kept, { line: known }),
  };
  const adapter = makeAdapter(sending);
  const receive = makeReceiver({
    ...kept,
    adapter,
    people: knowPeople(ground, connection, adapter),
    messengers: options.messengers,
    outside: options.outside,
    storage: options.storage,
    address: options.address,
    installs: options.installs,
    table: options.table,
    log,
  });
  const { lasts, every } = options.hearing ?? usualHearing;
  const catchUp = catchUpWith({ client, who, receive, ground, team: connection, log });
  const lease = makeLease(ground, `slack-heard:${who.team}`, lasts);
  let watching: ReturnType<typeof watchGaps> | undefined;
  return {
    connection,
    who,
    joined,
    receive,
    messenger: makeMessenger(sending, token),
    isLetIn: async () => {
      try {
        await client.auth.test();
        return true;
      } catch (error) {
        if (isTokenRefused(error)) return false;
        throw deliveryError(error);
      }
    },
    watch: async (isOpen) => {
      watching = watchGaps({ catchUp, lease, isOpen, now: ground.now, every, log });
      await watching.begin();
    },
    idle: () => catchUp.idle(),
    stop: async () => {
      await watching?.end();
    },
  };
};

const makeAdapter = (sending: Sending): Adapter => ({
  platform: "slack",
  async profile(account) {
    const { user } = await calling(() => sending.client.users.info({ user: account.id }));
    return user === undefined ? null : profileOf(user);
  },
  mentioned: mentionedIn,
  neutral: (text, mentions, looks) => toNeutral(text, mentions, { looks, url: sending.who.url }),
  permalink: (ref) => Promise.resolve(permalinkOf(sending.who, ref)),
  replier: (inbound) => replierFor(sending, inbound),
});
