import { describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { listIncidents } from "../../src/services/incident/list.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = menu();

const opens = (acme: TestWorkspace) => (line: string) =>
  acme.types(table, acme.as("ada"), `incident open ${line}`).catch((error: Error) => error.message);

const titles = async (acme: TestWorkspace) =>
  (await listIncidents(acme.as("ada"), { filters: {}, by: "start", page: "first", size: 10 })).incidents.map(
    ({ title, private: hidden, severity }) => [title, hidden, severity?.key ?? "none"],
  );

describe("/incident open", () => {
  it.each([
    ["--private sev1 leak", "sev1"],
    ["sev1 --private leak", "sev1"],
    ["sev1: —private leak", "sev1"],
    ["SEV2, private:yes leak", "sev2"],
    ["--private leak", "none"],
  ])("hides what is to be hidden, before or behind the severity: %s", async (line, severity) => {
    await using acme = await testWorkspace();
    expect(await opens(acme)(line)).toContain("Only the people on it see it");
    expect(await titles(acme)).toEqual([["leak", true, severity]]);
  });

  it.each(["sev1 leak of customer data --private", "sev1 --privat leak", "-private leak", "leak private:yes"])(
    "opens nothing where what is to be hidden would be announced: %s",
    async (line) => {
      await using acme = await testWorkspace();
      expect(await opens(acme)(line)).toContain("Nothing was opened");
      expect(await titles(acme)).toEqual([]);
    },
  );

  it("takes values behind the severity, and says which came too late", async () => {
    await using acme = await testWorkspace();
    expect(await opens(acme)("sev2 tag:db a private key is public")).not.toContain("title now");
    expect(await opens(acme)("replicas lag tag:db assign:@ada")).toContain(
      "assign: and tag: are part of the title now: such values come before it.",
    );
    expect(await titles(acme)).toEqual([
      ["replicas lag tag:db assign:@ada", false, "none"],
      ["a private key is public", false, "sev2"],
    ]);
  });

  it.each([
    ["sev 1 db is slow", "sev 1", "SEV1 Critical"],
    ["severity 2 db is slow", "severity 2", "SEV2 High"],
    ["critical: db is slow", "critical", "SEV1 Critical"],
    ["High load", "High", "SEV2 High"],
    ["P 0 db is slow", "P 0", "SEV1 Critical"],
  ])("asks whether its beginning was meant as its severity: %s", async (line, typed, label) => {
    await using acme = await testWorkspace();
    const said = await opens(acme)(line);
    expect(said).toContain(`was "${typed}" at its beginning meant as one?`);
    expect(said).toContain(`[Make it ${label}]`);
    expect(await titles(acme)).toEqual([[line, false, "none"]]);
  });

  it("says where there is no such severity, and nothing where none was meant", async () => {
    await using acme = await testWorkspace();
    expect(await opens(acme)("sev9 something")).toContain("It has no severity: there is none called sev9.");
    for (const line of ["checkout down", "2 hosts down", "sevres is down", "p95 is high"]) {
      expect(await opens(acme)(line)).not.toContain("It has no severity");
    }
  });
});
