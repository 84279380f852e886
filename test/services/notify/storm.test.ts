import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { ChannelId } from "../../../src/domain/ids.ts";
import { memberKey, personKey } from "../../../src/domain/oncall/member.ts";
import { retitleIncident } from "../../../src/services/incident/edit.ts";
import { pageByHand } from "../../../src/services/notify/page.ts";
import { rowsOf } from "../../../src/store/database.ts";
import { channels, channelTargets } from "../../../src/store/schema/channel.ts";
import { tooFast } from "../../support/chat.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

const places = ["C1", "C2", "C3", "C4"];

/** A workspace in which four people and four places hear of everything, on a platform that takes a message a second. */
const crowded = async (): Promise<PostingWorld> => {
  const world = await postingWorld();
  const { workspace: workspaceId, people, connection, database, clock } = world.workspace;
  world.chat.pace = 1;
  const members = [
    ...Object.values(people).map(personKey),
    ...places.map((chat) => memberKey({ kind: "place", connection, chat })),
  ];
  await database.transact(async (tx) => {
    const [all] = await tx.select({ id: channels.id }).from(channels);
    const channelId = all?.id as ChannelId;
    await tx
      .insert(channelTargets)
      .values(
        members.map((member) => ({ workspaceId, channelId, member, createdBy: "system", createdAt: clock.now() })),
      );
  });
  return world;
};

/** Seconds between one message and the next, in each chat. */
const gaps = ({ chat, workspace }: PostingWorld): readonly number[] =>
  [...places, ...Object.keys(workspace.people).map((name) => `U-${name.toUpperCase()}`)].flatMap((one) => {
    const at = chat.in(one).map((kept) => kept.at);
    return at.slice(1).map((later, i) => (at[i] ?? later).until(later).total("seconds"));
  });

const states = async ({ workspace }: PostingWorld) =>
  rowsOf<{ state: string; n: number }>(
    await workspace.database.read((tx) =>
      tx.execute(sql`select state, count(*)::int as n from deliveries group by state order by state`),
    ),
  );

describe("a storm", () => {
  it("is written a message a second in each chat, a page before all that waits", async () => {
    await using world = await crowded();
    const incidents = 9;
    for (let n = 1; n <= incidents; n += 1) await world.open(`Part ${n} is slow`, { severity: "sev3" });
    await world.advance("4s");
    const before = world.chat.in("U-GRACE").length;
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    const targets = [personKey(world.workspace.people.grace)];
    await pageByHand(world.as("ada"), { id }, { targets, confirmed: true });
    await world.advance("1s");
    expect(world.chat.words("U-GRACE").slice(before)[0]).toContain("Checkout is down");
    await world.advance("3m");
    expect(gaps(world).filter((gap) => gap < 1)).toEqual([]);
    expect((await states(world)).map(({ state }) => state)).not.toContain("waiting");
    for (const place of places) {
      const said = world.chat.words(place).filter((words) => words.includes("is slow"));
      expect(said).toHaveLength(incidents);
    }
  });

  it("does not come again where the platform asked to wait in the middle of it, nor all at once after", async () => {
    await using world = await crowded();
    for (let n = 1; n <= 5; n += 1) await world.open(`Part ${n} is slow`, { severity: "sev3" });
    await world.advance("2s");
    world.chat.trouble("post", { kind: "refuses", error: tooFast(20) });
    await world.advance("2m");
    expect(gaps(world).filter((gap) => gap < 1)).toEqual([]);
    expect((await states(world)).map(({ state }) => state)).toEqual(["sent"]);
    for (const place of places) expect(world.chat.in(place)).toHaveLength(5);
  });

  it("of changes leaves a card that was edited for the latest, not for each", async () => {
    await using world = await postingWorld();
    world.chat.pace = 1;
    await world.map("all", "C1");
    const { id } = await world.open("Checkout is down");
    await world.advance("10s");
    const [before] = world.chat.in("C1");
    for (let n = 1; n <= 8; n += 1) {
      await retitleIncident(world.as("ada"), { id }, `Checkout is down, ${n}`);
      await world.settle();
    }
    await world.advance("1m");
    const [card] = world.chat.in("C1");
    expect(world.chat.words("C1")[0]).toContain("Checkout is down, 8");
    expect((card?.edits ?? 0) - (before?.edits ?? 0)).toBeLessThanOrEqual(3);
    expect(world.chat.thread("C1").filter((line) => line.includes("Checkout is down, "))).toHaveLength(8);
  });
});
