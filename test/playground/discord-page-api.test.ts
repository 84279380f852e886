import { expect, it } from "vitest";
import type { DiscordMessage, DiscordOutcome, DiscordState } from "../../src/playground/discord/protocol.ts";
import { type DiscordWorld, startDiscordWorld } from "./support/discord-world.ts";

const at = (path: string) => `http://localhost:3000/playground/${path}`;
const get = ({ playground }: DiscordWorld, path: string) => playground.fetch(new Request(at(path)));
const post = ({ playground }: DiscordWorld, path: string, body: unknown) =>
  playground.fetch(
    new Request(at(path), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    }),
  );
const read = async <T>(response: Response | Promise<Response>) => (await (await response).json()) as T;

it("names the Discord that the bot is in", async () => {
  await using world = await startDiscordWorld({ bot: false });
  expect(await read(get(world, "workspaces"))).toEqual(["slack", "discord"]);
});

it("shows the server to a person, and does what they do", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const say = { kind: "say", channel: "#incidents", content: "Hello" };
  const said = await read<DiscordOutcome>(post(world, "discord/act", { as: "lin", act: say }));
  const messages = await read<DiscordMessage[]>(get(world, "discord/messages?as=ada&channel=incidents"));
  expect(messages).toMatchObject([{ id: said.id, content: "Hello", author: { name: "Lin" } }]);
  const state = await read<DiscordState>(get(world, "discord/state?as=ada"));
  expect(state.channels.find(({ name }) => name === "incidents")?.unread).toBe(1);
});

it("refuses what it does not understand, in words", async () => {
  await using world = await startDiscordWorld({ bot: false });
  expect((await get(world, "discord/state?as=nobody")).status).toBe(404);
  expect((await get(world, "discord/messages?as=ada&channel=nowhere")).status).toBe(404);
  expect((await post(world, "discord/act", { as: "lin", act: { kind: "fly" } })).status).toBe(400);
  const press = { kind: "delete", channel: "#incidents", message: "1" };
  expect(await read(post(world, "discord/act", { as: "lin", act: press }))).toMatchObject({ ok: false });
});

it("keeps files harmless", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const upload = { kind: "upload", name: "x.html", mediaType: "text/html", base64: btoa("<script>1</script>") };
  const { id } = await read<DiscordOutcome>(post(world, "discord/act", { as: "lin", act: upload }));
  const file = await get(world, `discord/files/${id}`);
  expect(file.headers.get("content-type")).toBe("text/plain; charset=utf-8");
  expect(file.headers.get("content-security-policy")).toContain("sandbox");
});

it("makes trouble when asked to", async () => {
  await using world = await startDiscordWorld({ bot: false });
  const limit = { kind: "rateLimit", route: "GET /users/@me", times: 1, retryAfter: 1 };
  expect(await read(post(world, "discord/fault", limit))).toEqual({ ok: true });
  expect((await post(world, "discord/fault", { kind: "earthquake" })).status).toBe(400);
});
