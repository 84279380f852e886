import type { AddressInfo } from "node:net";
import { App, HTTPReceiver } from "@slack/bolt";
import { expect, it } from "vitest";
import { startPlayground } from "../../src/playground/playground.ts";
import { manifest } from "./support/manifest.ts";
import { eventually, holdClock, quiet, textsOf } from "./support/world.ts";

/** A playground that reaches a real Bolt app by HTTP. */
async function startHttp(secret?: string) {
  const clock = holdClock();
  const playground = await startPlayground({ now: clock.now, patience: 500 });
  const { slack } = playground;
  const signingSecret = secret ?? slack.signingSecret;
  const receiver = new HTTPReceiver({ signingSecret, logger: quiet, unhandledRequestTimeoutMillis: 50 });
  const app = new App({
    token: slack.botToken,
    receiver,
    logger: quiet,
    deferInitialization: true,
    clientOptions: { slackApiUrl: slack.apiUrl },
  });
  slack.install(manifest, { requestUrl: "http://127.0.0.1:9/slack/events" });
  await app.init();
  const server = await receiver.start({ port: 0, host: "127.0.0.1" });
  const { port } = server.address() as AddressInfo;
  slack.install(manifest, { requestUrl: `http://127.0.0.1:${port}/slack/events` });
  return {
    clock,
    slack,
    app,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await app.stop();
      await playground.stop();
    },
  };
}

const command = { kind: "command", channel: "#incidents", command: "/incident", text: "open" } as const;

it("delivers commands, presses and events to request URLs, signed", async () => {
  await using world = await startHttp();
  const { slack, app } = world;
  expect(await slack.verifyUrl()).toBe(true);
  const said: string[] = [];
  app.command("/incident", async ({ ack, client, command: { channel_id, text } }) => {
    await ack({ text: `heard ${text}` });
    const button = { type: "button", action_id: "ack", text: { type: "plain_text", text: "Ack" } } as const;
    const blocks = [{ type: "actions" as const, block_id: "b", elements: [button] }];
    await client.chat.postMessage({ channel: channel_id, text: "INC-1", blocks });
  });
  app.action("ack", async ({ ack, respond }) => {
    await ack();
    await respond({ text: "acknowledged", response_type: "in_channel" });
  });
  app.message(async ({ message }) => void said.push("text" in message ? (message.text ?? "") : ""));
  expect(await slack.act("lin", command)).toEqual({ ok: true });
  const card = await eventually(() => slack.messages("ada", "#incidents")[0]);
  const press = { kind: "press", channel: card.channel, ts: card.ts, block_id: "b", action_id: "ack" } as const;
  expect(await slack.act("lin", press)).toEqual({ ok: true });
  await eventually(() => slack.messages("lin", "#incidents").length === 3);
  expect(textsOf(slack.messages("lin", "#incidents"))).toEqual(["heard open", "INC-1", "acknowledged"]);
  await slack.act("lin", { kind: "say", channel: "#incidents", text: "by event" });
  await eventually(() => said.includes("by event"));
});

it("is refused by an app that holds another signing secret", async () => {
  await using world = await startHttp("another secret");
  expect(await world.slack.verifyUrl()).toBe(false);
  expect(await world.slack.act("lin", command)).toEqual({
    ok: false,
    error: '/incident failed with the error "http_client_error"',
  });
});

it("repeats events with their retry number and reason", async () => {
  await using world = await startHttp();
  const { slack, app, clock } = world;
  const retries: unknown[] = [];
  app.use(async ({ context, next }) => {
    retries.push([context.retryNum, context.retryReason]);
    await next();
  });
  const process = app.processEvent.bind(app);
  let broken = true;
  app.processEvent = async (event) => {
    if (!broken) return process(event);
    throw new Error("the disk is full");
  };
  await slack.act("lin", { kind: "say", channel: "#incidents", text: "one" });
  await eventually(() => slack.waiting() === 1);
  expect(retries).toEqual([]);
  broken = false;
  clock.advance({ minutes: 1 });
  await slack.tick();
  expect(retries).toEqual([[2, "http_error"]]);
});
