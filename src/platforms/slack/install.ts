import { WebClient } from "@slack/web-api";
import { pages } from "../../domain/page.ts";
import { type DeliveryError, Refusal } from "../../domain/refusal.ts";
import { isInvited, joinByInstall } from "../../services/connection/install.ts";
import { clientOptions } from "./client.ts";
import { calling, deliveryError } from "./errors.ts";
import { scopes } from "./manifest.ts";
import type { SlackClient, SlackOptions } from "./options.ts";
import type { Teams } from "./teams.ts";

/** How other teams are let in over the web, by Slack's OAuth 2. */
export interface Installer {
  /** Where Slack asks whether the bot may come; null where the secret of the link lets nobody in any more. */
  consent(secret: string): Promise<string | null>;
  /** Lets in the team that Slack gave a code for, and gives its name. Throws a Refusal where that cannot be. */
  finish(given: { readonly secret: string; readonly code: string }): Promise<string>;
}

const slackItself = "https://slack.com/api/";

export const makeInstaller = (
  options: SlackOptions,
  app: SlackClient,
  teams: Pick<Teams, "all" | "load">,
  home: string,
): Installer => {
  const { ground, outside, config, log } = options;
  const back = (): string => {
    const url = options.address?.();
    if (url === undefined) throw new Error("Nobody knows where browsers reach us.");
    return `${url}${pages.installed}`;
  };

  /** What Slack gives for the code that the browser brought. */
  const exchange = async (code: string) => {
    const client = new WebClient(undefined, clientOptions(config.apiUrl, log));
    const given = await client.oauth.v2
      .access({ client_id: app.id, client_secret: app.secret, code, redirect_uri: back() })
      .catch((error: unknown) => {
        const failure = deliveryError(error);
        throw failure.permanent ? notAllowed(failure) : failure;
      });
    if (given.is_enterprise_install === true) throw wholeOrganisation();
    const { access_token: token, team, bot_user_id: botAccount } = given;
    if (token === undefined || team?.id === undefined || botAccount === undefined) throw notAllowed();
    return { token, team: { id: team.id, name: team.name ?? team.id }, botAccount };
  };

  return {
    consent: async (secret) => {
      if (!(await isInvited(ground, secret))) return null;
      const url = new URL("/oauth/v2/authorize", config.apiUrl ?? slackItself);
      url.search = new URLSearchParams({
        client_id: app.id,
        scope: scopes.join(","),
        state: secret,
        redirect_uri: back(),
      }).toString();
      return url.href;
    },
    finish: async ({ secret, code }) => {
      const { token, team, botAccount } = await exchange(code);
      if (team.id === home) throw isHome(team.name);
      const { url } = await calling(() => new WebClient(token, clientOptions(config.apiUrl, log)).auth.test());
      const installing = {
        externalId: team.id,
        name: team.name,
        botAccount,
        token,
        address: url ?? "https://slack.com/",
      };
      await joinByInstall(ground, outside.vault, { secret, installing });
      await teams.load();
      return team.name;
    },
  };
};

const notAllowed = (cause?: DeliveryError): Refusal =>
  new Refusal(
    "not-allowed",
    `Slack did not let the bot in${cause === undefined ? "" : ` (${cause.message.replace(/^Slack refused: /, "")})`}. Open the link once more; if that goes wrong too, whoever runs Tocsin looks at SLACK_CLIENT_ID and SLACK_CLIENT_SECRET.`,
  );

const wholeOrganisation = (): Refusal =>
  new Refusal(
    "whole-organisation",
    "Tocsin joins one Slack workspace at a time, not a whole organisation. Open the link once more and choose one.",
  );

const isHome = (name: string): Refusal =>
  new Refusal("connected-already", `${name} is in already: its token is SLACK_BOT_TOKEN. Choose another workspace.`);
