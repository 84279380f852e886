import type { LookupAddress, lookup } from "node:dns";
import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/domain/refusal.ts";
import { type Call, makeHttp } from "../../../src/platforms/webhook/http.ts";
import { type Network, reachable, readNetwork } from "../../../src/platforms/webhook/networks.ts";
import { refuseFailure } from "../../../src/platforms/webhook/verdict.ts";
import { answering, startReceiver } from "../../support/receiver.ts";

const here: readonly Network[] = [["127.0.0.1", 32]];
const post = (url: string, body = "{}"): Call => ({ service: "The webhook", method: "POST", url, headers: {}, body });

/** Every name leads there; asked again, to the next. */
const resolving = (...answers: readonly (readonly string[])[]) => {
  const asked: string[] = [];
  const resolve = ((name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) => {
    const found = answers[Math.min(asked.length, answers.length - 1)] ?? [];
    asked.push(name);
    done(
      null,
      found.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  }) as unknown as typeof lookup;
  return { asked, resolve };
};

const failure = async (work: Promise<unknown>): Promise<DeliveryError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error("It went through.");
};

describe("what is not on the open internet", () => {
  const http = makeHttp({ reachable: reachable([]) });

  it.each([
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.1/",
    "http://0/",
    "http://10.1.2.3/",
    "http://172.31.0.1/",
    "http://192.168.0.1:8080/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1]/",
    "http://[fd00::1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
  ])("is not called by its address: %s", async (url) => {
    const error = await failure(http(post(url)));
    expect(error.message).toContain("not on the open internet");
    expect(error).toMatchObject({ permanent: true, uncertain: false });
  });

  it("is not called by a name either, also where only some of its addresses are", async () => {
    await using receiver = await startReceiver();
    const { port } = new URL(receiver.url);
    for (const found of [["127.0.0.1"], ["::1"], ["10.0.0.9", "192.168.0.1"], ["::ffff:127.0.0.1"]]) {
      const { resolve } = resolving(found);
      const guarded = makeHttp({ reachable: reachable([]), resolve });
      expect((await failure(guarded(post(`http://hooks.example.com:${port}/`)))).message).toContain(
        "leads to hooks.example.com, which is not on the open internet",
      );
    }
    expect((await failure(makeHttp({ reachable: reachable([]) })(post("http://localhost:1/")))).message).toContain(
      "not on the open internet",
    );
    expect(receiver.received).toEqual([]);
  });

  it("is not called by a name that changes its mind: what was judged is what is connected to", async () => {
    await using receiver = await startReceiver();
    const { port } = new URL(receiver.url);
    const { asked, resolve } = resolving(["127.0.0.1"], ["169.254.169.254"]);
    const http = makeHttp({ reachable: reachable(here), resolve });
    await http(post(`http://hooks.example.com:${port}/`));
    expect(asked).toEqual(["hooks.example.com"]);
    expect(receiver.received).toHaveLength(1);
  });

  it("is called where its network is allowed, and no other", async () => {
    await using receiver = await startReceiver();
    const http = makeHttp({ reachable: reachable(here) });
    expect((await http(post(receiver.url))).status).toBe(200);
    expect((await failure(http(post("http://127.0.0.2:1/")))).message).toContain("not on the open internet");
  });

  it.each(["ftp://example.com/", "file:///etc/passwd", "https://ada:hunter2@example.com/", "nonsense"])(
    "nor is what is no web address: %s",
    async (url) => {
      const error = await failure(http(post(url)));
      expect(error).toMatchObject({ permanent: true });
      expect(error.message).not.toContain("hunter2");
    },
  );

  it("is named by address and bits", () => {
    expect(readNetwork("10.0.0.0/8")).toEqual(["10.0.0.0", 8]);
    expect(readNetwork(" fd00::/8 ")).toEqual(["fd00::", 8]);
    expect(readNetwork("192.168.7.9")).toEqual(["192.168.7.9", 32]);
    for (const text of ["", "10.0.0.0/33", "10.0.0/8", "::/129", "example.com"])
      expect(readNetwork(text)).toBeUndefined();
  });
});

describe("a server that answers", () => {
  const now = Temporal.Instant.from("2026-01-05T09:00:00Z");
  const http = makeHttp({ reachable: reachable(here), patience: 300 });

  const sent = async (how: Parameters<Awaited<ReturnType<typeof startReceiver>>["answer"]>[0]) => {
    await using receiver = await startReceiver();
    receiver.answer(how);
    const answer = await http(post(receiver.url));
    refuseFailure("The webhook", answer, now);
    return answer;
  };

  it.each([200, 201, 202, 204])("with %i has taken it", async (status) => {
    expect((await sent(answering(status))).status).toBe(status);
  });

  it.each([
    [301, { permanent: true }],
    [302, { permanent: true }],
    [307, { permanent: true }],
    [400, { permanent: true }],
    [401, { permanent: true }],
    [404, { permanent: true }],
    [410, { permanent: true }],
    [408, { permanent: false, retryAfter: undefined }],
    [429, { permanent: false, retryAfter: undefined }],
    [500, { permanent: false, retryAfter: undefined, uncertain: true }],
    [503, { permanent: false, retryAfter: undefined }],
  ] as const)("with %i is understood", async (status, expected) => {
    expect(await failure(sent(answering(status, "no", { location: "http://127.0.0.1:1/" })))).toMatchObject(expected);
  });

  it("is not followed elsewhere", async () => {
    await using elsewhere = await startReceiver();
    const error = await failure(sent(answering(302, "", { location: elsewhere.url })));
    expect(error.message).toBe("The webhook leads elsewhere (302), and redirects are not followed.");
    expect(elsewhere.received).toEqual([]);
  });

  it.each([
    ["seconds", "120", 120],
    ["a date", "Mon, 05 Jan 2026 09:00:30 GMT", 30],
    ["a date that is over", "Mon, 05 Jan 2026 08:00:00 GMT", 1],
    ["more than an hour", "86400", 3_600],
    ["nonsense", "soon", undefined],
  ])("and asks to wait for %s is left alone for so long", async (_, header, retryAfter) => {
    expect(await failure(sent(answering(503, "", { "retry-after": header })))).toMatchObject({ retryAfter });
    expect(await failure(sent(answering(429, "", { "retry-after": header })))).toMatchObject({ retryAfter });
  });

  it("says why in a line that cannot be made to grow", async () => {
    const error = await failure(sent(answering(400, `no\r\nway\u0000 ${"x".repeat(5_000)}`)));
    expect(error.message).toMatch(/^The webhook answered 400: no way x+…$/u);
    expect(error.message.length).toBeLessThan(250);
  });

  it("without end is read no further than it has to be", async () => {
    let written = 0;
    const answer = await sent((response) => {
      response.writeHead(200);
      const more = () => {
        while (!response.destroyed && written < 50_000_000) {
          written += 65_536;
          if (!response.write("x".repeat(65_536))) return void response.once("drain", more);
        }
        response.end();
      };
      more();
    });
    expect(answer.body).toHaveLength(65_536);
    expect(written).toBeLessThan(50_000_000);
  });
});

describe("a server that does not", () => {
  const http = makeHttp({ reachable: reachable(here), patience: 300 });

  it("may have taken it all the same, where it fell silent afterwards", async () => {
    await using receiver = await startReceiver();
    receiver.answer(() => undefined);
    const error = await failure(http(post(receiver.url)));
    expect(error).toMatchObject({ permanent: false, uncertain: true, message: "The webhook did not answer in time." });
  });

  it("may have taken it all the same, where it broke off in the middle of its answer", async () => {
    await using receiver = await startReceiver();
    receiver.answer((response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      response.destroy();
    });
    expect(await failure(http(post(receiver.url)))).toMatchObject({ uncertain: true });
  });

  it("has not, where nobody listens", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    await new Promise((done) => server.close(done));
    const error = await failure(http(post(`http://127.0.0.1:${port}/`)));
    expect(error).toMatchObject({ permanent: false, uncertain: false, ours: false });
    expect(error.message).toBe("The webhook refused the connection (ECONNREFUSED).");
  });

  it("has not, where our own network is away, and that is no fault of the target's", async () => {
    const resolve = ((_name: string, _options: object, done: (error: Error) => void) =>
      done(Object.assign(new Error("getaddrinfo EAI_AGAIN"), { code: "EAI_AGAIN" }))) as unknown as typeof lookup;
    const away = makeHttp({ reachable: reachable([]), resolve });
    expect(await failure(away(post("https://hooks.example.com/")))).toMatchObject({ uncertain: false, ours: true });
  });

  it("is not sent more than it could ever want", async () => {
    await using receiver = await startReceiver();
    const error = await failure(http(post(receiver.url, "x".repeat(600 * 1024))));
    expect(error).toMatchObject({ permanent: true });
    expect(receiver.received).toEqual([]);
  });
});
