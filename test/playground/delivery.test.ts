import { expect, it } from "vitest";
import { eventually, holdClock, startWorld } from "./support/world.ts";

type World = Awaited<ReturnType<typeof startWorld>>;
interface Receipt {
  readonly id: string;
  readonly text: string;
  readonly retry: number | undefined;
  readonly reason: string | undefined;
}

function listen(app: World["app"]): Receipt[] {
  const heard: Receipt[] = [];
  app.message(async ({ message, body, context }) => {
    const text = "text" in message ? (message.text ?? "") : "";
    heard.push({ id: body.event_id, text, retry: context.retryNum, reason: context.retryReason });
  });
  return heard;
}

const say = (text: string) => ({ kind: "say", channel: "#incidents", text }) as const;

it("gives each envelope to exactly one of the sockets", async () => {
  await using world = await startWorld();
  const { slack } = world;
  const second = await world.begin();
  const [one, two] = [listen(world.app), listen(second.app)];
  for (let number = 0; number < 6; number += 1) await slack.act("lin", say(`line ${number}`));
  await eventually(() => one.length + two.length >= 6);
  await slack.settled();
  const ids = [...one, ...two].map((receipt) => receipt.id);
  expect([new Set(ids).size, ids.length]).toEqual([6, 6]);
  expect(one.length).toBeGreaterThan(0);
  expect(two.length).toBeGreaterThan(0);
});

it("redelivers an unacknowledged event at once, after a minute and after five, then gives up", async () => {
  const clock = holdClock();
  await using world = await startWorld({ now: clock.now });
  const { slack } = world;
  const heard = listen(world.app);
  slack.faults.withholdAcks(4);
  await slack.act("lin", say("checkout is down"));
  await eventually(() => heard.length === 2);
  await slack.settled();
  clock.advance({ seconds: 59 });
  await slack.tick();
  expect(heard).toHaveLength(2);
  clock.advance({ seconds: 1 });
  await slack.tick();
  expect(heard).toHaveLength(3);
  clock.advance({ minutes: 5 });
  await slack.tick();
  expect(heard).toHaveLength(4);
  clock.advance({ hours: 1 });
  await slack.tick();
  expect(heard).toHaveLength(4);
  expect(new Set(heard.map((receipt) => receipt.id)).size).toBe(1);
  expect(heard.map((receipt) => receipt.retry)).toEqual([0, 1, 2, 3]);
  expect(heard.at(-1)?.reason).toBe("timeout");
});

it("gives an event that one receiver could not keep to the next", async () => {
  await using world = await startWorld({ patience: 100 });
  const { slack } = world;
  const second = await world.begin();
  const heard: Receipt[] = [];
  const refused: string[] = [];
  for (const { app } of [world, second]) {
    const process = app.processEvent.bind(app);
    app.processEvent = async (event) => {
      const { event_id: id, event: told } = event.body as {
        readonly event_id: string;
        readonly event: { readonly text: string };
      };
      if (refused.length === 0) {
        refused.push(id);
        throw new Error("the disk is full");
      }
      heard.push({ id, text: told.text, retry: event.retryNum, reason: event.retryReason });
      await process(event);
    };
  }
  await slack.act("lin", say("do not lose this"));
  await eventually(() => heard.length === 1);
  expect(heard).toEqual([{ id: refused[0], text: "do not lose this", retry: 1, reason: "timeout" }]);
});

it("keeps what was said while the app was away for the next attempt", async () => {
  const clock = holdClock();
  await using world = await startWorld({ now: clock.now });
  const { slack } = world;
  await world.end();
  await eventually(() => !slack.state("lin").connected);
  await slack.act("lin", say("is anybody there?"));
  await slack.settled();
  const again = await world.begin();
  const heard = listen(again.app);
  clock.advance({ minutes: 1 });
  await slack.tick();
  expect(heard).toMatchObject([{ text: "is anybody there?", retry: 2, reason: "connection_failed" }]);
});

it("sends the same envelopes again when asked", async () => {
  await using world = await startWorld();
  const { slack } = world;
  const heard = listen(world.app);
  await slack.act("lin", say("one"));
  await slack.act("lin", say("two"));
  await eventually(() => heard.length === 2);
  await slack.faults.redeliver(2);
  expect(heard.map(({ text }) => text)).toEqual(["one", "two", "one", "two"]);
  expect(heard[2]?.id).toBe(heard[0]?.id);
  await slack.faults.redeliver(1, { afresh: true });
  expect([heard[4]?.text, heard[4]?.retry]).toEqual(["two", 0]);
  expect(heard[4]?.id).not.toBe(heard[1]?.id);
});

it("lets the app reconnect after its socket dropped", async () => {
  await using world = await startWorld();
  const { slack } = world;
  slack.faults.dropSockets();
  await eventually(() => !slack.state("lin").connected);
  await eventually(() => slack.state("lin").connected);
  const heard = listen(world.app);
  await slack.act("lin", say("back again"));
  await eventually(() => heard.length === 1);
});

it("falls silent when half open, until the client notices and comes back", async () => {
  await using world = await startWorld({ patience: 50 });
  const { slack } = world;
  const heard = listen(world.app);
  slack.faults.halfOpen(true);
  expect(slack.state("lin").connected).toBe(true);
  let commands = 0;
  world.app.command("/incident", async () => {
    commands += 1;
  });
  const outcome = await slack.act("lin", { kind: "command", channel: "#incidents", command: "/incident", text: "" });
  expect([outcome.error, commands]).toEqual(['/incident failed with the error "operation_timeout"', 0]);
  await eventually(() => !slack.state("lin").connected);
  slack.faults.halfOpen(false);
  await eventually(() => slack.state("lin").connected);
  await slack.act("lin", say("heard again"));
  await eventually(() => heard.some(({ text }) => text === "heard again"));
});

async function askForSocket({ slack }: World): Promise<string> {
  const headers = { authorization: `Bearer ${slack.appToken}` };
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, { method: "POST", headers });
  return ((await response.json()) as { url: string }).url;
}

const greeting = (url: string) =>
  new Promise<string>((resolve) => {
    const socket = new WebSocket(url);
    socket.onmessage = ({ data }) => resolve(JSON.parse(String(data)).reason ?? "welcome");
    socket.onerror = () => resolve("refused");
  });

it("lets a socket in once for each address it gave out", async () => {
  await using world = await startWorld({ bot: false });
  const url = await askForSocket(world);
  expect([await greeting(url), await greeting(url)]).toEqual(["welcome", "refused"]);
});

it("refuses the eleventh socket", async () => {
  await using world = await startWorld({ bot: false });
  const said: string[] = [];
  for (let number = 0; number < 11; number += 1) said.push(await greeting(await askForSocket(world)));
  expect(said).toEqual([...Array<string>(10).fill("welcome"), "too_many_websockets"]);
});

it("answers nothing while it is down, and everything after", async () => {
  await using world = await startWorld();
  const { slack, client } = world;
  slack.faults.down();
  await expect(client.auth.test()).rejects.toMatchObject({ statusCode: 503 });
  await eventually(() => !slack.state("lin").connected);
  slack.faults.up();
  slack.faults.down("refuse");
  await expect(client.auth.test()).rejects.toThrow();
  slack.faults.up();
  expect((await client.auth.test()).ok).toBe(true);
});

it("limits rates, fails, and drops the connection after the deed", async () => {
  await using world = await startWorld();
  const { slack, client } = world;
  const channel = slack.idOf("#incidents");
  slack.faults.rateLimit("chat.postMessage", { times: 1, retryAfter: 7, channel });
  await client.chat.postMessage({ channel: slack.idOf("#payments"), text: "elsewhere" });
  await expect(client.chat.postMessage({ channel, text: "one" })).rejects.toMatchObject({ retryAfter: 7 });
  slack.faults.fail("chat.postMessage", { times: 1, error: "internal_error" });
  await expect(client.chat.postMessage({ channel, text: "two" })).rejects.toMatchObject({
    data: { error: "internal_error" },
  });
  slack.faults.fail("chat.postMessage", { times: 1 });
  await expect(client.chat.postMessage({ channel, text: "three" })).rejects.toMatchObject({ statusCode: 500 });
  slack.faults.fail("chat.postMessage", { times: 1, after: true });
  await expect(client.chat.postMessage({ channel, text: "four" })).rejects.toThrow();
  await client.chat.postMessage({ channel, text: "five" });
  expect(slack.messages("lin", "#incidents").map((message) => message.text)).toEqual(["four", "five"]);
  const posts = slack.calls.filter(({ method, body }) => method === "chat.postMessage" && body.channel === channel);
  expect(posts.map(({ body, ok, error }) => [body.text, ok, error])).toEqual([
    ["one", false, "ratelimited"],
    ["two", false, "internal_error"],
    ["three", false, "internal_error"],
    ["four", true, undefined],
    ["five", true, undefined],
  ]);
  expect(JSON.stringify(slack.calls)).not.toContain(slack.botToken);
  slack.calls.clear();
  expect(slack.calls).toHaveLength(0);
});
