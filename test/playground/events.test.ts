import { expect, it } from "vitest";
import { without } from "./support/manifest.ts";
import { eventually, startWorld } from "./support/world.ts";

type World = Awaited<ReturnType<typeof startWorld>>;
type Told = Readonly<Record<string, unknown>>;

/** Every event the app hears, as it comes. */
function listen({ app }: World): Told[] {
  const heard: Told[] = [];
  app.use(async ({ payload, body, next }) => {
    if ("event_id" in body) heard.push(payload as unknown as Told);
    await next();
  });
  return heard;
}

const find = (heard: readonly Told[], wanted: Told) =>
  heard.find((event) => Object.entries(wanted).every(([key, value]) => event[key] === value));

it("tells the app what people say, in Slack's markup", async () => {
  await using world = await startWorld();
  const { slack } = world;
  const heard = listen(world);
  const say = {
    kind: "say",
    channel: "#payments",
    text: "@Lin see #incidents & <b>, @channel https://a.example/b",
  } as const;
  const { ts } = await slack.act("ada", say);
  const event = await eventually(() => find(heard, { type: "message" }));
  expect(event).toMatchObject({
    channel: slack.idOf("#payments"),
    channel_type: "channel",
    user: slack.idOf("ada"),
    ts,
    text: `<@${slack.idOf("lin")}> see <#${slack.idOf("#incidents")}|incidents> &amp; &lt;b&gt;, <!channel> <https://a.example/b>`,
  });
});

it("tells of mentions, threads, broadcasts, edits and deletions", async () => {
  await using world = await startWorld();
  const { slack } = world;
  const heard = listen(world);
  const channel = "#incidents";
  const { ts = "" } = await slack.act("lin", { kind: "say", channel, text: "@tocsin ack" });
  await eventually(() => find(heard, { type: "app_mention", ts }));
  const reply = await slack.act("ada", { kind: "say", channel, text: "on it", thread: ts, broadcast: true });
  const told = await eventually(() => find(heard, { subtype: "thread_broadcast" }));
  expect(told).toMatchObject({ thread_ts: ts, text: "on it", root: { ts, reply_count: 1 } });
  await slack.act("ada", { kind: "edit", channel, ts: reply.ts ?? "", text: "on it now" });
  const edited = await eventually(() => find(heard, { subtype: "message_changed" }));
  expect(edited).toMatchObject({
    message: { text: "on it now", thread_ts: ts, edited: { user: slack.idOf("ada") } },
    previous_message: { text: "on it" },
  });
  await slack.act("ada", { kind: "delete", channel, ts: reply.ts ?? "" });
  const deleted = await eventually(() => find(heard, { subtype: "message_deleted" }));
  expect(deleted).toMatchObject({ deleted_ts: reply.ts, previous_message: { text: "on it now" } });
  expect(slack.messages("lin", channel, ts).map((message) => message.text)).toEqual([`<@${slack.bot.userId}> ack`]);
});

it("keeps a deleted message that has replies as a tombstone", async () => {
  await using world = await startWorld({ bot: false });
  const { slack } = world;
  const { ts = "" } = await slack.act("lin", { kind: "say", channel: "#incidents", text: "root" });
  await slack.act("ada", { kind: "say", channel: "#incidents", text: "reply", thread: ts });
  await slack.act("lin", { kind: "delete", channel: "#incidents", ts });
  const thread = slack.messages("lin", "#incidents", ts);
  expect(thread.map(({ subtype, text }) => [subtype, text])).toEqual([
    ["tombstone", "This message was deleted."],
    [undefined, "reply"],
  ]);
});

it("lets people change and delete their own words only, unless they own the place", async () => {
  await using world = await startWorld({ bot: false });
  const { slack } = world;
  const channel = "#incidents";
  const { ts = "" } = await slack.act("lin", { kind: "say", channel, text: "mine" });
  expect(await slack.act("grace", { kind: "edit", channel, ts, text: "hers" })).toEqual({
    ok: false,
    error: "cant_update_message",
  });
  expect(await slack.act("grace", { kind: "delete", channel, ts })).toEqual({
    ok: false,
    error: "cant_delete_message",
  });
  expect(await slack.act("ada", { kind: "delete", channel, ts })).toEqual({ ok: true });
  expect(await slack.act("sam", { kind: "say", channel: "#leads", text: "let me in" })).toEqual({
    ok: false,
    error: "channel_not_found",
  });
  expect(await slack.act("sam", { kind: "say", channel: "#payments", text: "hi" })).toEqual({
    ok: false,
    error: "not_in_channel",
  });
  await slack.act("ada", { kind: "say", channel: "#leads", text: "between us" });
  expect([slack.messages("grace", "#leads").length, slack.messages("sam", "#leads").length]).toEqual([1, 0]);
});

it("tells of reactions and pins", async () => {
  await using world = await startWorld();
  const { slack } = world;
  const heard = listen(world);
  const { ts = "" } = await slack.act("lin", { kind: "say", channel: "#incidents", text: "cause found" });
  const at = { channel: "#incidents", ts };
  await slack.act("ada", { kind: "react", ...at, name: "pushpin" });
  expect(await slack.act("ada", { kind: "react", ...at, name: "pushpin" })).toEqual({
    ok: false,
    error: "already_reacted",
  });
  await slack.act("ada", { kind: "pin", ...at });
  const item = { type: "message", channel: slack.idOf("#incidents"), ts };
  expect(await eventually(() => find(heard, { type: "reaction_added" }))).toMatchObject({ reaction: "pushpin", item });
  expect(await eventually(() => find(heard, { type: "pin_added" }))).toMatchObject({ item: { message: { ts } } });
  expect(slack.messages("lin", "#incidents")[0]).toMatchObject({
    pinned: true,
    reactions: [{ name: "pushpin", users: [slack.idOf("ada")] }],
  });
  await slack.act("ada", { kind: "unreact", ...at, name: "pushpin" });
  await slack.act("ada", { kind: "unpin", ...at });
  await eventually(() => find(heard, { type: "reaction_removed" }));
  await eventually(() => find(heard, { type: "pin_removed" }));
});

it("delivers the app's own messages with its bot_id", async () => {
  await using world = await startWorld();
  const { slack, client } = world;
  const heard: unknown[] = [];
  const { receiver } = world.app as unknown as {
    receiver: { client: { on: (name: string, hear: (got: Told) => void) => void } };
  };
  receiver.client.on("message", ({ event }) => heard.push(event));
  await client.chat.postMessage({ channel: slack.idOf("#incidents"), text: "hello" });
  expect(await eventually(() => heard[0])).toMatchObject({
    bot_id: slack.bot.botId,
    user: slack.bot.userId,
    text: "hello",
  });
});

it("delivers what other apps say as bot messages", async () => {
  await using world = await startWorld();
  const { slack } = world;
  const heard = listen(world);
  const { ts = "" } = await slack.act("lin", { kind: "say", channel: "#incidents", text: "root" });
  const said = slack.admin.sayAsOther("#incidents", { text: "deployed", thread: ts, name: "Deployer" });
  const told = await eventually(() => find(heard, { subtype: "bot_message" }));
  expect(told).toMatchObject({ ts: said, thread_ts: ts, text: "deployed", username: "Deployer" });
  expect(told).not.toHaveProperty("user");
  expect(told.bot_id).not.toBe(slack.bot.botId);
});

it("keeps quiet about conversations the app is not in, and about what it did not subscribe to", async () => {
  await using world = await startWorld({ manifest: without("message.groups", "reaction_added") });
  const { slack } = world;
  const heard = listen(world);
  await slack.act("ada", { kind: "say", channel: "#random", text: "unheard" });
  await slack.act("ada", { kind: "say", channel: "#leads", text: "unheard" });
  const { ts = "" } = await slack.act("ada", { kind: "say", channel: "#incidents", text: "heard" });
  await slack.act("ada", { kind: "react", channel: "#incidents", ts, name: "eyes" });
  await slack.act("ada", { kind: "say", channel: "@tocsin", text: "psst @tocsin" });
  await eventually(() => find(heard, { channel_type: "im" }));
  await slack.settled();
  expect(heard.map(({ type, text }) => [type, text])).toEqual([
    ["message", "heard"],
    ["message", `psst <@${slack.bot.userId}>`],
  ]);
});

it("delivers only events whose scope was granted", async () => {
  await using world = await startWorld({ manifest: without("reactions:read") });
  const { slack } = world;
  const heard = listen(world);
  const { ts = "" } = await slack.act("ada", { kind: "say", channel: "#incidents", text: "one" });
  await slack.act("ada", { kind: "react", channel: "#incidents", ts, name: "eyes" });
  await slack.act("ada", { kind: "pin", channel: "#incidents", ts });
  await eventually(() => find(heard, { type: "pin_added" }));
  expect(find(heard, { type: "reaction_added" })).toBeUndefined();
});

it("tells of channels and people that change", async () => {
  await using world = await startWorld();
  const { slack } = world;
  const heard = listen(world);
  const payments = slack.idOf("#payments");
  await slack.act("sam", { kind: "join", channel: "#payments" });
  expect(await eventually(() => find(heard, { type: "member_joined_channel" }))).toMatchObject({
    user: slack.idOf("sam"),
    channel: payments,
  });
  await eventually(() => find(heard, { type: "message", subtype: "channel_join" }));
  await slack.act("ada", { kind: "archive", channel: "#payments" });
  await eventually(() => find(heard, { type: "channel_archive", channel: payments }));
  expect(await slack.act("ada", { kind: "say", channel: "#payments", text: "hi" })).toEqual({
    ok: false,
    error: "is_archived",
  });
  await slack.act("ada", { kind: "unarchive", channel: "#payments" });
  await eventually(() => find(heard, { type: "channel_unarchive" }));
  slack.admin.removeFrom("#payments", "tocsin");
  await eventually(() => find(heard, { type: "member_left_channel", user: slack.bot.userId }));
  slack.admin.deleteChannel("#payments");
  await eventually(() => find(heard, { type: "channel_deleted", channel: payments }));
  const joe = slack.admin.addPerson({ handle: "joe", name: "Joe Bloggs" });
  expect(await eventually(() => find(heard, { type: "team_join" }))).toMatchObject({ user: { id: joe } });
  slack.admin.changePerson("joe", { zone: "Asia/Tokyo" });
  expect(await eventually(() => find(heard, { type: "user_change" }))).toMatchObject({ user: { tz: "Asia/Tokyo" } });
  slack.admin.setGroup({ handle: "payments-team", name: "Payments", members: ["ada", "joe"] });
  expect(await eventually(() => find(heard, { type: "subteam_members_changed" }))).toMatchObject({
    added_users: [joe],
  });
});
