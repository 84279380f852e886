import { request } from "node:http";
import { expect, it } from "vitest";
import { type Server, type ServerOptions, startServer } from "../../src/http/server.ts";

const serve = async (options: Partial<ServerOptions>): Promise<Server & AsyncDisposable> => {
  const server = await startServer({
    host: "127.0.0.1",
    port: 0,
    checks: {},
    report: (error) => expect.fail(error.message),
    ...options,
  });
  return { ...server, [Symbol.asyncDispose]: () => server.stop() };
};

it("is healthy as soon as it answers, whatever the rest does", async () => {
  await using server = await serve({ checks: { database: () => "gone" } });
  const response = await fetch(`${server.url}/healthz`);
  expect([response.status, await response.text()]).toEqual([200, "ok"]);
});

it("is ready when every part is", async () => {
  await using server = await serve({ checks: { database: async () => null, engine: () => null } });
  const response = await fetch(`${server.url}/readyz`);
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ ready: true, database: "ok", engine: "ok" });
});

it("is not ready while one part is not, and says why", async () => {
  await using server = await serve({
    checks: {
      database: () => Promise.reject(new Error("connection refused")),
      engine: () => null,
      slack: () => "no pong for 30 s",
    },
  });
  const response = await fetch(`${server.url}/readyz`);
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    ready: false,
    database: "connection refused",
    engine: "ok",
    slack: "no pong for 30 s",
  });
});

it("says a remark and is ready all the same", async () => {
  await using server = await serve({ checks: { database: () => null }, remarks: { mail: () => "It is down." } });
  const response = await fetch(`${server.url}/readyz`);
  expect([response.status, await response.json()]).toEqual([200, { ready: true, database: "ok", mail: "It is down." }]);
});

it("hands a mount the body as it came", async () => {
  await using server = await serve({
    mounts: [
      {
        path: "/slack/events",
        async handle(incoming, response) {
          const chunks: Buffer[] = [];
          for await (const chunk of incoming) chunks.push(chunk);
          response.end(Buffer.concat(chunks).toString("hex"));
        },
      },
    ],
    fallback: () => new Response("fallback"),
  });
  const body = Buffer.from([0x7b, 0x00, 0xff, 0x7d]);
  const response = await fetch(`${server.url}/slack/events?x=1`, { method: "POST", body });
  expect(await response.text()).toBe("7b00ff7d");
  expect(await (await fetch(`${server.url}/anything`)).text()).toBe("fallback");
});

it("apologises in one line for a request that breaks, and reports it", async () => {
  const reported: string[] = [];
  await using server = await serve({
    report: ({ message }) => void reported.push(message),
    fallback: () => {
      throw new Error("bug");
    },
  });
  const response = await fetch(server.url);
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain("bug");
  expect(reported).toEqual(["bug"]);
});

it("finishes the request that is running when it stops", async () => {
  const begun = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const server = await serve({
    fallback: async () => {
      begun.resolve();
      await release.promise;
      return new Response("finished");
    },
  });
  const answer = fetch(server.url).then((response) => response.text());
  await begun.promise;
  const stopped = server.stop();
  release.resolve();
  expect(await answer).toBe("finished");
  await stopped;
  const refused = Promise.withResolvers<string>();
  request(server.url)
    .on("error", ({ message }) => refused.resolve(message))
    .end();
  expect(await refused.promise).toContain("ECONNREFUSED");
});

it.each([
  [{ host: "192.0.2.1" }, "HOST 192.0.2.1 is not an address of this machine."],
  [{ port: 70_000 }, "port"],
])("says what is wrong with %j", async (options, message) => {
  await expect(serve(options)).rejects.toThrow(message);
});
