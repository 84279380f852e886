import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { ConnectionId, PersonId, WorkspaceId } from "../../../src/domain/ids.ts";
import { DeliveryError } from "../../../src/domain/refusal.ts";
import { answer } from "../../../src/presentation/say.ts";
import { inviteInstall } from "../../../src/services/connection/install.ts";
import { systemCtx } from "../../../src/services/system.ts";
import { globex } from "../../support/installing.ts";
import { eventually, type SlackBot, startSlackBot } from "./support.ts";
import { wordsOf } from "./words.ts";

/** The audit of the connections: what it says that happened. */
const told = async (bot: SlackBot) =>
  (
    await bot.rows<{ data: Record<string, string> }>(
      sql`select data from entries where subject_kind = 'connection' order by at, id`,
    )
  ).map(({ data }) => Object.keys(data).join());

/** Lets a second team in, as whoever owns the first one. */
const letIn = async (bot: SlackBot) => {
  await bot.types("ada", "/incident whisper I am here");
  const owner = await eventually(async () => {
    const [one] = await bot.rows<{ id: PersonId; workspace: WorkspaceId }>(
      sql`select id, workspace_id as workspace from people where role = 'owner'`,
    );
    return one;
  });
  const { database, jobs, clock } = bot;
  const ground = { now: () => clock.now(), transact: database.transact, read: database.read, enqueue: jobs.enqueue };
  const actor = { kind: "person", id: owner.id, role: "owner" } as const;
  const secret = await inviteInstall({ ...systemCtx(ground, owner.workspace), actor });
  const team = bot.server.addTeam(globex);
  const { installer } = bot.bot;
  const back = new URL(team.allow((await installer?.consent(secret)) ?? ""));
  await installer?.finish({ secret, code: back.searchParams.get("code") ?? "" });
  return team;
};

const whisper = { kind: "command", channel: "#outages", command: "/incident", text: "whisper who is there?" } as const;

describe("a token that Slack refuses for a while", () => {
  const refuseOnce = async (bot: SlackBot) => {
    for (const method of ["auth.test", "chat.postMessage"])
      bot.server.faults.fail(method, { times: 1, error: "invalid_auth" });
    const place = { connection: bot.connection, chat: bot.server.idOf("#incidents") };
    await expect(bot.messenger.post(place, answer("hello"), "a")).rejects.toThrow(DeliveryError);
  };

  it("is asked for again, and is the bot's again once Slack takes it", async () => {
    await using bot = await startSlackBot();
    await refuseOnce(bot);
    await eventually(async () => (await told(bot)).length === 2);
    expect(await told(bot)).toEqual(["gone", "back"]);
    await bot.types("lin", "/incident whisper still there");
    await bot.quiet();
    expect(bot.words("lin").join()).toContain("still there");
    expect(await bot.rows(sql`select 1 as one from connections where gone_at is not null`)).toEqual([]);
  });

  it("is the bot's again as soon as somebody there says something", async () => {
    await using bot = await startSlackBot({ askAgainAfter: 600_000 });
    await refuseOnce(bot);
    await eventually(async () => (await told(bot)).length === 1);
    expect(bot.bot.ready()).toContain("Slack refuses SLACK_BOT_TOKEN");
    await bot.types("lin", "/incident whisper still there");
    await bot.quiet();
    expect(bot.words("lin").join()).toContain("still there");
    expect(bot.bot.ready()).toBeNull();
  });
});

describe.each(["socket", "http"] as const)("two teams by %s", (mode) => {
  it("are answered each by its own bot", async () => {
    await using bot = await startSlackBot({ mode });
    const team = await letIn(bot);
    await team.act("gia", whisper);
    await bot.quiet();
    const seen = team.messages("gia", team.idOf("#outages")).map(wordsOf).join();
    expect(seen).toContain("who is there?");
    expect(bot.words("ada").join()).not.toContain("who is there?");
  });
});

it("another process knows within seconds which teams have come and gone", async () => {
  await using bot = await startSlackBot();
  await using other = await bot.another();
  const team = await letIn(bot);
  const [row] = await bot.rows<{ id: ConnectionId }>(
    sql`select id from connections where external_id = ${team.team.id}`,
  );
  const reaches = () => row !== undefined && other.slack.messenger(row.id) !== undefined;
  await eventually(() => reaches());
  team.uninstall();
  await eventually(() => !reaches());
  await team.act("gia", whisper);
  expect(team.messages("gia", team.idOf("#outages")).map(wordsOf).join()).not.toContain("who is there?");
});
