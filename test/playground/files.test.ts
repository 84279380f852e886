import { expect, it } from "vitest";
import { without } from "./support/manifest.ts";
import { eventually, refusalOf, startWorld } from "./support/world.ts";

const upload = (name: string, mediaType: string, content: string) =>
  ({ kind: "upload", name, mediaType, base64: Buffer.from(content).toString("base64") }) as const;

it("brings a file that a person shares to the app, which reads it with its token", async () => {
  await using world = await startWorld();
  const { slack, app } = world;
  const messages: unknown[] = [];
  const shared: string[] = [];
  app.message(async ({ message }) => void messages.push(message));
  app.event("file_shared", async ({ event }) => void shared.push(event.file_id));
  const { id = "" } = await slack.act("lin", upload("error.log", "text/plain", "boom"));
  await slack.act("lin", { kind: "say", channel: "#incidents", text: "the log", files: [id] });
  const message = await eventually(() => messages[0]);
  expect(message).toMatchObject({
    subtype: "file_share",
    text: "the log",
    files: [{ id, name: "error.log", size: 4 }],
  });
  await eventually(() => shared.includes(id));
  const url = (message as { files: { url_private: string }[] }).files[0]?.url_private ?? "";
  const read = (token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } });
  expect(await (await read(slack.botToken)).text()).toBe("boom");
  expect(await (await read("xoxb-wrong")).text()).toContain("Sign in");
  slack.install(without("files:read"));
  expect(await (await read(slack.botToken)).text()).toContain("Sign in");
});

it("takes the app's uploads in three steps, into a thread", async () => {
  await using world = await startWorld({ bot: false });
  const { slack, client } = world;
  const channel_id = slack.idOf("#incidents");
  const { ts = "" } = await client.chat.postMessage({ channel: channel_id, text: "INC-1" });
  const file = Buffer.from("not really a picture");
  await client.files.uploadV2({
    channel_id,
    thread_ts: ts,
    file,
    filename: "board.png",
    alt_text: "the board",
    title: "Board",
    initial_comment: "This week",
  });
  const [, reply] = slack.messages("ada", "#incidents", ts);
  expect(reply).toMatchObject({
    text: "This week",
    files: [{ name: "board.png", title: "Board", alt_txt: "the board" }],
  });
  const shown = await world.playground.fetch(new Request(`http://localhost${reply?.files?.[0]?.url_private}`));
  expect([shown.headers.get("content-type"), await shown.text()]).toEqual(["image/png", "not really a picture"]);
  const id = reply?.files?.[0]?.id ?? "";
  expect((await client.files.info({ file: id })).file).toMatchObject({ id, channels: [channel_id] });
  await client.files.delete({ file: id });
  expect(await refusalOf(client.files.info({ file: id }))).toBe("file_not_found");
  expect(slack.messages("ada", "#incidents", ts)[1]?.files).toEqual([]);
});

it("keeps from the app the files of places it is not in", async () => {
  await using world = await startWorld({ bot: false });
  const { slack, client } = world;
  const { id = "" } = await slack.act("ada", upload("plan.txt", "text/plain", "secret"));
  await slack.act("ada", { kind: "say", channel: "#leads", text: "look", files: [id] });
  expect(await refusalOf(client.files.info({ file: id }))).toBe("file_not_found");
});
