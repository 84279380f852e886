import { describe, expect, it } from "vitest";
import { makeHttp } from "../../../src/platforms/webhook/http.ts";
import { type Network, reachable } from "../../../src/platforms/webhook/networks.ts";
import { makeReader } from "../../../src/platforms/webhook/reader.ts";
import { startReceiver } from "../../support/receiver.ts";

const here: readonly Network[] = [["127.0.0.1", 32]];
const reader = makeReader(makeHttp({ reachable: reachable(here) }));

describe("reading somebody else's page", () => {
  it("gives its text, and asks with conditions the next time", async () => {
    await using server = await startReceiver();
    server.answer((response, { headers }) => {
      if (headers["if-none-match"] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"', "last-modified": "Mon, 05 Jan 2026 09:00:00 GMT" }).end("BEGIN");
    });
    const first = await reader.read(`${server.url}/a.ics`, {});
    expect(first).toEqual({
      kind: "read",
      text: "BEGIN",
      etag: '"1"',
      lastModified: "Mon, 05 Jan 2026 09:00:00 GMT",
    });
    const { kind: _kind, ...marks } = first;
    expect(await reader.read(`${server.url}/a.ics`, marks)).toEqual({ kind: "same" });
    expect(server.received[1]?.headers["if-modified-since"]).toBe("Mon, 05 Jan 2026 09:00:00 GMT");
  });

  it("follows a few redirects, but not for ever and not into our own network", async () => {
    await using server = await startReceiver();
    server.answer((response, { path }) => {
      if (path === "/old") response.writeHead(302, { location: "/new" }).end();
      else if (path === "/loop") response.writeHead(301, { location: "/loop" }).end();
      else if (path === "/inside") response.writeHead(302, { location: "http://10.0.0.1/secret" }).end();
      else response.end("new");
    });
    expect(await reader.read(`${server.url}/old`, {})).toMatchObject({ text: "new" });
    await expect(reader.read(`${server.url}/loop`, {})).rejects.toThrow("from one address to the next without an end");
    await expect(reader.read(`${server.url}/inside`, {})).rejects.toThrow("not on the open internet");
    expect(server.received.filter(({ path }) => path === "/loop")).toHaveLength(4);
  });

  it("reads no more than five megabytes", async () => {
    await using server = await startReceiver();
    server.answer((response) => response.end("x".repeat(6 * 1024 * 1024)));
    const page = await reader.read(server.url, {});
    expect(page.kind === "read" && page.text.length).toBe(5 * 1024 * 1024 + 1);
  });

  it.each([
    [403, "may not be read without signing in (403)"],
    [404, "is not there (404)"],
    [500, "its server answered 500"],
  ])("says what %i means", async (status, words) => {
    await using server = await startReceiver();
    server.answer((response) => response.writeHead(status).end());
    await expect(reader.read(server.url, {})).rejects.toThrow(words);
  });
});
