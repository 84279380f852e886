import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { TargetId } from "../../src/domain/ids.ts";
import { DeliveryError } from "../../src/domain/refusal.ts";
import { sendOutside } from "../../src/jobs/send-outside.ts";
import { render } from "../../src/platforms/webhook/render.ts";
import { answer } from "../../src/presentation/say.ts";
import { webhookBody } from "../../src/presentation/webhook-body.ts";
import { systemCtx } from "../../src/services/system.ts";
import { addTarget } from "../../src/services/target/add.ts";
import { editTarget } from "../../src/services/target/edit.ts";
import { resealTargets } from "../../src/services/target/reseal.ts";
import { switchTarget } from "../../src/services/target/switch.ts";
import { createTeam } from "../../src/services/team/change.ts";
import { rowsOf } from "../../src/store/database.ts";
import { openKeys } from "../../src/store/key.ts";
import { openVault } from "../../src/store/seal.ts";
import { refusal } from "../support/chat.ts";
import { memoryOutside } from "../support/outside.ts";
import { type PostingWorld, postingWorld } from "../support/posting-world.ts";
import { buttonsOf } from "../support/said.ts";

const refusing = (ours = false) =>
  new DeliveryError("webhook", "The webhook answered 404: no such hook", { permanent: true, ours });

const started = async (name: "ada" | "bo" = "bo") => {
  const world = await postingWorld();
  const { outside } = world.workspace;
  const ctx = world.as(name);
  const given = { url: "https://hooks.example.com/1" };
  const { target } = await addTarget(ctx, outside, { kind: "webhook", name: "ops", given, mine: false });
  const send = (more: object = {}) =>
    sendOutside(
      systemCtx({ now: ctx.now, transact: ctx.transact, read: ctx.read, enqueue: ctx.enqueue }, ctx.workspace),
      { outside },
      { to: { kind: "target", target: target.id }, message: answer("Something happened."), key: "key", ...more },
    );
  return { world, outside, target, send, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() };
};

const stateOf = (world: PostingWorld, id: TargetId) =>
  world.workspace.database.read(async (tx) => {
    const [row] = rowsOf<Record<string, unknown>>(
      await tx.execute(
        sql`select failing_since is not null as failing, failure, disabled_why from targets where id = ${id}`,
      ),
    );
    return row;
  });

describe("a target that fails", () => {
  it("warns whoever made it after a day, and is switched off after two, with a button that switches it on", async () => {
    await using started_ = await started();
    const { world, outside, target, send } = started_;
    outside.trouble(refusing());
    await expect(send()).rejects.toThrow("404");
    await world.advance("23h");
    expect(world.chat.in("U-BO")).toEqual([]);
    await world.advance("2h");
    expect(world.chat.words("U-BO")).toEqual([
      "ops (hooks.example.com) has failed since 2026-01-05T09:00Z. If it fails for another day it is switched off. Try it with /tocsin target test ops.\nThe last time: The webhook answered 404: no such hook\n[Send a test]",
    ]);
    await expect(send()).rejects.toThrow("404");
    await world.advance("1d");
    expect(world.chat.words("U-BO")).toHaveLength(2);
    expect(world.chat.words("U-BO")[1]).toContain("is switched off: nothing is sent there any more.");
    const [, off] = world.chat.in("U-BO");
    expect(off && buttonsOf(off.message)).toEqual({ "Switch it on": "tocsin target on ops" });
    expect(await stateOf(world, target.id)).toMatchObject({ disabled_why: "failing" });
    outside.trouble(null);
    await expect(send()).rejects.toMatchObject({ permanent: true, message: "ops is switched off." });
    await switchTarget(world.as("bo"), target.id, true);
    expect(await send()).toBe("200 ok");
    expect((await world.workspace.audited("target")).map(({ data }) => data["after"])).toEqual([
      undefined,
      false,
      true,
    ]);
    await world.advance("5d");
    expect(world.chat.words("U-BO")).toHaveLength(2);
  });

  it("is not switched off for one failure that nothing followed, but by the next one", async () => {
    await using started_ = await started();
    const { world, outside, target, send } = started_;
    outside.trouble(refusing());
    await expect(send()).rejects.toThrow("404");
    await world.advance("4d");
    expect(world.chat.words("U-BO")).toHaveLength(1);
    expect(await stateOf(world, target.id)).toMatchObject({ disabled_why: null });
    await expect(send()).rejects.toThrow("404");
    await world.advance("1m");
    expect(world.chat.words("U-BO")).toHaveLength(2);
    expect(await stateOf(world, target.id)).toMatchObject({ disabled_why: "failing" });
  });

  it("and then works is well again, and nobody is told", async () => {
    await using started_ = await started();
    const { world, outside, target, send } = started_;
    outside.trouble(refusing(), 3);
    for (let i = 0; i < 3; i += 1) await expect(send()).rejects.toThrow("404");
    await world.advance("20h");
    await send();
    await world.advance("3d");
    expect(world.chat.in("U-BO")).toEqual([]);
    expect(await stateOf(world, target.id)).toEqual({ failing: false, failure: null, disabled_why: null });
  });

  it("for our own fault is not blamed", async () => {
    await using started_ = await started();
    const { world, outside, target, send } = started_;
    outside.trouble(refusing(true));
    for (let i = 0; i < 3; i += 1) {
      await expect(send()).rejects.toThrow("404");
      await world.advance("1d");
    }
    expect(await stateOf(world, target.id)).toMatchObject({ failing: false, disabled_why: null });
  });

  it("is told to the owners where whoever made it cannot be reached", async () => {
    await using started_ = await started("bo");
    const { world, outside, send } = started_;
    outside.trouble(refusing());
    await expect(send()).rejects.toThrow("404");
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") }, 1);
    await world.advance("25h");
    expect(world.chat.in("U-BO")).toEqual([]);
    expect(world.chat.words("U-ADA")[0]).toContain("has failed since");
  });

  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    "is told of once, though the process dies at its %ith touch of the database",
    async (nth) => {
      await using started_ = await started();
      const { world, outside, send } = started_;
      outside.trouble(refusing());
      await expect(send()).rejects.toThrow("404");
      world.dieAt(nth);
      await world.advance("26h");
      await world.advance("30m");
      expect(world.chat.in("U-BO")).toHaveLength(1);
    },
  );
});

describe("what a target is sent", () => {
  const bodyOf = ({ outside }: Awaited<ReturnType<typeof started>>) => {
    const last = outside.posted.at(-1);
    if (last === undefined) throw new Error("Nothing was sent.");
    return webhookBody(last.letter, render, undefined);
  };

  it("names whom a comment mentions, and always the people and teams of its list", async () => {
    await using started_ = await started("ada");
    const { world, outside, target, send } = started_;
    const { people } = world.workspace;
    const team = await createTeam(world.as("ada"), "platform", [people.bo, people.grace]);
    await editTarget(world.as("ada"), outside, target.id, {
      members: [
        { kind: "person", id: people.lin },
        { kind: "team", id: team.team.id },
      ],
    });
    const { id } = await world.open("Checkout is down", { severity: "sev1", description: `Ask <@${people.bo}>.` });
    const entry = await world.comments(id, { body: `Look, <@${people.grace}>!`, mentioned: [people.grace] });
    await send({ entry });
    const { type, timestamp, data } = bodyOf(started_);
    expect([type, timestamp]).toEqual(["comment.added", "2026-01-05T09:00:00Z"]);
    expect(data).toMatchObject({
      workspace: { name: "Acme", zone: "Europe/Berlin" },
      incident: { number: 1, title: "Checkout is down", severity: { key: "sev1" } },
      change: { kind: "commented", actor: { name: "Ada" } },
      comment: { body: `Look, <@${people.grace}>!`, author: { name: "Ada" } },
      mentioned: [
        {
          name: "Grace",
          email: "grace@acme.test",
          role: "standard",
          accounts: [{ platform: "slack", handle: "grace" }],
          teams: ["platform"],
        },
      ],
      members: [{ name: "Lin" }],
      teams: [{ key: "platform", members: [{ name: "Bo" }, { name: "Grace" }] }],
    });
    await world.edits(id, entry, `Look, <@${people.lin}>!`);
    const [edited] = (await world.workspace.timeline(id)).filter(({ kind }) => kind === "comment-edited");
    expect(edited).toBeDefined();
    const [declared] = await entriesOf(world, "declared");
    await send({ entry: declared, incident: id });
    expect(bodyOf(started_)).toMatchObject({ type: "incident.declared", data: { mentioned: [{ name: "Bo" }] } });
    const [change] = await entriesOf(world, "comment-edited");
    await send({ entry: change });
    expect(bodyOf(started_)).toMatchObject({
      type: "comment.edited",
      data: { comment: { body: `Look, <@${people.lin}>!` }, mentioned: [{ name: "Lin" }] },
    });
    await world.deletes(id, entry);
    const [deleted] = await entriesOf(world, "comment-deleted");
    await send({ entry: deleted });
    expect(bodyOf(started_)).toMatchObject({ type: "comment.deleted", data: { comment: { body: null } } });
  });

  it("to a mailbox is written in its reader's zone", async () => {
    await using started_ = await started("ada");
    const { world, outside, send } = started_;
    const { ada } = world.workspace.people;
    await world.workspace.database.transact(async (tx) => {
      await tx.execute(sql`update people set zone = 'America/New_York' where id = ${ada}`);
    });
    await send({
      to: { kind: "email", address: "x@acme.test" },
      reader: ada,
      urgent: true,
      type: "page",
      reason: "nights",
    });
    expect(outside.posted[0]).toMatchObject({
      to: { kind: "email", settings: { address: "x@acme.test" } },
      letter: { type: "page", zone: "America/New_York", urgent: true, reason: "nights" },
    });
  });
});

const entriesOf = (world: PostingWorld, kind: string) =>
  world.workspace.database.read(async (tx) =>
    rowsOf<{ id: string }>(
      await tx.execute(sql`select id from entries where kind = ${kind} and incident_id is not null`),
    ).map(({ id }) => id),
  );

describe("a key that is replaced", () => {
  it("seals every target anew at the start, so that it can be dropped", async () => {
    await using started_ = await started();
    const { world } = started_;
    const key = (n: number) => Buffer.alloc(32, n).toString("base64");
    const both = openVault(await openKeys([key(9), key(5)], "/nowhere"));
    const ctx = world.as("ada");
    const ground = { now: ctx.now, transact: ctx.transact, read: ctx.read, enqueue: ctx.enqueue };
    expect(await resealTargets(ground, both)).toBe(0);
    const newOnly = memoryOutside(openVault(await openKeys([key(9)], "/nowhere")));
    const system = systemCtx(ground, ctx.workspace);
    const to = { kind: "target", target: started_.target.id } as const;
    await sendOutside(system, { outside: newOnly }, { to, message: answer("x"), key: "k" });
    expect(newOnly.posted[0]?.to).toMatchObject({ settings: { url: "https://hooks.example.com/1" } });
    const lost = memoryOutside(openVault(await openKeys([key(8)], "/nowhere")));
    await expect(sendOutside(system, { outside: lost }, { to, message: answer("x"), key: "k" })).rejects.toThrow(
      "sealed with a key that is not in TOCSIN_KEY",
    );
    expect(await resealTargets(ground, lost.vault)).toBe(1);
  });
});
