import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import type { DeliveryId, IncidentId } from "../../../src/domain/ids.ts";
import { personKey } from "../../../src/domain/oncall/member.ts";
import { setIncidentRole } from "../../../src/services/incident/people.ts";
import { deliverJob } from "../../../src/services/notify/jobs.ts";
import { pageByHand } from "../../../src/services/notify/page.ts";
import { deliveriesDue } from "../../../src/services/notify/rearm.ts";
import { snoozePages } from "../../../src/services/notify/snooze.ts";
import { addTarget } from "../../../src/services/target/add.ts";
import { rowsOf } from "../../../src/store/database.ts";
import { refusal, unreachable } from "../../support/chat.ts";
import { calling } from "../../support/policies.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

/** Nobody has a mailbox. */
const chatOnly = (world: PostingWorld) =>
  world.workspace.database.transact((tx) => tx.execute(sql`update people set email = null`));

const types = (world: PostingWorld, name: "grace" | "ada", line: string) =>
  world.workspace.types(menu(), world.as(name), line);

/** How often somebody was told of it in chat. */
const told = (world: PostingWorld, account: string, words: string): number =>
  world.chat.words(account).filter((one) => one.includes(words)).length;

const pageGrace = async (world: PostingWorld, id: IncidentId): Promise<void> => {
  const targets = [personKey(world.workspace.people.grace)];
  await pageByHand(world.as("ada"), { id }, { targets, confirmed: true });
  await world.settle();
};

/** Queues what the beat finds left, thirty seconds after everything that waits was due. */
const beatLate = async ({ workspace: { database, jobs, clock } }: PostingWorld): Promise<void> => {
  await database.transact(async (tx) => {
    await tx.execute(sql`update deliveries set next_at = next_at - interval '31 seconds' where state = 'waiting'`);
    await jobs.enqueue(tx, await deliveriesDue.due(tx, { from: clock.now(), to: clock.now() }));
  });
  await jobs.settle();
};

describe("a page whose every contact fails", () => {
  it("lets each policy that called with it go on at once", async () => {
    await using world = await postingWorld();
    await chatOnly(world);
    const channels = [await world.channel("payments"), await world.channel("search")] as const;
    await calling(world, ["grace", "ada"], { channel: channels[0] });
    await calling(world, ["grace", "bo"], { channel: channels[1], name: "Search" });
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") }, 1);
    await world.open("Checkout is down", { severity: "sev1", channels });
    await world.advance("1s");
    expect([world.chat.in("U-ADA").length, world.chat.in("U-BO").length]).toEqual([1, 1]);
  });

  it("calls nobody further once its incident is snoozed", async () => {
    await using world = await postingWorld();
    await chatOnly(world);
    await calling(world, ["ada", "grace"]);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    world.chat.meanwhile(async () => {
      await snoozePages(world.as("bo"), { id }, world.workspace.clock.now().add({ hours: 1 }));
      world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") });
    });
    await world.advance("59m");
    expect(world.chat.in("U-GRACE")).toEqual([]);
    await world.advance("2m");
    expect(world.chat.in("U-GRACE")).toHaveLength(1);
  });
});

it("while the first contact fails the next one has a page, and those after it their own time", async () => {
  await using world = await postingWorld();
  await addTarget(world.as("grace"), world.workspace.outside, {
    kind: "ntfy",
    name: "phone",
    given: { topic: "graces-phone" },
    mine: true,
  });
  await types(world, "grace", "tocsin me rules page slack, email after 10m, phone after 20m");
  world.chat.trouble("direct", { kind: "refuses", error: unreachable() }, 1_000);
  const { id } = await world.open("Checkout is down", { severity: "sev1" });
  await pageGrace(world, id);
  const hers = ["grace@acme.test", "graces-phone"];
  const arrived = () =>
    world.workspace.outside.posted
      .filter(({ to }) => hers.some((one) => JSON.stringify(to).includes(one)))
      .map(({ to }) => to.kind);
  await world.advance("59s");
  expect(arrived()).toEqual([]);
  await world.advance("1s");
  expect(arrived()).toEqual(["email"]);
  await world.advance("18m");
  expect(arrived()).toEqual(["email"]);
  await world.advance("1m");
  expect(arrived()).toEqual(["email", "ntfy"]);
});

it("the first pages of incidents leave room for other messages", async () => {
  await using world = await postingWorld();
  await types(world, "grace", "tocsin me limit 2");
  const ids: IncidentId[] = [];
  for (const n of [1, 2, 3]) ids.push((await world.open(`Part ${n} is down`)).id);
  await world.settle();
  for (const id of ids) await pageGrace(world, id);
  for (const id of ids.slice(0, 2)) await pageGrace(world, id);
  expect(world.chat.in("U-GRACE")).toHaveLength(5);
  for (const id of ids.slice(2)) await pageGrace(world, id);
  expect(world.chat.in("U-GRACE")).toHaveLength(5);
});

it("a letter that is on its way late is not sent again by the beat", async () => {
  await using world = await postingWorld();
  await types(world, "grace", "tocsin me rules page email");
  const { id } = await world.open("Checkout is down", { severity: "sev1" });
  world.workspace.outside.meanwhile(() => beatLate(world));
  await pageGrace(world, id);
  await world.advance("1m");
  expect(world.workspace.outside.posted.filter(({ letter }) => letter.type === "page")).toHaveLength(1);
});

describe("a bundle", () => {
  /** Grace has had her one message of the minute, and three more wait to go as one. */
  const waiting = async (): Promise<PostingWorld> => {
    const world = await postingWorld();
    await types(world, "grace", "tocsin me limit 1");
    const ids: IncidentId[] = [];
    for (const n of [1, 2, 3, 4]) ids.push((await world.open(`Part ${n} is down`, { severity: "sev3" })).id);
    await world.settle();
    for (const id of ids) await setIncidentRole(world.as("ada"), { id }, "commander", world.workspace.people.grace);
    await world.settle();
    expect(world.chat.in("U-GRACE")).toHaveLength(1);
    return world;
  };
  const times = (world: PostingWorld) => [1, 2, 3, 4].map((n) => told(world, "U-GRACE", `Part ${n} is down`));

  it("whose answer was lost is not listed again in another", async () => {
    await using world = await waiting();
    world.chat.trouble("direct", { kind: "answer-lost" });
    await world.advance("5m");
    expect(times(world)).toEqual([1, 1, 1, 1]);
  });

  it("that another process is sending stays whole, whatever wakes it", async () => {
    await using world = await waiting();
    const { database, jobs, clock } = world.workspace;
    world.chat.meanwhile(async () => {
      await database.transact(async (tx) => {
        const bundled = await tx.execute(
          sql`select bundled_into as id from deliveries where state = 'bundled' limit 1`,
        );
        const carriers = rowsOf<{ id: DeliveryId }>(bundled);
        expect(carriers).toHaveLength(1);
        await jobs.enqueue(
          tx,
          carriers.map(({ id }) => deliverJob({ id, nextAt: clock.now(), isPage: false })),
        );
      });
      await jobs.settle();
    });
    await world.advance("5m");
    expect(times(world)).toEqual([1, 1, 1, 1]);
  });
});
