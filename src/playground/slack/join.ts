import { makeSecret } from "../secret.ts";
import { openStorage } from "../storage.ts";
import type { Installation } from "./manifest.ts";
import type { Consents } from "./oauth.ts";
import { refuse } from "./refusal.ts";
import type { Seed } from "./seed.ts";
import { removeMember } from "./state/channels.ts";
import type { Identity } from "./state/records.ts";
import { openWorkspace } from "./state/workspace.ts";
import { openTeam, type RunningTeam, type SlackTeam, type TeamParts } from "./team.ts";

/** A workspace that the app comes to by consent. */
export interface JoinedTeam extends SlackTeam {
  /** Somebody allows what is asked at an address of Slack's; gives where their browser is sent back to. */
  readonly allow: (address: string) => string;
  /** An administrator removes the app: its token is revoked and it is told so. */
  readonly uninstall: () => void;
  /** The token is no longer valid, and the app is told nothing. */
  readonly revoke: () => void;
}

export interface JoiningParts extends Omit<TeamParts, "workspace"> {
  readonly seed: Seed;
  /** What the app is to every workspace. */
  readonly app: Identity;
  readonly consents: Consents;
}

export function joinTeam({ seed, app, consents, ...parts }: JoiningParts): {
  readonly running: RunningTeam;
  readonly joined: JoinedTeam;
} {
  const { now, installation } = parts;
  const own = openWorkspace(openStorage("slack"), seed, now);
  let token = own.identity.botToken;
  let isInstalled = false;
  const identity: Identity = {
    ...own.identity,
    bot: { ...own.identity.bot, appId: app.bot.appId },
    appToken: app.appToken,
    signingSecret: app.signingSecret,
    verificationToken: app.verificationToken,
    get botToken() {
      return token;
    },
  };
  const installed = (): Installation | null => (isInstalled ? installation() : null);
  const running = openTeam({ ...parts, workspace: { ...own, identity }, installation: installed });
  const { core, team } = running;

  const grant = () => {
    if (!isInstalled) token = `xoxb-${makeSecret()}`;
    isInstalled = true;
    return {
      app_id: app.bot.appId,
      authed_user: { id: core.people.find(({ owner }) => owner)?.id },
      scope: installation()?.scopes.join(",") ?? "",
      token_type: "bot",
      access_token: token,
      bot_user_id: identity.bot.userId,
      team: { id: identity.team.id, name: identity.team.name },
      enterprise: null,
      is_enterprise_install: false,
    };
  };

  const joined: JoinedTeam = {
    ...team,
    get botToken() {
      return token;
    },
    allow: (address) => {
      const url = new URL(address);
      const asked = (name: string): string => url.searchParams.get(name) ?? refuse("invalid_arguments");
      if (url.pathname !== "/oauth/v2/authorize") refuse("unknown_method");
      if (asked("client_id") !== consents.client.id) refuse("invalid_client_id");
      const mayAsk = installation()?.scopes ?? [];
      if (
        asked("scope")
          .split(",")
          .some((scope) => !mayAsk.includes(scope))
      )
        refuse("invalid_scope");
      const back = new URL(asked("redirect_uri"));
      back.searchParams.set("code", consents.give({ redirectUri: asked("redirect_uri"), grant }));
      back.searchParams.set("state", asked("state"));
      return back.href;
    },
    uninstall: () => {
      core.emit("app_uninstalled", { type: "app_uninstalled" });
      const tokens = { oauth: [], bot: [identity.bot.userId] };
      core.emit("tokens_revoked", { type: "tokens_revoked", tokens, event_ts: core.stamp() });
      for (const channel of core.channels.all()) {
        const owner = core.people.find((one) => one.owner)?.id ?? "";
        if (channel.kind !== "dm") removeMember(core, channel, identity.bot.userId, owner);
      }
      isInstalled = false;
    },
    revoke: () => {
      token = `xoxb-${makeSecret()}`;
    },
  };
  return { running, joined };
}
