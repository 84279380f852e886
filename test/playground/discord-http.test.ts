import { createPublicKey, verify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Routes } from "discord.js";
import { expect, it } from "vitest";
import { startDiscordWorld } from "./support/discord-world.ts";
import { eventually } from "./support/world.ts";

interface Heard {
  readonly type: number;
  readonly token: string;
  readonly id: string;
  readonly data?: { readonly name?: string; readonly custom_id?: string };
}

type Answer = { readonly status: number; readonly body?: unknown };

/** An app that takes interactions by HTTP and checks who they come from. */
async function startApp(options: { readonly checks?: boolean; readonly pongs?: boolean } = {}) {
  const { checks = true, pongs = true } = options;
  const heard: Heard[] = [];
  const app = {
    key: "",
    answer: async (_: Heard): Promise<Answer> => ({ status: 200, body: { type: 4, data: { content: "by HTTP" } } }),
  };
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", async () => {
      const body = Buffer.concat(parts).toString();
      const { "x-signature-ed25519": signature, "x-signature-timestamp": at } = request.headers;
      if (checks && !isSigned(app.key, `${at}${body}`, String(signature)))
        return response.writeHead(401).end("bad signature");
      const interaction = JSON.parse(body) as Heard;
      heard.push(interaction);
      const { status, body: said } =
        interaction.type === 1 ? { status: pongs ? 200 : 500, body: { type: 1 } } : await app.answer(interaction);
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(said === undefined ? "" : JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/interactions`;
  return {
    app,
    heard,
    url,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function isSigned(key: string, text: string, signature: string): boolean {
  const x = Buffer.from(key, "hex").toString("base64url");
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "hex"));
}

async function startHttp(options: Parameters<typeof startApp>[0] = {}) {
  const receiver = await startApp(options);
  const world = await startDiscordWorld({ bot: false, interactionsUrl: receiver.url, patience: 500 });
  receiver.app.key = world.discord.publicKey;
  const { discord, rest } = world;
  await rest.put(Routes.applicationGuildCommands(discord.applicationId, discord.guild.id), {
    body: [{ name: "incident", description: "Incidents" }],
  });
  return {
    ...receiver,
    discord,
    rest,
    [Symbol.asyncDispose]: async () => {
      await world[Symbol.asyncDispose]();
      await receiver[Symbol.asyncDispose]();
    },
  };
}

const run = { kind: "command", channel: "#incidents", name: "incident" } as const;
const unanswered = { ok: false, error: "The application did not respond" };

it("asks PING first, then delivers interactions to the address, signed", async () => {
  await using world = await startHttp();
  const { discord, heard } = world;
  expect(discord.state("lin").connected).toBe(true);
  expect(await discord.act("lin", run)).toEqual({ ok: true });
  expect(await discord.act("ada", run)).toEqual({ ok: true });
  expect(heard.map(({ type, data }) => [type, data?.name])).toEqual([
    [1, undefined],
    [2, "incident"],
    [2, "incident"],
  ]);
  expect(discord.messages("ada", "#incidents").map(({ content, type }) => [content, type])).toEqual([
    ["by HTTP", 20],
    ["by HTTP", 20],
  ]);
});

it("takes a promise by HTTP and the words by the API", async () => {
  await using world = await startHttp();
  const { discord, app, heard, rest } = world;
  app.answer = async () => ({ status: 200, body: { type: 5, data: { flags: 64 } } });
  expect(await discord.act("lin", run)).toEqual({ ok: true });
  const { token = "" } = heard[1] ?? {};
  await rest.patch(Routes.webhookMessage(discord.applicationId, token), { body: { content: "INC-1" } });
  expect(discord.messages("lin", "#incidents")).toMatchObject([{ content: "INC-1", ephemeral: true, thinking: false }]);
});

it("lets the app answer 202 and call back instead", async () => {
  await using world = await startHttp();
  const { discord, app, rest } = world;
  app.answer = async ({ id, token }) => {
    setImmediate(
      () =>
        void rest.post(Routes.interactionCallback(id, token), { body: { type: 4, data: { content: "called back" } } }),
    );
    return { status: 202 };
  };
  expect(await discord.act("lin", run)).toEqual({ ok: true });
  expect(discord.messages("lin", "#incidents").map(({ content }) => content)).toEqual(["called back"]);
});

it.each([
  ["does not check signatures", { checks: false }],
  ["does not answer PING", { pongs: false }],
] as const)("delivers nothing to an app that %s", async (_, options) => {
  await using world = await startHttp(options);
  expect(await world.discord.verifyUrl()).toBe(false);
  expect(await world.discord.act("lin", run)).toEqual(unanswered);
  expect(world.heard.filter(({ type }) => type === 2)).toEqual([]);
});

it("is refused by an app that holds another key", async () => {
  await using world = await startHttp();
  expect(await world.discord.verifyUrl()).toBe(true);
  world.app.key = "0".repeat(64);
  expect(await world.discord.act("lin", run)).toEqual(unanswered);
});

it.each([
  ["fails", { status: 500 }],
  ["answers nonsense", { status: 200, body: { type: 4, data: {} } }],
  ["answers nothing", { status: 200 }],
] as const)("says so when the app %s", async (_, answer) => {
  await using world = await startHttp();
  world.app.answer = async () => answer;
  expect(await world.discord.act("lin", run)).toEqual(unanswered);
  await eventually(() => world.heard.length === 2);
});

it("brings no messages that way", async () => {
  await using world = await startHttp();
  await world.discord.act("lin", { kind: "say", channel: "#incidents", content: "hello" });
  await world.discord.act("lin", run);
  expect(world.heard.map(({ type }) => type)).toEqual([1, 2]);
});
