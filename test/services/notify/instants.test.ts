import { expect, it } from "vitest";
import type { EscalationId } from "../../../src/domain/ids.ts";
import { memberKey } from "../../../src/domain/oncall/member.ts";
import { freshId } from "../../../src/services/ctx.ts";
import { acknowledgeIncident, changeIncidentStatus, reopenIncident } from "../../../src/services/incident/progress.ts";
import { goOn } from "../../../src/services/notify/go-on.ts";
import { systemCtx } from "../../../src/services/system.ts";
import { builtInChannel } from "../../../src/store/channel-hearers.ts";
import { insertEscalation } from "../../../src/store/policies.ts";
import { fenceOf, runsOf } from "../../../src/store/runs.ts";
import { refusal } from "../../support/chat.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";

/** Grace, five minutes later Bo, for every incident; shown in #ops. */
const policy = async (world: PostingWorld) => {
  const { database, workspace, people, clock } = world.workspace;
  await world.map("all", "C-OPS");
  const by = `person:${people.ada}`;
  const step = (id: keyof typeof people) => ({
    targets: [memberKey({ kind: "person", id: people[id] })],
    wait: 300,
    need: 1,
  });
  await database.transact(async (tx) => {
    const all = await builtInChannel(tx, workspace);
    await insertEscalation(tx, workspace, {
      id: freshId<EscalationId>(),
      key: "payments",
      name: "Payments",
      channels: all === undefined ? [] : [all],
      createdBy: by,
      createdAt: clock.now(),
      updatedBy: by,
      updatedAt: clock.now(),
      plan: {
        kind: "escalation",
        name: "Payments",
        repeats: 0,
        lastResort: [],
        steps: [step("grace"), step("bo")],
      },
    });
  });
};

const opened = async (world: PostingWorld) => {
  await policy(world);
  const { id } = await world.open("Checkout is down", { severity: "sev1" });
  await world.settle();
  return id;
};

it("an acknowledgement that comes before the next step in the same instant wins", async () => {
  await using world = await postingWorld();
  const id = await opened(world);
  const { database, workspace } = world.workspace;
  const [run] = await database.read((tx) => runsOf(tx, workspace, id));
  if (run === undefined) throw new Error("Nothing pages.");
  await world.advance("4m59s");
  const ctx = world.as("grace");
  const then = { ...ctx, now: () => ctx.now().add({ seconds: 1 }) };
  await acknowledgeIncident(then, { id });
  await goOn(systemCtx(then, workspace), fenceOf(run));
  await world.advance("10m");
  expect(world.chat.words("U-BO")).toEqual([]);
});

it("an acknowledgement that comes after the next step in the same instant ends what follows", async () => {
  await using world = await postingWorld();
  const id = await opened(world);
  await world.advance("5m");
  expect(world.chat.words("U-BO")).toHaveLength(1);
  await acknowledgeIncident(world.as("grace"), { id });
  await world.advance("30m");
  expect(world.chat.words("U-BO")).toHaveLength(1);
  expect(world.chat.thread("C-OPS").join("\n")).not.toMatch(/paged nobody|Nobody answered/u);
});

it("pages begin anew with a reopening after the last step", async () => {
  await using world = await postingWorld();
  const id = await opened(world);
  for (let i = 0; i < 12; i += 1) await world.advance("1m");
  expect(world.chat.thread("C-OPS").at(-1)).toContain("Nobody answered");
  await changeIncidentStatus(world.as("ada"), { id }, "resolved");
  await reopenIncident(world.as("ada"), { id });
  await world.settle();
  expect(world.chat.words("U-GRACE").filter((words) => words.includes("Payments, step 1"))).toHaveLength(2);
});

it("the incident's places are told when nobody can be reached", async () => {
  await using world = await postingWorld();
  world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") }, 50);
  world.workspace.outside.trouble(refusal("no such mailbox"));
  await opened(world);
  for (let i = 0; i < 12; i += 1) await world.advance("1m");
  expect(world.chat.words("U-GRACE")).toEqual([]);
  expect(world.chat.thread("C-OPS").at(-1)).toContain("paged nobody");
});
