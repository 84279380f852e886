import { describe, expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import type { EscalationId, PersonId } from "../../../src/domain/ids.ts";
import type { Step } from "../../../src/domain/notify/plan.ts";
import { memberKey } from "../../../src/domain/oncall/member.ts";
import { freshId } from "../../../src/services/ctx.ts";
import { acknowledgeIncident, changeIncidentStatus, reopenIncident } from "../../../src/services/incident/progress.ts";
import { declinePage, escalateNow } from "../../../src/services/notify/answer.ts";
import { handOver } from "../../../src/services/notify/hand-over.ts";
import { pageByHand } from "../../../src/services/notify/page.ts";
import { snoozePages } from "../../../src/services/notify/snooze.ts";
import { builtInChannel } from "../../../src/store/channel-hearers.ts";
import { findIncident } from "../../../src/store/incidents.ts";
import { insertEscalation } from "../../../src/store/policies.ts";
import { refusal, unreachable } from "../../support/chat.ts";
import { type PostingWorld, postingWorld } from "../../support/posting-world.ts";
import { buttonsOf } from "../../support/said.ts";

const person = (id: PersonId) => memberKey({ kind: "person", id });

/** Calls Ada, five minutes later Grace, and after that nobody, for every incident. */
const policy = async (
  world: PostingWorld,
  more: { readonly steps?: readonly Step[]; readonly repeats?: number } = {},
) => {
  const { ada, grace } = world.workspace.people;
  const all = await world.workspace.database.read((tx) => builtInChannel(tx, world.workspace.workspace));
  const at = world.workspace.clock.now();
  await world.workspace.database.transact((tx) =>
    insertEscalation(tx, world.workspace.workspace, {
      id: freshId<EscalationId>(),
      key: "payments",
      name: "Payments",
      channels: all === undefined ? [] : [all],
      createdBy: `person:${ada}`,
      createdAt: at,
      updatedBy: `person:${ada}`,
      updatedAt: at,
      plan: {
        kind: "escalation",
        name: "Payments",
        repeats: more.repeats ?? 0,
        lastResort: [],
        steps: more.steps ?? [
          { targets: [person(ada)], wait: 300, need: 1 },
          { targets: [person(grace)], wait: 300, need: 1 },
        ],
      },
    }),
  );
};

const pages = (world: PostingWorld, account: string) =>
  world.chat.words(account).filter((words) => words.includes("Payments, step") || words.includes("paged by hand"));

describe("an escalation", () => {
  it("pages the first step at once and the next when nobody acknowledges", async () => {
    await using world = await postingWorld();
    await policy(world);
    await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    expect(world.chat.words("U-ADA")).toEqual([
      "SEV1 Critical · INC-1 · Checkout is down\nYou are called (Payments, step 1).\nopen · 0m · opened by Ada\n[Acknowledge] [I can't] [Escalate] [Show] [Snooze: 5 minutes | 15 minutes | 1 hour | 4 hours | Until tomorrow 9:00] [Hand over: …]",
    ]);
    expect(world.chat.in("U-GRACE")).toEqual([]);
    await world.advance("4m");
    expect(world.chat.in("U-GRACE")).toEqual([]);
    await world.advance("1m");
    expect(pages(world, "U-GRACE")).toHaveLength(1);
    expect(pages(world, "U-ADA")).toHaveLength(1);
  });

  it("falls silent when somebody acknowledges", async () => {
    await using world = await postingWorld();
    await policy(world);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    const [page] = world.chat.in("U-ADA");
    expect(page && buttonsOf(page.message).Acknowledge).toBe("incident ack inc-1");
    await acknowledgeIncident(world.as("ada"), { id });
    await world.advance("30m");
    expect(world.chat.in("U-GRACE")).toEqual([]);
  });

  it("goes on at a step that asks for two until two have acknowledged", async () => {
    await using world = await postingWorld();
    const { ada, grace, bo } = world.workspace.people;
    await policy(world, {
      steps: [
        { targets: [person(ada), person(grace)], wait: 300, need: 2 },
        { targets: [person(bo)], wait: 300, need: 1 },
      ],
    });
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await acknowledgeIncident(world.as("ada"), { id });
    await world.advance("5m");
    expect(pages(world, "U-BO")).toHaveLength(1);
    expect(pages(world, "U-ADA")).toHaveLength(1);
  });

  it("does not page on for what is resolved, and begins anew when it is reopened", async () => {
    await using world = await postingWorld();
    await policy(world);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await changeIncidentStatus(world.as("ada"), { id }, "resolved");
    await world.advance("10m");
    expect(world.chat.in("U-GRACE")).toEqual([]);
    await reopenIncident(world.as("grace"), { id });
    await world.settle();
    expect(pages(world, "U-ADA")).toHaveLength(2);
  });

  it("tells the owners when nobody answers", async () => {
    await using world = await postingWorld();
    await policy(world, { repeats: 1 });
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    for (let i = 0; i < 21; i += 1) await world.advance("1m");
    expect(pages(world, "U-ADA")).toHaveLength(2);
    expect(pages(world, "U-GRACE")).toHaveLength(2);
    expect(world.chat.words("U-ADA").at(-1)).toContain("Nobody answered Payments: Ada and Grace were paged.");
    expect((await world.workspace.timeline(id)).map(({ kind }) => kind)).toEqual([
      "declared",
      "paged",
      "paged",
      "paged",
      "paged",
      "page-failed",
    ]);
  });

  it("calls the next step at once when the first says they can't", async () => {
    await using world = await postingWorld();
    await policy(world);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await declinePage(world.as("ada"), { id });
    await world.settle();
    expect(pages(world, "U-GRACE")).toHaveLength(1);
  });

  it("calls the next step at once when the first cannot be reached at all", async () => {
    await using world = await postingWorld();
    await policy(world);
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") }, 1);
    world.workspace.outside.trouble(refusal("no such mailbox"), 1);
    await world.open("Checkout is down", { severity: "sev1" });
    await world.advance("1s");
    expect(world.chat.in("U-ADA")).toEqual([]);
    expect(pages(world, "U-GRACE")).toHaveLength(1);
  });

  it("falls through to the next contact at once when one refuses for good", async () => {
    await using world = await postingWorld();
    await policy(world);
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") }, 1);
    await world.open("Checkout is down", { severity: "sev1" });
    await world.advance("1s");
    expect(world.workspace.outside.posted.map(({ to, letter }) => [to, letter.type])).toEqual([
      [{ kind: "email", settings: { address: "ada@acme.test" } }, "page"],
    ]);
    expect(world.chat.in("U-GRACE")).toEqual([]);
  });

  it("goes to the mailbox after two minutes unless somebody has acknowledged", async () => {
    await using world = await postingWorld();
    await policy(world);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.advance("1m");
    expect(world.workspace.outside.posted).toEqual([]);
    await world.advance("1m");
    expect(world.workspace.outside.posted).toHaveLength(1);
    const other = await world.open("Search is slow", { severity: "sev1" });
    await world.settle();
    for (const one of [id, other.id]) await acknowledgeIncident(world.as("ada"), { id: one });
    await world.advance("5m");
    expect(world.workspace.outside.posted).toHaveLength(1);
  });

  it.each(["acknowledged", "resolved"] as const)(
    "tries no later contact once it is %s, though nobody is left to call",
    async (how) => {
      await using world = await postingWorld();
      const ada = world.as("ada");
      await world.workspace.types(menu(), ada, "tocsin me rules page slack, email after 10m");
      await policy(world, { steps: [{ targets: [person(world.workspace.people.ada)], wait: 300, need: 1 }] });
      const { id } = await world.open("Checkout is down");
      await world.advance("6m");
      expect(world.chat.words("U-ADA").at(-1)).toContain("Nobody answered Payments");
      if (how === "resolved") await changeIncidentStatus(world.as("grace"), { id }, "resolved");
      else await acknowledgeIncident(world.as("grace"), { id });
      await world.advance("30m");
      expect(world.workspace.outside.posted.filter(({ letter }) => letter.type === "page")).toEqual([]);
    },
  );

  it("goes out late, and says so, when the platform was away", async () => {
    await using world = await postingWorld();
    await policy(world);
    world.chat.trouble("direct", { kind: "refuses", error: unreachable() }, 7);
    await world.open("Checkout is down", { severity: "sev1" });
    for (let i = 0; i < 4; i += 1) await world.advance("1m");
    expect(pages(world, "U-ADA")).toHaveLength(1);
    expect(pages(world, "U-ADA")[0]).toMatch(/This comes \dm late: it was due at/u);
  });

  it("waits while it is snoozed, and calls the next step then", async () => {
    await using world = await postingWorld();
    await policy(world);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await snoozePages(world.as("ada"), { id }, world.workspace.clock.now().add({ hours: 1 }));
    for (let i = 0; i < 6; i += 1) await world.advance("9m");
    expect(pages(world, "U-GRACE")).toEqual([]);
    await world.advance("6m");
    expect(pages(world, "U-GRACE")).toHaveLength(1);
  });

  it("can be sent on by hand, also by whoever has it", async () => {
    await using world = await postingWorld();
    await policy(world);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await acknowledgeIncident(world.as("ada"), { id });
    await escalateNow(world.as("ada"), { id });
    await world.settle();
    expect(pages(world, "U-GRACE")).toHaveLength(1);
    await expect(escalateNow(world.as("ada"), { id })).rejects.toThrow("has anybody left to call");
  });
});

describe("a page by hand", () => {
  it("reaches whoever is named, and nobody who has it already", async () => {
    await using world = await postingWorld();
    const { grace, ada } = world.workspace.people;
    const { id } = await world.open("Checkout is down", { severity: "sev3" });
    await world.settle();
    await pageByHand(world.as("ada"), { id }, { targets: [person(grace)], confirmed: false });
    await world.settle();
    expect(world.chat.words("U-GRACE")[0]).toContain("You are paged by hand.");
    await acknowledgeIncident(world.as("ada"), { id });
    await expect(pageByHand(world.as("grace"), { id }, { targets: [person(ada)], confirmed: false })).rejects.toThrow(
      "They have acknowledged it already.",
    );
  });

  it("lets somebody in on a private incident", async () => {
    await using world = await postingWorld();
    const { id } = await world.open("A leak", { private: true });
    await pageByHand(world.as("ada"), { id }, { targets: [person(world.workspace.people.grace)], confirmed: false });
    await world.settle();
    expect(world.chat.words("U-GRACE")[0]).toContain("A leak");
  });
});

describe("handing over", () => {
  const assignees = async (world: PostingWorld, id: Parameters<typeof handOver>[1]) =>
    (await world.workspace.database.read((tx) => findIncident(tx, world.workspace.workspace, { kind: "system" }, id)))
      ?.assignees;

  it("pages whoever gets it, once, and takes it from whoever had it", async () => {
    await using world = await postingWorld();
    const { grace } = world.workspace.people;
    await policy(world);
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await world.settle();
    await acknowledgeIncident(world.as("ada"), { id });
    await world.settle();
    await handOver(world.as("ada"), { id }, grace);
    await world.settle();
    expect(await assignees(world, { id })).toEqual([{ kind: "person", id: grace }]);
    expect(world.chat.words("U-GRACE")).toHaveLength(1);
    expect(pages(world, "U-GRACE")).toHaveLength(1);
    await acknowledgeIncident(world.as("grace"), { id });
    await world.advance("10m");
    expect(world.chat.words("U-GRACE")).toHaveLength(1);
  });

  it("is refused where they have it already and nobody hands it over", async () => {
    await using world = await postingWorld();
    const { ada } = world.workspace.people;
    const { id } = await world.open("Checkout is down", { severity: "sev1" });
    await acknowledgeIncident(world.as("ada"), { id });
    await expect(handOver(world.as("ada"), { id }, ada)).rejects.toThrow("already theirs");
  });
});
