import { describe, expect, it } from "vitest";
import { complete } from "../../src/commands/complete.ts";
import { menu } from "../../src/commands/menu.ts";
import { home } from "../../src/presentation/home.ts";
import { homeOf } from "../../src/services/incident/list.ts";
import { viewStanding } from "../../src/services/oncall/schedule/now.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = menu();

/** The numbers of the incidents a line lists, in their order. */
const listed = async (acme: TestWorkspace, line: string, name: "ada" | "grace" | "lin" = "ada") =>
  [...(await acme.types(table, acme.as(name), line)).matchAll(/^INC-(\d+) /gmu)].map(([, number]) => Number(number));

/** Five incidents, an hour apart, that differ in everything one can ask for. */
const five = async (): Promise<TestWorkspace> => {
  const acme = await testWorkspace();
  const ada = acme.as("ada");
  const say = (line: string, name: "ada" | "grace" = "ada") => acme.types(table, acme.as(name), line);
  await say("tocsin channel create payments");
  await say("tocsin team create people:@grace platform");
  await acme.open({ title: "checkout is down", description: "The gateway times out", tags: ["db", "eu"] });
  await say("incident severity inc-1 sev1");
  await acme.clock.advance("1h");
  await acme.open({ title: "login is slow", tags: ["eu"], source: { kind: "monitor", name: "Grafana" } }, "grace");
  await say("incident assign inc-2 @grace");
  await acme.clock.advance("1h");
  await acme.open({ title: "search misses words" });
  await say("incident severity inc-3 sev2");
  await say("incident assign inc-3 platform", "grace");
  await say("incident deliver inc-3 payments");
  await acme.clock.advance("1h");
  await acme.open({ title: "the gateway certificate expires" });
  await say("incident resolve inc-4 renewed it");
  await acme.clock.advance("1h");
  await acme.open({ title: "disk is full" }, "grace");
  await say("incident status inc-5 pending", "grace");
  expect(ada.workspace).toBe(acme.workspace);
  return acme;
};

describe("/incident list", () => {
  it("completes the last of several values of a filter, and what is not wanted", async () => {
    await using acme = await testWorkspace();
    const found = async (typed: string) =>
      (await complete(table, acme.as("ada"), "incident list status", typed)).map(({ label, value }) => [label, value]);
    expect(await found("pe")).toEqual([["pending", "pending"]]);
    expect(await found("!pe")).toEqual([["!pending", "!pending"]]);
    expect(await found("open, !pe")).toEqual([["open, !pending", "open, !pending"]]);
  });

  it("narrows by every filter, and by what it is not", async () => {
    await using acme = await five();
    const cases: readonly (readonly [string, readonly number[]])[] = [
      ["", [5, 4, 3, 2, 1]],
      ["status:open", [3, 2, 1]],
      ["status:open,pending", [5, 3, 2, 1]],
      ["status!:open", [5, 4]],
      ["status:!open,!pending", [4]],
      ["status!:open status!:pending", [4]],
      ["status:open status!:open", []],
      ["severity:sev1", [1]],
      ["severity:Critical,sev2", [3, 1]],
      ["severity:none", [5, 4, 2]],
      ["severity:none,sev1", [5, 4, 2, 1]],
      ["severity!:sev1", [5, 4, 3, 2]],
      ["severity!:none", [3, 1]],
      ["creator:@grace", [5, 2]],
      ["creator!:@grace", [4, 3, 1]],
      ["updater:@grace", [5]],
      ["updater!:me", [5]],
      ["assignee:@grace", [2]],
      ["assignee:platform", [3]],
      ["assignee:platform,@grace", [3, 2]],
      ["assignee:none", [5, 4, 1]],
      ["assignee:none,platform", [5, 4, 3, 1]],
      ["assignee!:@grace", [5, 4, 3, 1]],
      ["assignee!:none", [3, 2]],
      ["tag:eu", [2, 1]],
      ["tag:eu,db", [2, 1]],
      ["tag:EU tag!:db", [2]],
      ["tag!:eu", [5, 4, 3]],
      ["channel:payments", [3]],
      ["channel:#all", [5, 4, 3, 2, 1]],
      ["channel!:payments", [5, 4, 2, 1]],
      ["source:grafana", [2]],
      ["source!:Grafana", [5, 4, 3, 1]],
      ["tag:eu severity:none assignee:@grace", [2]],
      ["tag:eu severity:sev1 assignee:@grace", []],
      ["status:open channel:payments assignee!:none creator:me", [3]],
    ];
    for (const [filters, expected] of cases) {
      expect([filters, await listed(acme, `incident list ${filters}`)]).toEqual([filters, expected]);
    }
  });

  it("knows mine and active", async () => {
    await using acme = await five();
    expect(await listed(acme, "incident active")).toEqual([5, 3, 2, 1]);
    expect(await listed(acme, "incident mine", "grace")).toEqual([2]);
    expect(await listed(acme, "incident list --mine", "lin")).toEqual([]);
    expect(await acme.types(table, acme.as("lin"), "incident mine")).toContain(
      "Your active incidents: there are none.",
    );
  });

  it("narrows to days and times in the reader's zone", async () => {
    await using acme = await testWorkspace();
    // 22:30 and 23:30 UTC on 4 January are either side of midnight in Berlin.
    for (const [title, start] of [
      ["before midnight", "2026-01-04T22:30:00Z"],
      ["after midnight", "2026-01-04T23:30:00Z"],
    ] as const) {
      await acme.open({ title, startedAt: Temporal.Instant.from(start) });
    }
    expect(await listed(acme, "incident list from:2026-01-05")).toEqual([2]);
    expect(await listed(acme, "incident list to:2026-01-04")).toEqual([1]);
    expect(await listed(acme, "incident list from:2026-01-04 to:2026-01-04")).toEqual([1]);
    expect(await listed(acme, "incident list by:created from:2026-01-05")).toEqual([2, 1]);
    await acme.clock.advance("1d");
    await acme.types(table, acme.as("ada"), "incident severity inc-1 sev4");
    expect(await listed(acme, "incident list by:updated from:2026-01-06")).toEqual([1]);
    expect(await listed(acme, "incident list by:updated")).toEqual([1, 2]);
  });

  it("goes on and back by page while incidents come and change", async () => {
    await using acme = await testWorkspace();
    for (let i = 1; i <= 25; i += 1) {
      await acme.open({ title: `incident ${i}`, tags: ["t"] });
      await acme.clock.advance("1m");
    }
    const ada = acme.as("ada");
    const first = await acme.answers(table, ada, "incident list tag:t status:open");
    expect(wordsOf(first)).toContain("25 incidents.");
    expect(wordsOf(first)).toContain("INC-25 incident 25");
    expect(Object.keys(buttonsOf(first))).not.toContain("Newer");
    const onward = buttonsOf(first)["Older"] ?? "";
    expect(onward.length).toBeLessThan(100);
    // One comes in front, one at the edge moves, one at the edge goes.
    await acme.open({ title: "one more", tags: ["t"] });
    await acme.types(table, ada, "incident edit start inc-16 2026-01-05 08:00");
    await acme.types(table, ada, "incident delete --yes inc-15");
    const second = await acme.answers(table, ada, onward);
    expect([...wordsOf(second).matchAll(/^INC-(\d+)/gmu)].map(([, n]) => Number(n))).toEqual([
      14, 13, 12, 11, 10, 9, 8, 7, 6, 5,
    ]);
    const third = await acme.answers(table, ada, buttonsOf(second)["Older"] ?? "");
    expect(await listed(acme, buttonsOf(second)["Older"] ?? "")).toEqual([4, 3, 2, 1, 16]);
    expect(buttonsOf(third)["Older"]).toBeUndefined();
    expect(await listed(acme, buttonsOf(third)["Newer"] ?? "")).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
    expect(await listed(acme, buttonsOf(second)["Newer"] ?? "")).toEqual([26, 25, 24, 23, 22, 21, 20, 19, 18, 17]);
  });

  it("turns pages of a source that begins with an exclamation mark", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "of another source" });
    for (let i = 2; i <= 12; i += 1) {
      await acme.open({ title: `incident ${i}`, source: { kind: "other", name: "!vip" } });
    }
    const first = await acme.answers(table, acme.as("ada"), 'incident list source:"!vip"');
    expect(await listed(acme, buttonsOf(first)["Older"] ?? "")).toEqual([2]);
  });

  it("also goes on from a number that somebody types", async () => {
    await using acme = await five();
    expect(await listed(acme, "incident list after:inc-3")).toEqual([2, 1]);
    expect(await listed(acme, "incident list before:inc-3")).toEqual([5, 4]);
    expect(await acme.types(table, acme.as("ada"), "incident list after:inc-99")).toContain("Begin again");
  });

  it("shows a private incident to the people on it alone, in lists, totals and search", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "public outage" });
    await acme.open({ title: "secret outage", private: true, tags: ["s"] });
    await acme.types(table, acme.as("ada"), "tocsin team create people:@lin blue");
    expect(await listed(acme, "incident list", "ada")).toEqual([2, 1]);
    for (const line of [
      "incident list",
      "incident list outage",
      "incident list tag:s,x",
      "incident list status:open",
      "incident active",
    ]) {
      expect(await listed(acme, line, "grace")).not.toContain(2);
    }
    expect(await acme.types(table, acme.as("grace"), "incident list")).toContain("1 incident.");
    expect((await homeOf(acme.as("grace"))).all.total).toBe(1);
    await acme.types(table, acme.as("ada"), "incident assign inc-2 blue");
    expect(await listed(acme, "incident list tag:s", "lin")).toEqual([2]);
    await acme.types(table, acme.as("ada"), "incident edit public inc-2");
    expect(await listed(acme, "incident list tag:s", "grace")).toEqual([2]);
  });

  it("asks for nothing that everybody has", async () => {
    await using acme = await testWorkspace();
    expect(await acme.types(table, acme.as("ada"), "incident list channel!:all")).toContain(
      "#all holds every incident",
    );
    expect(await acme.types(table, acme.as("ada"), "incident list")).toContain("there are none");
  });
});

describe("search", () => {
  it("offers as a filter what reads like one", async () => {
    await using acme = await five();
    const asked = (line: string) => acme.types(table, acme.as("ada"), `incident list ${line}`);
    const offered = async (line: string) => {
      const message = await acme.answers(table, acme.as("ada"), `incident list ${line}`);
      return Object.entries(buttonsOf(message)).filter(([label]) => label.startsWith("Only "));
    };
    expect(await offered("sev1")).toEqual([["Only severity:sev1", "incident list severity:sev1"]]);
    expect(await offered("--active gateway P1")).toEqual([
      ["Only severity:sev2", "incident list --active severity:sev2 gateway"],
    ]);
    expect(await offered("gateway status:resolved")).toEqual([
      ["Only status:resolved", "incident list status:resolved gateway"],
    ]);
    expect(await offered("resolved")).toEqual([["Only status:resolved", "incident list status:resolved"]]);
    expect(await asked("assigned:me")).toContain("No filter is called assigned:.");
    expect(await offered("https://acme.test gateway")).toEqual([]);
    expect(await asked("https://acme.test gateway")).not.toContain("No filter");
  });

  it("ranks the title before the description, then the newest", async () => {
    await using acme = await five();
    await acme.open({ title: "gateway restarts" });
    expect(await listed(acme, "incident list gateway")).toEqual([6, 4, 1]);
  });

  it("finds what begins with a word, between signs and in any case", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "api.example.com answers 503" });
    await acme.open({ title: "ÜBERLAST in Berlin" });
    expect(await listed(acme, "incident list EXAM")).toEqual([1]);
    expect(await listed(acme, "incident list 503 api")).toEqual([1]);
    expect(await listed(acme, "incident list überl")).toEqual([2]);
    expect(await listed(acme, "incident list berlin answers")).toEqual([]);
  });

  it("understands a mistyped word and says how", async () => {
    await using acme = await five();
    const said = await acme.types(table, acme.as("ada"), "incident list chekout");
    expect(said).toContain("INC-1 checkout is down");
    expect(said).toContain("No word begins with chekout: looked for checkout.");
    expect(await listed(acme, "incident list gatway certficate")).toEqual([4]);
    expect(await acme.types(table, acme.as("ada"), "incident list xyzzy")).toContain("Nothing has all of these words.");
  });

  it("joins words and filters", async () => {
    await using acme = await five();
    expect(await listed(acme, "incident list status:resolved gateway")).toEqual([4]);
    expect(await listed(acme, "incident list tag:db gateway")).toEqual([1]);
  });

  it("takes whatever is typed", async () => {
    await using acme = await five();
    for (const words of [
      "' & | !",
      "a:*",
      "'); drop table incidents; --",
      "\\",
      "gate'way",
      "()",
      "😀",
      "x".repeat(3000),
    ]) {
      await acme.types(table, acme.as("ada"), `incident list ${words}`);
    }
    expect(await listed(acme, "incident list")).toHaveLength(5);
  });

  it("turns pages by rank", async () => {
    await using acme = await testWorkspace();
    for (let i = 1; i <= 23; i += 1) await acme.open({ title: `outage ${i}` });
    const first = await acme.answers(table, acme.as("ada"), "incident list outage");
    const second = await acme.answers(table, acme.as("ada"), buttonsOf(first)["Next"] ?? "");
    const third = await listed(acme, buttonsOf(second)["Next"] ?? "");
    expect(third).toEqual([3, 2, 1]);
    expect(await listed(acme, buttonsOf(second)["Previous"] ?? "")).toEqual([23, 22, 21, 20, 19, 18, 17, 16, 15, 14]);
  });
});

describe("home", () => {
  it("shows what is mine, what is active, and how to open another", async () => {
    await using acme = await five();
    const now = acme.clock.now();
    const onCall = await viewStanding(acme.as("grace"), { at: now });
    const message = home({ ...(await homeOf(acme.as("grace"))), onCall }, now);
    expect(wordsOf(message)).toContain("Assigned to you\nINC-2 login is slow");
    expect(wordsOf(message)).toContain("Active incidents\nINC-5 disk is full");
    expect(wordsOf(message)).not.toContain("INC-4");
    expect(buttonsOf(message)["Open an incident"]).toBe("incident open");
  });
});
