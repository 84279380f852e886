import { listen } from "../listen.ts";
import { openStorage } from "../storage.ts";
import type { Core } from "./core.ts";
import { type Delivery, makeDelivery } from "./delivery/delivery.ts";
import { type JoinedTeam, joinTeam } from "./join.ts";
import { type InstallOptions, readManifest } from "./manifest.ts";
import { type Consents, makeConsents } from "./oauth.ts";
import { defaultSeed, type Seed } from "./seed.ts";
import { serve } from "./server.ts";
import { openWorkspace } from "./state/workspace.ts";
import { openTeam, type RunningTeam, type SlackTeam } from "./team.ts";

export interface SlackOptions {
  readonly now: () => Temporal.Instant;
  readonly dataDir?: string;
  readonly seed?: Seed;
  /** Milliseconds in which the app must acknowledge; Slack gives three seconds. */
  readonly patience?: number;
}

/** The workspace the app belongs to, and the app itself. */
export interface SlackPlayground extends SlackTeam {
  readonly apiUrl: string;
  readonly appToken: string;
  readonly signingSecret: string;
  /** What the app shows when it exchanges a code for a token. */
  readonly client: Consents["client"];
  /** Has it just been made? */
  readonly fresh: boolean;
  /** Installs the app as its manifest says; once more replaces it. */
  readonly install: (manifest: unknown, options?: InstallOptions) => void;
  /** Does the app answer at its request URL, as Slack asks before it takes one? */
  readonly verifyUrl: () => Promise<boolean>;
  /** Another workspace, in which the app is not installed yet. It is forgotten at the end. */
  readonly addTeam: (seed: Seed) => JoinedTeam;
  /** Redelivers the events that have become due. */
  readonly tick: () => Promise<void>;
  /** How many events wait for another attempt. */
  readonly waiting: () => number;
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
  let installation: ReturnType<typeof readManifest> | null = null;
  const delivery: Delivery = makeDelivery({
    identity,
    patience,
    installation: () => installation,
    isDown: () => home.api.faults.down !== "no",
    onChange: () => home.core.news.tell("everyone", { kind: "connection" }),
  });
  const common = { now, origin, delivery: () => delivery };
  const home = openTeam({ ...common, workspace, installation: () => installation });
  const teams: RunningTeam[] = [home];
  const consents = makeConsents(now, identity.bot.appId);
  const close = serve(server, { teams, consents, sockets: delivery.sockets });

  const slack: SlackPlayground = {
    ...home.team,
    botToken: identity.botToken,
    apiUrl: `${origin}/api/`,
    appToken: identity.appToken,
    signingSecret: identity.signingSecret,
    client: consents.client,
    fresh: workspace.fresh,
    install: (manifest, installOptions) => {
      installation = readManifest(manifest, installOptions);
      home.core.news.tell("everyone", { kind: "connection" });
    },
    verifyUrl: async () => {
      const url = installation?.urls.events;
      return url !== undefined && delivery.requests.verify(url, identity.verificationToken);
    },
    addTeam: (added) => {
      const { running, joined } = joinTeam({
        ...common,
        seed: added,
        app: identity,
        consents,
        installation: () => installation,
      });
      teams.push(running);
      return joined;
    },
    tick: async () => {
      for (const { events } of teams) await events.tick();
    },
    waiting: () => teams.reduce((sum, { events }) => sum + events.waiting(), 0),
  };
  return {
    slack,
    core: home.core,
    stop: async () => {
      await close();
      for (const team of teams) team.stop();
    },
  };
}
