import { describe, expect, it } from "vitest";
import type { Channel } from "../../../src/domain/channel.ts";
import { type MemberKey, memberKey } from "../../../src/domain/oncall/member.ts";
import { addChannelTargets } from "../../../src/services/channel/targets.ts";
import { pageByHand } from "../../../src/services/notify/page.ts";
import { addTarget } from "../../../src/services/target/add.ts";
import { builtInChannel } from "../../../src/store/channel-hearers.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

/** Every new incident is told to this target too. */
const telling = async (world: PostingWorld, member: MemberKey, merges: boolean): Promise<void> => {
  const id = await world.workspace.database.read((tx) => builtInChannel(tx, world.workspace.workspace));
  if (id === undefined) throw new Error("There is no #all.");
  const channel: Channel["id"] = id;
  const ctx = world.as("ada");
  await addChannelTargets(ctx, ctx.messengers, { channel, members: [member], merges });
};

const place = ({ workspace }: PostingWorld) =>
  memberKey({ kind: "place", connection: workspace.connection, chat: "C-OPS" });

const opens = async (world: PostingWorld, ...titles: readonly string[]) => {
  for (const title of titles) {
    await world.open(title, { severity: "sev3" });
    await world.settle();
  }
};

describe("a place that wants one message a minute", () => {
  it("is told the first at once and the rest of the minute in one", async () => {
    await using world = await postingWorld();
    await telling(world, place(world), true);
    await opens(world, "Checkout is down", "Search is slow", "Mail is late");
    expect(world.chat.words("C-OPS")).toHaveLength(1);
    await world.advance("59s");
    expect(world.chat.words("C-OPS")).toHaveLength(1);
    await world.advance("1s");
    expect(world.chat.words("C-OPS")).toHaveLength(2);
    expect(world.chat.words("C-OPS")[1]).toContain("2 messages\n");
    expect(world.chat.words("C-OPS")[1]).toContain("INC-2 Search is slow: Ada opened");
    expect(world.chat.words("C-OPS")[1]).toContain("INC-3 Mail is late");
  });

  it("is told only one of several that come at the same instant", async () => {
    await using world = await postingWorld();
    await telling(world, place(world), true);
    for (const title of ["Checkout is down", "Search is slow", "Mail is late"]) await world.open(title);
    await world.settle();
    expect(world.chat.words("C-OPS")).toHaveLength(1);
    await world.advance("1m");
    expect(world.chat.words("C-OPS")).toHaveLength(2);
    expect(world.chat.words("C-OPS")[1]).toContain("2 messages\n");
  });

  it("is told of every one, however many there are", async () => {
    await using world = await postingWorld();
    await telling(world, place(world), true);
    for (let n = 1; n <= 26; n += 1) await world.open(`Part ${n} is slow`);
    await world.settle();
    await world.advance("1m");
    const said = world.chat.words("C-OPS").join("\n");
    for (let n = 1; n <= 26; n += 1) expect(said).toContain(`INC-${n} `);
  });

  it("is paged at once all the same", async () => {
    await using world = await postingWorld();
    await telling(world, place(world), true);
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await world.settle();
    await pageByHand(world.as("ada"), { id }, { targets: [place(world)], confirmed: false });
    await world.settle();
    expect(world.chat.words("C-OPS")).toHaveLength(2);
  });

  it("is told each by itself unless it asks", async () => {
    await using world = await postingWorld();
    await telling(world, place(world), false);
    await opens(world, "Checkout is down", "Search is slow", "Mail is late");
    expect(world.chat.words("C-OPS")).toHaveLength(3);
  });
});

it("gives a webhook that merges everything a bundle holds", async () => {
  await using world = await postingWorld();
  const { outside } = world.workspace;
  const given = { url: "https://ops.acme.test/hook" };
  const { target } = await addTarget(world.as("ada"), outside, {
    kind: "webhook",
    name: "ops",
    given,
    mine: false,
    merges: true,
  });
  await telling(world, memberKey({ kind: "target", id: target.id }), false);
  await opens(world, "Checkout is down", "Search is slow", "Mail is late");
  expect(outside.posted.map(({ letter }) => letter.type)).toEqual(["incident.declared"]);
  await world.advance("1m");
  const [, bundle] = outside.posted;
  expect(bundle?.letter.type).toBe("bundle");
  expect(bundle?.letter.bundled?.map(({ type, facts }) => [type, facts.incident?.incident.title])).toEqual([
    ["incident.declared", "Search is slow"],
    ["incident.declared", "Mail is late"],
  ]);
});
