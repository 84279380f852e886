import { WebClient } from "@slack/web-api";
import { expect, it } from "vitest";
import { heldClock } from "../support/clock.ts";
import { globex } from "../support/installing.ts";
import { manifest } from "./support/manifest.ts";
import { eventually, quiet, refusalOf, startWorld } from "./support/world.ts";

type World = Awaited<ReturnType<typeof startWorld>>;

const redirect_uri = "https://app.example/back";

const withFarewell = {
  ...manifest,
  settings: {
    ...manifest.settings,
    event_subscriptions: { bot_events: ["message.channels", "app_uninstalled", "tokens_revoked"] },
  },
};

const clientOf = ({ slack }: World, token?: string) =>
  new WebClient(token, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 }, logger: quiet });

/** Somebody there allows it; gives the code that their browser brings back. */
const consent = (
  { slack }: World,
  team: ReturnType<World["slack"]["addTeam"]>,
  scope = "chat:write,channels:history",
) => {
  const question = new URL("/oauth/v2/authorize", slack.apiUrl);
  question.search = String(new URLSearchParams({ client_id: slack.client.id, scope, state: "s", redirect_uri }));
  const back = new URL(team.allow(question.href));
  expect(back.searchParams.get("state")).toBe("s");
  return back.searchParams.get("code") ?? "";
};

const exchange = (world: World, code: string, changed: object = {}) =>
  clientOf(world).oauth.v2.access({
    client_id: world.slack.client.id,
    client_secret: world.slack.client.secret,
    code,
    redirect_uri,
    ...changed,
  });

it("gives each team's token for a code, once, to the app it was given to", async () => {
  await using world = await startWorld({ bot: false });
  const team = world.slack.addTeam(globex);
  expect(await refusalOf(clientOf(world, team.botToken).auth.test())).toBe("account_inactive");
  expect(await refusalOf(exchange(world, "made-up"))).toBe("invalid_code");
  expect(await refusalOf(exchange(world, consent(world, team), { client_secret: "wrong" }))).toBe("bad_client_secret");
  const elsewhere = { redirect_uri: "https://other.example/" };
  expect(await refusalOf(exchange(world, consent(world, team), elsewhere))).toBe("bad_redirect_uri");
  const code = consent(world, team);
  expect(await exchange(world, code)).toMatchObject({
    access_token: team.botToken,
    team: { id: team.team.id, name: "Globex" },
    bot_user_id: team.bot.userId,
    token_type: "bot",
  });
  expect(await refusalOf(exchange(world, code))).toBe("invalid_code");
  expect(() => consent(world, team, "admin")).toThrow("invalid_scope");
});

it("takes a code for ten minutes", async () => {
  const clock = heldClock();
  await using world = await startWorld({ bot: false, now: () => clock.now() });
  const code = consent(world, world.slack.addTeam(globex));
  await clock.advance("11m");
  expect(await refusalOf(exchange(world, code))).toBe("code_expired");
});

it("keeps teams apart: each token sees its own, each event names its own, each trouble is its own", async () => {
  await using world = await startWorld({ manifest: withFarewell });
  const { slack } = world;
  const heard: string[] = [];
  world.app.use(async ({ body, next }) => {
    if ("team_id" in body) heard.push(String(body["team_id"]));
    await next();
  });
  const team = slack.addTeam(globex);
  await exchange(world, consent(world, team));
  const [acme, other] = [clientOf(world, slack.botToken), clientOf(world, team.botToken)];
  expect(await acme.auth.test()).toMatchObject({ team_id: slack.team.id, user_id: slack.bot.userId });
  expect(await other.auth.test()).toMatchObject({ team_id: team.team.id, user_id: team.bot.userId, team: "Globex" });
  const channel = team.idOf("#outages");
  expect(await refusalOf(acme.chat.postMessage({ channel, text: "hello" }))).toBe("channel_not_found");
  team.faults.rateLimit("chat.postMessage", { times: 1, retryAfter: 1 });
  await acme.chat.postMessage({ channel: slack.idOf("#incidents"), text: "hello" });
  await team.act("gia", { kind: "say", channel: "#outages", text: "anybody?" });
  await eventually(() => heard.includes(team.team.id));
});

it("tells the app that it was removed, and takes its token no more", async () => {
  await using world = await startWorld({ manifest: withFarewell });
  const told: string[] = [];
  for (const type of ["app_uninstalled", "tokens_revoked"]) world.app.event(type, async () => void told.push(type));
  const team = world.slack.addTeam(globex);
  await exchange(world, consent(world, team));
  const before = team.botToken;
  team.uninstall();
  await eventually(() => told.length === 2);
  expect(await refusalOf(clientOf(world, before).auth.test())).toBe("account_inactive");
  await exchange(world, consent(world, team));
  expect(team.botToken).not.toBe(before);
  expect(await refusalOf(clientOf(world, before).auth.test())).toBe("invalid_auth");
});
