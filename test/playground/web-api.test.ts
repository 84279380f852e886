import { WebClient } from "@slack/web-api";
import { expect, it } from "vitest";
import { without } from "./support/manifest.ts";
import { refusalOf, startWorld } from "./support/world.ts";

const serverOnly = { bot: false } as const;

it("checks tokens", async () => {
  await using world = await startWorld(serverOnly);
  const { slack } = world;
  const call = (token: string | undefined, method = "auth.test") => {
    const options = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
    return refusalOf(new WebClient(token, options).apiCall(method));
  };
  expect(await call(undefined)).toBe("not_authed");
  expect(await call("xoxb-wrong")).toBe("invalid_auth");
  expect(await call(slack.appToken)).toBe("not_allowed_token_type");
  expect(await call(slack.botToken, "apps.connections.open")).toBe("not_allowed_token_type");
  expect(await call(slack.botToken, "chat.shout")).toBe("unknown_method");
});

it("takes JSON bodies and forms alike", async () => {
  await using world = await startWorld(serverOnly);
  const { slack } = world;
  const response = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8", authorization: `Bearer ${slack.botToken}` },
    body: JSON.stringify({ channel: slack.idOf("#incidents"), text: "by JSON", blocks: [{ type: "divider" }] }),
  });
  expect(await response.json()).toMatchObject({
    ok: true,
    message: { text: "by JSON", blocks: [{ type: "divider" }] },
  });
  const form = new URLSearchParams({ token: slack.botToken, channel: slack.idOf("#incidents"), text: "by form" });
  expect(await (await fetch(`${slack.apiUrl}chat.postMessage`, { method: "POST", body: form })).json()).toMatchObject({
    ok: true,
  });
});

it("asks for the scope that is missing", async () => {
  await using world = await startWorld({ ...serverOnly, manifest: without("pins:write", "groups:read") });
  const { slack, client } = world;
  await expect(client.pins.add({ channel: slack.idOf("#incidents"), timestamp: "1.1" })).rejects.toMatchObject({
    data: { error: "missing_scope", needed: "pins:write", provided: expect.stringContaining("chat:write") },
  });
  expect(await refusalOf(client.conversations.list({ types: "private_channel" }))).toBe("missing_scope");
});

it("knows who the app is and who the people are", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  expect(await client.auth.test()).toMatchObject({
    team_id: slack.team.id,
    user_id: slack.bot.userId,
    bot_id: slack.bot.botId,
  });
  expect(await client.team.info()).toMatchObject({ team: { name: "Acme" } });
  const { user } = await client.users.info({ user: slack.idOf("grace") });
  expect(user).toMatchObject({
    real_name: "Grace Nilsson",
    tz: "Europe/Stockholm",
    profile: { email: "grace@acme.example" },
    is_owner: false,
  });
  expect((await client.users.lookupByEmail({ email: "lin@acme.example" })).user?.id).toBe(slack.idOf("lin"));
  expect(await refusalOf(client.users.lookupByEmail({ email: "no@acme.example" }))).toBe("users_not_found");
  const { members = [] } = await client.users.list({ limit: 2 });
  expect(members).toHaveLength(2);
  const { usergroups = [] } = await client.usergroups.list();
  const { users } = await client.usergroups.users.list({ usergroup: usergroups[0]?.id ?? "" });
  expect(users).toContain(slack.idOf("lin"));
  const change = (who: string) => client.usergroups.users.update({ usergroup: usergroups[0]?.id ?? "", users: who });
  expect((await change(slack.idOf("ada"))).usergroup?.users).toEqual([slack.idOf("ada")]);
  expect(await refusalOf(change(""))).toBe("no_users_provided");
  expect(await refusalOf(change("U0NOBODY"))).toBe("invalid_users");
});

it("withholds addresses without users:read.email", async () => {
  await using world = await startWorld({ ...serverOnly, manifest: without("users:read.email") });
  const { user } = await world.client.users.info({ user: world.slack.idOf("lin") });
  expect(user?.profile).not.toHaveProperty("email");
});

it("posts only where it may", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const post = (channel: string, text = "hello") => client.chat.postMessage({ channel, text });
  expect(await refusalOf(post(slack.idOf("#random")))).toBe("not_in_channel");
  expect(await refusalOf(post(slack.idOf("#leads")))).toBe("channel_not_found");
  expect(await refusalOf(post("C000"))).toBe("channel_not_found");
  expect(await refusalOf(post(slack.idOf("#incidents"), ""))).toBe("no_text");
  await slack.act("ada", { kind: "archive", channel: "#payments" });
  expect(await refusalOf(post(slack.idOf("#payments")))).toBe("is_archived");
  await post(slack.idOf("lin"), "for you");
  expect(slack.messages("lin", "@tocsin").map((message) => message.text)).toEqual(["for you"]);
  await client.conversations.join({ channel: slack.idOf("#random") });
  expect((await post(slack.idOf("#random"))).ok).toBe(true);
});

it("cuts text at 40,000 characters", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const { message } = await client.chat.postMessage({ channel: slack.idOf("#incidents"), text: "x".repeat(40_001) });
  expect(message?.text).toHaveLength(40_000);
});

it("changes and deletes only its own messages", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const channel = slack.idOf("#incidents");
  const { ts: hers = "" } = await slack.act("ada", { kind: "say", channel, text: "mine" });
  expect(await refusalOf(client.chat.update({ channel, ts: hers, text: "no" }))).toBe("cant_update_message");
  expect(await refusalOf(client.chat.delete({ channel, ts: hers }))).toBe("cant_delete_message");
  const metadata = { event_type: "posting", event_payload: { key: "announce:1" } };
  const { ts = "" } = await client.chat.postMessage({ channel, text: "one", thread_ts: hers, metadata });
  await client.chat.update({ channel, ts, text: "two", blocks: [{ type: "divider" }] });
  const { messages = [] } = await client.conversations.replies({ channel, ts: hers, include_all_metadata: true });
  expect(messages.map(({ text, metadata: found }) => [text, found])).toEqual([
    ["mine", undefined],
    ["two", metadata],
  ]);
  expect((await client.conversations.replies({ channel, ts: hers })).messages?.[1]).not.toHaveProperty("metadata");
  await client.chat.delete({ channel, ts });
  expect(await refusalOf(client.chat.delete({ channel, ts }))).toBe("message_not_found");
  expect(await refusalOf(client.chat.postMessage({ channel, text: "x", thread_ts: "1.000001" }))).toBe(
    "thread_not_found",
  );
});

it("keeps what a change leaves out, and takes less text than a new message", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const channel = slack.idOf("#incidents");
  const { ts = "" } = await client.chat.postMessage({ channel, text: "one", blocks: [{ type: "divider" }] });
  await client.chat.update({ channel, ts, text: "two" });
  const [message] = slack.messages("ada", channel);
  expect(message).toMatchObject({ text: "two", blocks: [{ type: "divider" }], edited: { user: slack.bot.botId } });
  expect((await client.chat.update({ channel, ts, text: "é".repeat(2_000) })).ok).toBe(true);
  expect(await refusalOf(client.chat.update({ channel, ts, text: "é".repeat(2_001) }))).toBe("msg_too_long");
  expect(await refusalOf(client.chat.update({ channel, ts, text: "", blocks: [] }))).toBe("no_text");
  await slack.act("ada", { kind: "archive", channel });
  expect(await refusalOf(client.chat.update({ channel, ts, text: "three" }))).toBe("is_inactive");
});

it("names every message anew, even in the same instant", async () => {
  const at = Temporal.Instant.from("2026-03-02T10:00:00Z");
  await using world = await startWorld({ ...serverOnly, now: () => at });
  const { slack, client } = world;
  const channel = slack.idOf("#incidents");
  const post = async (text: string) => (await client.chat.postMessage({ channel, text })).ts;
  expect([await post("a"), await post("b")]).toEqual(["1772445600.000000", "1772445600.000001"]);
});

it("pages through history, newest first", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const channel = slack.idOf("#incidents");
  const stamps: string[] = [];
  for (const text of ["a", "b", "c", "d", "e"])
    stamps.push((await client.chat.postMessage({ channel, text })).ts ?? "");
  const first = await client.conversations.history({ channel, limit: 2 });
  expect([first.messages?.map((each) => each.text), first.has_more]).toEqual([["e", "d"], true]);
  const cursor = first.response_metadata?.next_cursor ?? "";
  const second = await client.conversations.history({ channel, limit: 2, cursor });
  expect(second.messages?.map((each) => each.text)).toEqual(["c", "b"]);
  const since = await client.conversations.history({ channel, oldest: stamps[3] ?? "" });
  expect(since.messages?.map((each) => each.text)).toEqual(["e"]);
  const inclusive = await client.conversations.history({
    channel,
    oldest: stamps[3] ?? "",
    latest: stamps[3] ?? "",
    inclusive: true,
  });
  expect(inclusive.messages?.map((each) => each.text)).toEqual(["d"]);
});

it("makes, fills, describes, renames and archives channels", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const make = (name: string) => client.conversations.create({ name });
  expect(await refusalOf(make("incidents"))).toBe("name_taken");
  expect(await refusalOf(make("No Spaces"))).toBe("invalid_name_specials");
  expect(await refusalOf(make("x".repeat(81)))).toBe("invalid_name_maxlength");
  const channel = (await make("inc-42-checkout-down")).channel?.id ?? "";
  const [ada, lin] = [slack.idOf("ada"), slack.idOf("lin")];
  await client.conversations.invite({ channel, users: `${ada},${lin}` });
  expect(await refusalOf(client.conversations.invite({ channel, users: ada }))).toBe("already_in_channel");
  expect(await refusalOf(client.conversations.invite({ channel, users: slack.bot.userId }))).toBe("cant_invite_self");
  await client.conversations.setTopic({ channel, topic: "sev1" });
  await client.conversations.setPurpose({ channel, purpose: "fix it" });
  await client.conversations.rename({ channel, name: "inc-42-done" });
  await client.conversations.kick({ channel, user: lin });
  await client.bookmarks.add({ channel_id: channel, title: "Incident", type: "link", link: "https://acme.example/42" });
  expect((await client.conversations.members({ channel })).members).toEqual([slack.bot.userId, ada]);
  const seen = slack.state("ada").conversations.find(({ id }) => id === channel);
  expect(seen).toMatchObject({
    name: "inc-42-done",
    topic: "sev1",
    bookmarks: [{ title: "Incident" }],
    archived: false,
  });
  await client.conversations.archive({ channel });
  expect(await refusalOf(client.conversations.archive({ channel }))).toBe("already_archived");
  expect(await refusalOf(client.conversations.setTopic({ channel, topic: "x" }))).toBe("is_archived");
  const { channels = [] } = await client.conversations.list({ exclude_archived: true, limit: 999 });
  expect(channels.map((each) => each.name)).toEqual(["general", "incidents", "payments", "random"]);
});

it("reacts, pins and keeps bookmarks once", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const channel = slack.idOf("#incidents");
  const { ts: timestamp = "" } = await client.chat.postMessage({ channel, text: "INC-1" });
  const elsewhere = { channel: slack.idOf("#random"), timestamp, name: "eyes" };
  expect(await refusalOf(client.reactions.add(elsewhere))).toBe("not_in_channel");
  await client.reactions.add({ channel, timestamp, name: "eyes" });
  expect(await refusalOf(client.reactions.add({ channel, timestamp, name: "eyes" }))).toBe("already_reacted");
  expect((await client.reactions.get({ channel, timestamp })).message?.reactions).toMatchObject([
    { name: "eyes", count: 1 },
  ]);
  await client.pins.add({ channel, timestamp });
  expect(await refusalOf(client.pins.add({ channel, timestamp }))).toBe("already_pinned");
  expect((await client.pins.list({ channel })).items).toMatchObject([{ message: { ts: timestamp } }]);
  await client.pins.remove({ channel, timestamp });
  expect(await refusalOf(client.pins.remove({ channel, timestamp }))).toBe("no_pin");
  const { bookmark } = await client.bookmarks.add({
    channel_id: channel,
    title: "a",
    type: "link",
    link: "https://a.example",
  });
  const bookmark_id = bookmark?.id ?? "";
  await client.bookmarks.edit({ channel_id: channel, bookmark_id, title: "b" });
  expect((await client.bookmarks.list({ channel_id: channel })).bookmarks).toMatchObject([
    { title: "b", link: "https://a.example" },
  ]);
  await client.bookmarks.remove({ channel_id: channel, bookmark_id });
  expect(await refusalOf(client.bookmarks.remove({ channel_id: channel, bookmark_id }))).toBe("not_found");
});

it("shows an ephemeral message to one person only", async () => {
  await using world = await startWorld(serverOnly);
  const { slack, client } = world;
  const channel = slack.idOf("#incidents");
  await client.chat.postEphemeral({ channel, user: slack.idOf("lin"), text: "psst" });
  expect(slack.messages("lin", channel)).toMatchObject([{ text: "psst", ephemeral: true }]);
  expect(slack.messages("ada", channel)).toEqual([]);
  expect((await client.conversations.history({ channel })).messages).toEqual([]);
  const elsewhere = { channel: slack.idOf("#payments"), user: slack.idOf("sam"), text: "psst" };
  expect(await refusalOf(client.chat.postEphemeral(elsewhere))).toBe("user_not_in_channel");
});
