import { expect, it } from "vitest";
import type { SlackMessage, SlackNews, SlackState } from "../../src/playground/slack/protocol.ts";
import { startWorld } from "./support/world.ts";

type World = Awaited<ReturnType<typeof startWorld>>;

const api = "http://localhost:3000/playground/slack";
const json = { "content-type": "application/json" };

const get = ({ playground }: World, path: string, headers: Record<string, string> = {}) =>
  playground.fetch(new Request(path.startsWith("http") ? path : `${api}/${path}`, { headers }));

const post = ({ playground }: World, path: string, body: unknown, headers: Record<string, string> = {}) =>
  playground.fetch(
    new Request(`${api}/${path}`, { method: "POST", body: JSON.stringify(body), headers: { ...json, ...headers } }),
  );

const say = (text: string) => ({ as: "lin", act: { kind: "say", channel: "#incidents", text } });

it("shows the workspace to one person, and does what they do", async () => {
  await using world = await startWorld({ bot: false });
  const state = (await (await get(world, "state?as=lin")).json()) as SlackState;
  expect(state.me.handle).toBe("lin");
  expect(state.conversations.map(({ name }) => name)).not.toContain("leads");
  expect(state.commands).toContainEqual({
    command: "/incident",
    description: "Incidents",
    usage_hint: "open sev1 checkout down",
  });
  expect(await (await post(world, "act", say("hello"))).json()).toMatchObject({ ok: true });
  const messages = (await (await get(world, "messages?as=ada&channel=%23incidents")).json()) as SlackMessage[];
  expect(messages).toMatchObject([{ text: "hello" }]);
  expect((await get(world, "state?as=nobody")).status).toBe(404);
  expect((await post(world, "act", { as: "lin", act: { kind: "shout" } })).status).toBe(400);
});

it("completes a command through the app", async () => {
  await using world = await startWorld({ bot: false });
  const asked: string[][] = [];
  const complete = async (...words: string[]) => {
    asked.push(words);
    return [{ label: "open", insert: "open ", from: 0 }];
  };
  const { slack } = world;
  slack.install({ display_information: { name: "Tocsin" } }, { complete });
  const query = new URLSearchParams({ as: "lin", channel: slack.idOf("#incidents"), command: "/incident", text: "op" });
  expect(await (await get(world, `complete?${query}`)).json()).toEqual([{ label: "open", insert: "open ", from: 0 }]);
  expect(asked).toEqual([[slack.idOf("lin"), slack.idOf("#incidents"), "/incident", "op"]]);
});

async function readNews(
  response: Response,
  count: number,
): Promise<{ readonly news: SlackNews[]; readonly last: string }> {
  const news: SlackNews[] = [];
  let last = "";
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  while (news.length < count) {
    const { value = "", done } = (await reader?.read()) ?? { done: true };
    if (done) break;
    for (const line of value.split("\n")) {
      if (line.startsWith("data: ")) news.push(JSON.parse(line.slice(6)) as SlackNews);
      if (line.startsWith("id: ")) last = line.slice(4);
    }
  }
  await reader?.cancel();
  return { news, last };
}

it("streams news to those it concerns, and goes on where it was left", async () => {
  await using world = await startWorld({ bot: false });
  const { slack } = world;
  const live = await get(world, "live?as=lin");
  expect(live.headers.get("content-type")).toBe("text/event-stream");
  await slack.act("ada", { kind: "say", channel: "#leads", text: "not for lin" });
  const { ts = "" } = await slack.act("ada", { kind: "say", channel: "#incidents", text: "one" });
  const first = await readNews(live, 1);
  const message = { kind: "message", channel: slack.idOf("#incidents") };
  expect(first.news).toEqual([{ ...message, ts }]);
  const missed = await slack.act("ada", { kind: "say", channel: "#incidents", text: "two" });
  const again = await readNews(await get(world, "live?as=lin", { "last-event-id": first.last }), 1);
  expect(again.news).toEqual([{ ...message, ts: missed.ts }]);
  const unknown = await readNews(await get(world, "live?as=lin", { "last-event-id": "other-7" }), 4);
  expect(unknown.news.map(({ kind }) => kind)).toEqual(["conversations", "home", "modals", "connection"]);
});

it("refuses strange names and other sites", async () => {
  await using world = await startWorld({ bot: false });
  expect((await get(world, "http://evil.example/playground/slack/state?as=lin")).status).toBe(403);
  expect((await get(world, "http://192.168.1.9:3000/playground/slack/state?as=lin")).status).toBe(200);
  expect((await post(world, "act", say("x"), { origin: "https://evil.example" })).status).toBe(403);
  expect((await post(world, "act", say("x"), { "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await post(world, "act", say("x"), { "content-type": "text/plain" })).status).toBe(415);
  expect((await post(world, "act", say("x"), { origin: "http://localhost:3000" })).status).toBe(200);
});

it("serves the page's own files and nothing above them", async () => {
  await using world = await startWorld({ bot: false });
  const page = await get(world, "http://localhost:3000/");
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(page.headers.get("content-security-policy")).toContain("script-src 'self'");
  const script = await get(world, "http://localhost:3000/playground/page/api.js");
  expect([script.status, script.headers.get("content-type")]).toEqual([200, "text/javascript; charset=utf-8"]);
  expect(script.headers.get("cache-control")).toBe("no-cache");
  for (const name of [
    "..%2f..%2f..%2fpackage.json",
    "..%2fplayground.ts",
    "%2e%2e/slack/slack.ts",
    "nothing.js",
    "blocks/..%2f..%2fplayground.ts",
  ]) {
    expect((await get(world, `http://localhost:3000/playground/page/${name}`)).status).toBe(404);
  }
});

it("serves files so that they can do no harm", async () => {
  await using world = await startWorld({ bot: false });
  const put = async (name: string, mediaType: string) => {
    const outcome = await world.slack.act("lin", { kind: "upload", name, mediaType, base64: "PGI+aGk8L2I+" });
    const { headers } = await get(world, `files/${outcome.id}`);
    const safe = headers.get("content-security-policy")?.includes("sandbox");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    return [headers.get("content-type"), headers.get("content-disposition")?.split(";")[0], safe];
  };
  expect(await put("a.html", "text/html")).toEqual(["text/plain; charset=utf-8", "inline", true]);
  expect(await put("a.svg", "image/svg+xml")).toEqual(["image/svg+xml", "inline", true]);
  expect(await put("a.exe", "application/x-msdownload")).toEqual(["application/octet-stream", "attachment", true]);
});

it("makes trouble from the page", async () => {
  await using world = await startWorld({ bot: false });
  const { slack, client } = world;
  expect((await post(world, "fault", { kind: "rateLimit", retryAfter: 3 })).status).toBe(200);
  const call = client.chat.postMessage({ channel: slack.idOf("#incidents"), text: "x" });
  await expect(call).rejects.toMatchObject({ retryAfter: 3 });
  expect((await post(world, "fault", { kind: "flood" })).status).toBe(400);
});
