import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { NewAttachment } from "../../src/domain/decision.ts";
import type { AttachmentId, IncidentId } from "../../src/domain/ids.ts";
import { readAttachment } from "../../src/services/attachment/read.ts";
import { freshId } from "../../src/services/ctx.ts";
import { removeIncidentAttachment } from "../../src/services/incident/attachment.ts";
import { deleteIncident } from "../../src/services/incident/delete.ts";
import { rowsOf } from "../../src/store/database.ts";
import { unreachable } from "../support/chat.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";

const bytesOf = (text: string) => new TextEncoder().encode(text);
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);

const attachment = (
  world: PostingWorld,
  name: string,
  bytes: Uint8Array | null,
  size = bytes?.length ?? 1,
): NewAttachment => {
  const file = `F-${name}`;
  if (bytes !== null) world.chat.library.set(file, { name, mediaType: "application/octet-stream", alt: name, bytes });
  return {
    id: freshId<AttachmentId>(),
    name,
    mediaType: "application/octet-stream",
    size,
    origin: { connection: world.workspace.connection, file, permalink: `https://chat.test/files/${file}` },
  };
};

const rows = async (world: PostingWorld) =>
  rowsOf<{ name: string; state: string; media_type: string; problem: string | null }>(
    await world.workspace.database.read((tx) =>
      tx.execute(sql`select name, state, media_type, problem from attachments order by name desc`),
    ),
  );

const commented = async (world: PostingWorld, ...attachments: readonly NewAttachment[]): Promise<IncidentId> => {
  await world.map("all", "C1");
  const { id } = await world.open("Checkout is down");
  await world.settle();
  await world.comments(id, { body: "See this.", attachments });
  return id;
};

describe("a file in a comment", () => {
  it("is copied, known by its content, and can be read by who may see the incident", async () => {
    await using world = await postingWorld();
    const shot = attachment(world, "shot.exe", png);
    await commented(world, shot, attachment(world, "log.txt", bytesOf("error: ünïcode")));
    await world.settle();
    expect(await rows(world)).toEqual([
      { name: "shot.exe", state: "stored", media_type: "image/png", problem: null },
      { name: "log.txt", state: "stored", media_type: "text/plain", problem: null },
    ]);
    const storage = {
      get: async (key: string) => world.files.get(key) ?? null,
      put: async () => undefined,
      remove: async () => undefined,
    };
    expect((await readAttachment(world.as("lin"), storage, shot.id)).bytes).toEqual(png);
    expect(world.chat.thread("C1")[0]).toMatch(/2 files: (shot.exe and log.txt|log.txt and shot.exe)/);
  });

  it("that is neither image, video, text nor PDF is not kept, and says why", async () => {
    await using world = await postingWorld();
    await commented(world, attachment(world, "tool.png", Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1])));
    await world.settle();
    expect(await rows(world)).toMatchObject([
      { state: "failed", problem: expect.stringContaining("Only images, videos, texts and PDFs") },
    ]);
    expect(world.files.size).toBe(0);
    expect(world.chat.thread("C1")).toHaveLength(1);
  });

  it("over 25 MB is not even fetched", async () => {
    await using world = await postingWorld();
    await commented(world, attachment(world, "video.mp4", null, 26 * 1024 * 1024));
    await world.settle();
    expect(await rows(world)).toMatchObject([{ state: "failed", problem: expect.stringContaining("It has 26 MB") }]);
  });

  it("that turns out larger than it said is not kept", async () => {
    await using world = await postingWorld();
    await commented(world, attachment(world, "dump.txt", new Uint8Array(25 * 1024 * 1024 + 1).fill(97), 10));
    await world.settle();
    expect(await rows(world)).toMatchObject([{ state: "failed" }]);
    expect(world.files.size).toBe(0);
  });

  it("is fetched again while the platform is away, and never holds the comment back", async () => {
    await using world = await postingWorld();
    world.chat.trouble("fetch", { kind: "refuses", error: unreachable() }, 3);
    await commented(world, attachment(world, "shot.png", png));
    await world.settle();
    expect(await rows(world)).toMatchObject([{ state: "pending" }]);
    expect(world.chat.thread("C1")).toHaveLength(1);
    await world.advance("5m");
    expect(await rows(world)).toMatchObject([{ state: "stored" }]);
  });

  it("goes for good when it is taken away, or its incident is", async () => {
    await using world = await postingWorld();
    const id = await commented(world, attachment(world, "one.png", png), attachment(world, "two.png", png));
    await world.settle();
    expect(world.files.size).toBe(2);
    await removeIncidentAttachment(world.as("ada"), { id }, "one.png");
    await world.settle();
    expect(world.files.size).toBe(1);
    await deleteIncident(world.as("ada"), { id });
    await world.settle();
    expect(world.files.size).toBe(0);
  });

  it("is there once, wherever the process dies", async () => {
    for (let nth = 1; ; nth += 1) {
      await using world = await postingWorld();
      await commented(world, attachment(world, "shot.png", png));
      world.dieAt(nth);
      await world.settle();
      const died = world.died();
      await world.advance("10m");
      expect(await rows(world), `died at ${nth}`).toMatchObject([{ state: "stored" }]);
      expect(world.files.size, `died at ${nth}`).toBe(1);
      if (!died) break;
    }
  }, 120_000);
});
