import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { handleInteractions } from "../../../src/platforms/discord/http.ts";

const now = Temporal.Instant.from("2026-01-05T09:00:00Z");
const ping = '{"type":1}';

/** The part that Discord calls, with keys of our own. */
const startDoor = async () => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const handle = handleInteractions({
    publicKey: publicKey.export({ format: "der", type: "spki" }).subarray(-32).toString("hex"),
    now: () => now,
    take: async (_data, respond) => respond({ type: 5 }),
    onFailure: (error) => {
      throw error;
    },
  });
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  /** Knocks with what was signed so many seconds ago. */
  const knock = async (secondsAgo: number, how: { readonly key?: KeyObject; readonly said?: string } = {}) => {
    const at = String(now.epochMilliseconds / 1000 - secondsAgo);
    const headers = {
      "x-signature-ed25519": sign(null, Buffer.from(at + ping), how.key ?? privateKey).toString("hex"),
      "x-signature-timestamp": at,
    };
    return fetch(`http://127.0.0.1:${port}/`, { method: "POST", headers, body: how.said ?? ping });
  };
  return { knock, [Symbol.asyncDispose]: async () => void server.close() };
};

it("takes what Discord signed just now", async () => {
  await using door = await startDoor();
  for (const secondsAgo of [0, 290, -290]) {
    const answer = await door.knock(secondsAgo);
    expect([answer.status, await answer.json()]).toEqual([200, { type: 1 }]);
  }
});

it("refuses what Discord signed more than five minutes ago, though it is signed: somebody may have recorded it", async () => {
  await using door = await startDoor();
  for (const secondsAgo of [301, 3_600, -301]) expect((await door.knock(secondsAgo)).status).toBe(401);
});

it("refuses what somebody else signed, and what was changed after it was signed", async () => {
  await using door = await startDoor();
  const { privateKey: key } = generateKeyPairSync("ed25519");
  expect((await door.knock(0, { key })).status).toBe(401);
  expect((await door.knock(0, { said: '{"type":2}' })).status).toBe(401);
});
