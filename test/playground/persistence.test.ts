import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startPlayground } from "../../src/playground/playground.ts";
import { startWorld } from "./support/world.ts";

async function scratch() {
  const path = await mkdtemp(join(tmpdir(), "playground-"));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

it("shows the same conversations after a restart", async () => {
  await using folder = await scratch();
  const before = await (async () => {
    await using world = await startWorld({ bot: false, dataDir: folder.path });
    const { slack, client } = world;
    const { ts = "" } = await slack.act("lin", { kind: "say", channel: "#incidents", text: "root" });
    await slack.act("ada", { kind: "say", channel: "#incidents", text: "reply", thread: ts });
    await slack.act("ada", { kind: "pin", channel: "#incidents", ts });
    const { id = "" } = await slack.act("lin", {
      kind: "upload",
      name: "a.txt",
      mediaType: "text/plain",
      base64: "aGk=",
    });
    await slack.act("lin", { kind: "say", channel: "#incidents", text: "file", files: [id] });
    await client.views.publish({ user_id: slack.idOf("lin"), view: { type: "home", blocks: [{ type: "divider" }] } });
    return look(slack);
  })();
  await using world = await startWorld({ bot: false, dataDir: folder.path });
  expect(look(world.slack)).toEqual(before);
  const latest = before.messages.at(-1);
  const { ts = "" } = await world.slack.act("lin", { kind: "say", channel: "#incidents", text: "later" });
  expect(ts > (latest?.ts ?? "")).toBe(true);
  const shown = await world.playground.fetch(new Request(`http://localhost${latest?.files?.[0]?.url_private}`));
  expect(await shown.text()).toBe("hi");
});

type Slack = Awaited<ReturnType<typeof startWorld>>["slack"];

function look(slack: Slack) {
  const messages = slack.messages("lin", "#incidents");
  return {
    tokens: [slack.botToken, slack.appToken, slack.signingSecret, slack.team.id, slack.bot],
    state: slack.state("lin"),
    messages,
    thread: slack.messages("lin", "#incidents", messages[0]?.ts),
  };
}

it("takes its people and channels from a seed, and keeps their ids", async () => {
  const seed = {
    team: { name: "Umbra", domain: "umbra" },
    people: [
      { handle: "kim", name: "Kim", owner: true },
      { handle: "bo", name: "Bo", zone: "Asia/Tokyo" },
    ],
    channels: [{ name: "ops", members: ["kim", "tocsin"] }, { name: "all" }],
  };
  const now = () => Temporal.Now.instant();
  const [one, two] = await Promise.all([startPlayground({ now, seed }), startPlayground({ now, seed })]);
  const state = one.slack.state("kim");
  expect(state.people.map(({ handle, owner }) => [handle, owner])).toEqual([
    ["kim", true],
    ["bo", false],
    ["tocsin", false],
  ]);
  expect(state.conversations.map(({ name, members }) => [name, members.length])).toEqual([
    ["ops", 2],
    ["all", 2],
  ]);
  expect(two.slack.idOf("#ops")).toBe(one.slack.idOf("#ops"));
  expect(two.slack.botToken).not.toBe(one.slack.botToken);
  await Promise.all([one.stop(), two.stop()]);
});

it("counts what a person has not read", async () => {
  await using world = await startWorld({ bot: false });
  const { slack } = world;
  const unread = (who: string) => slack.state(who).conversations.find(({ name }) => name === "incidents")?.unread;
  await slack.act("lin", { kind: "say", channel: "#incidents", text: "one" });
  const { ts = "" } = await slack.act("lin", { kind: "say", channel: "#incidents", text: "two" });
  expect([unread("lin"), unread("ada")]).toEqual([0, 2]);
  await slack.act("ada", { kind: "read", channel: "#incidents", ts });
  expect(unread("ada")).toBe(0);
});
