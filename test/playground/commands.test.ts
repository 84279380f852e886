import { expect, it } from "vitest";
import { eventually, holdClock, startWorld, textsOf } from "./support/world.ts";

const typeCommand = (text: string, command = "/incident") =>
  ({ kind: "command", channel: "#incidents", command, text }) as const;

it("hands a slash command to the app, and its answers to the person", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  app.command("/incident", async ({ command, ack, respond, client }) => {
    expect("thread_ts" in command).toBe(false);
    await ack();
    await respond(`heard ${command.text}`);
    await client.chat.postMessage({ channel: command.channel_id, text: "INC-1 is open" });
  });
  const text = "open @ada #payments <b> & https://acme.example/x?a=1&b=2. `@lin` @nobody a@b.example";
  expect(await slack.act("lin", typeCommand(text))).toEqual({ ok: true });
  const seen = await eventually(() => {
    const texts = textsOf(slack.messages("lin", "#incidents"));
    return texts.length === 2 && texts;
  });
  const escaped =
    `open <@${slack.idOf("ada")}> <#${slack.idOf("#payments")}|payments> &lt;b&gt; &amp; ` +
    "<https://acme.example/x?a=1&amp;b=2>. `@lin` @nobody <mailto:a@b.example|a@b.example>";
  expect(seen).toEqual([`heard ${escaped}`, "INC-1 is open"]);
  expect(textsOf(slack.messages("ada", "#incidents"))).toEqual(["INC-1 is open"]);
});

it("leaves names as they were typed for a command without should_escape", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const heard: string[] = [];
  app.command("/plain", async ({ command, ack }) => {
    heard.push(command.text);
    await ack("noted");
  });
  expect(await slack.act("lin", typeCommand("open @ada", "/plain"))).toEqual({ ok: true });
  expect(heard).toEqual(["open @ada"]);
  const [answer] = slack.messages("lin", "#incidents");
  expect(answer).toMatchObject({ text: "noted", ephemeral: true });
});

it("names the place as Slack does in channels, private channels and direct messages", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const places: string[] = [];
  app.command("/incident", async ({ command, ack }) => {
    places.push(command.channel_name);
    await ack();
  });
  for (const channel of ["#incidents", "#leads", "@tocsin"]) {
    expect(await slack.act("ada", { ...typeCommand("list"), channel })).toEqual({ ok: true });
  }
  expect(places).toEqual(["incidents", "privategroup", "directmessage"]);
});

it("tells the person when the app does not acknowledge in time", async () => {
  await using world = await startWorld({ patience: 40 });
  world.app.command("/incident", async () => {});
  expect(await world.slack.act("lin", typeCommand("open"))).toEqual({
    ok: false,
    error: '/incident failed with the error "operation_timeout"',
  });
});

it("tells the person when the app is not connected", async () => {
  await using world = await startWorld({ bot: false });
  expect(world.slack.state("lin").connected).toBe(false);
  expect(await world.slack.act("lin", typeCommand("open"))).toEqual({
    ok: false,
    error: '/incident failed with the error "dispatch_failed"',
  });
});

it("refuses commands in threads and commands nobody declared", async () => {
  await using world = await startWorld({ bot: false });
  const { slack } = world;
  const { ts = "" } = await slack.act("lin", { kind: "say", channel: "#incidents", text: "look at this" });
  const inThread = { kind: "say", channel: "#incidents", text: "/incident ack", thread: ts } as const;
  expect(await slack.act("lin", inThread)).toEqual({
    ok: false,
    error: "/incident is not supported in threads. Sorry!",
  });
  const unknown = await slack.act("lin", { kind: "say", channel: "#incidents", text: "/nothing here" });
  expect(unknown.error).toMatch(/^\/nothing is not a valid command/);
  expect(textsOf(slack.messages("lin", "#incidents"))).toEqual(["look at this"]);
});

it("lets a response URL be used five times within thirty minutes", async () => {
  const clock = holdClock();
  await using world = await startWorld({ now: clock.now });
  const { slack, app } = world;
  const urls: string[] = [];
  app.command("/incident", async ({ command, ack }) => {
    await ack();
    urls.push(command.response_url);
  });
  await slack.act("lin", typeCommand("one"));
  await slack.act("lin", typeCommand("two"));
  const [first = "", second = ""] = urls;
  const send = (url: string, body: object) =>
    fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  for (let use = 0; use < 5; use += 1) expect((await send(first, { text: `use ${use}` })).status).toBe(200);
  const sixth = await send(first, { text: "once more" });
  expect([sixth.status, await sixth.json()]).toEqual([404, { ok: false, error: "used_url" }]);
  expect(await (await send(second, { text: "here", response_type: "in_channel" })).text()).toBe("ok");
  expect(textsOf(slack.messages("ada", "#incidents"))).toEqual(["here"]);
  clock.advance({ minutes: 31 });
  expect(await (await send(second, { text: "late" })).json()).toEqual({ ok: false, error: "expired_url" });
});
