import { describe, expect, it } from "vitest";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = buildTable(oncallCommands, oncallAliases);

const withWeb = async (people = "@ada @grace") => {
  const acme = await testWorkspace();
  await acme.types(table, acme.as("ada"), `oncall schedule create web every:week people:"${people}"`);
  return acme;
};

const types = (acme: TestWorkspace, name: "ada" | "grace" | "lin" | "bo", line: string) =>
  acme.types(table, acme.as(name), line);

const who = async (acme: TestWorkspace, at: string) =>
  (await types(acme, "ada", `oncall who web ${at}`)).match(/: (.+?)(?: until|\.)/)?.[1];

describe("/oncall away add", () => {
  it("lets the next in order cover, and says who does", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", "oncall away add from:2026-01-07 to:2026-01-08 note:dentist")).toBe(
      "You are away 2026-01-06T23:00Z – 2026-01-08T23:00Z (dentist).\nweb, on call instead:\n- 2026-01-06T23:00Z – 2026-01-08T23:00Z: Grace\n[Not away after all] [Absences]",
    );
    expect(await who(acme, "2026-01-08T22:59Z")).toBe("Grace");
    expect(await who(acme, "2026-01-08T23:00Z")).toBe("Ada");
    expect(await types(acme, "ada", "oncall why web 2026-01-07T12:00Z")).toContain("Ada is away");
  });

  it("means whole days on both dates on which the clocks change", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", "oncall away add from:2026-03-29 to:2026-03-29")).toContain(
      "You are away 2026-03-28T23:00Z – 2026-03-29T22:00Z.",
    );
    expect(await types(acme, "ada", "oncall away add from:2026-10-25 to:2026-10-25")).toContain(
      "You are away 2026-10-24T22:00Z – 2026-10-25T23:00Z.",
    );
  });

  it("warns where nobody covers, and where an override holds all the same", async () => {
    await using acme = await withWeb("@ada");
    expect(await types(acme, "ada", "oncall away add to:4h")).toContain(
      "- 2026-01-05T09:00Z – 2026-01-05T13:00Z: nobody\nMind: nobody covers a part of it.",
    );
    await types(acme, "ada", "oncall override add web @bo from:20:00 to:2h");
    expect(await types(acme, "bo", "oncall away add to:2026-01-05")).toContain(
      "Mind: an override puts you on call all the same, web, 2026-01-05T19:00Z – 2026-01-05T21:00Z.",
    );
  });

  it("says so where nobody is missed, and refuses what is over, backwards or known", async () => {
    await using acme = await withWeb();
    const add = (rest: string) => types(acme, "bo", `oncall away add ${rest}`);
    expect(await add("to:2026-01-10")).toContain("You are not on call in that time.");
    expect(await add("from:2026-01-08 to:2026-01-09")).toContain("That is known already.");
    expect(await add("from:2026-01-01 to:2026-01-02")).toContain("That time is over");
    expect(await add("from:2026-02-02 to:2026-02-01")).toContain("It would end before it begins.");
  });

  it("is said of others by a manager only", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "lin", "oncall away add @ada to:4h")).toContain("read-only");
    expect(await types(acme, "lin", "oncall away add to:4h")).toContain("You are away");
    expect(await types(acme, "grace", "oncall away add @ada to:4h")).toContain("Ada is away");
    expect((await acme.audited("person")).map(({ data }) => data["change"])).toEqual(["is away", "is away"]);
  });
});

describe("an absence", () => {
  it("is listed and ends from now on, and what has been stays", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall away add to:2026-01-08");
    await acme.clock.advance("1d");
    const list = await acme.answers(table, acme.as("ada"), "oncall away list");
    expect(await types(acme, "grace", "oncall away list --all")).toContain(
      "Ada: 2026-01-05T09:00Z – 2026-01-08T23:00Z",
    );
    expect(await types(acme, "lin", buttonsOf(list)["Delete"] ?? "")).toContain("read-only");
    expect(await types(acme, "ada", buttonsOf(list)["Delete"] ?? "")).toContain(
      "web: you are on call 2026-01-06T09:00Z – 2026-01-08T23:00Z.",
    );
    expect(await who(acme, "2026-01-06T08:59Z")).toBe("Grace");
    expect(await who(acme, "2026-01-06T09:00Z")).toBe("Ada");
    expect(await types(acme, "ada", "oncall away list")).toContain("You are not away, now or to come.");
  });
});
