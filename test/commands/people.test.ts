import { describe, expect, it } from "vitest";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { learnPerson } from "../../src/services/identity/identity.ts";
import { giveRole } from "../../src/services/person/role.ts";
import { testWorkspace } from "../support/command-ctx.ts";

const table = buildTable([...tocsinCommands, ...oncallCommands], [...tocsinAliases, ...oncallAliases]);

describe("/tocsin me", () => {
  it("says who one is, and whose zone one's times are in", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "tocsin me")).toContain(
      "Ada\nRole: owner\nTime zone: Europe/Berlin (the workspace's)\nE-mail: ada@acme.test\nTeams: none\nSlack: @ada",
    );
    expect(await acme.types(table, ada, "tocsin me zone asia/tokyo")).toContain("Time zone: Asia/Tokyo\n");
    expect(await acme.types(table, ada, "tocsin me zone Asia/Tokyo")).toContain("already");
    expect(await acme.types(table, ada, "tocsin me zone Mars/Olympus")).toContain("a time zone such as");
    expect(await acme.audited("person")).toEqual([
      { kind: "changed", data: { field: "zone", before: null, after: "Asia/Tokyo" } },
    ]);
  });
});

describe("a chosen zone", () => {
  it("outlives what the platform says later", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin me zone Asia/Tokyo");
    const key = { workspace: acme.workspace, platform: "slack", realm: "T1" } as const;
    await learnPerson(ada, key, "U-ADA", { name: "Ada", handle: "ada", zone: "Europe/London", owner: true });
    expect(await acme.types(table, ada, "tocsin me")).toContain("Time zone: Asia/Tokyo\n");
  });
});

describe("/tocsin people", () => {
  it("finds people by name, handle and address", async () => {
    await using acme = await testWorkspace();
    const lin = acme.as("lin");
    expect(await acme.types(table, lin, "tocsin people")).toBe(
      "- Ada: owner\n- Bo: administrator\n- Grace: standard\n- Lin: read-only",
    );
    expect(await acme.types(table, lin, "tocsin people @gra")).toBe("- Grace: standard");
    expect(await acme.types(table, lin, "tocsin people bo@acme")).toBe("- Bo: administrator");
    expect(await acme.types(table, lin, "tocsin people _")).toContain('Nobody here is called "_"');
  });

  it("says where they are who are called alike", async () => {
    await using acme = await testWorkspace();
    const key = { workspace: acme.workspace, platform: "discord", realm: "" } as const;
    await learnPerson(acme.as("ada"), key, "100", { name: "Grace", handle: "grace.n", owner: false });
    const people = (await acme.types(table, acme.as("lin"), "tocsin people")).split("\n");
    expect(people).toContain("- Ada: owner");
    expect(people).toContain("- Grace (Slack): standard");
    expect(people).toContain("- Grace (Discord): standard");
  });
});

describe("/tocsin role", () => {
  it("says what somebody may do", async () => {
    await using acme = await testWorkspace();
    expect(await acme.types(table, acme.as("bo"), "tocsin role @grace administrator")).toBe(
      "Grace is an administrator now.",
    );
    expect(await acme.types(table, acme.as("bo"), "tocsin role @grace owner")).toContain("Only an owner");
    expect(await acme.types(table, acme.as("grace"), "tocsin role @lin standard")).toContain("administrators");
    expect(await acme.audited("person")).toEqual([
      { kind: "changed", data: { field: "role", before: "standard", after: "administrator" } },
    ]);
  });

  it("keeps one owner, also when both step down at once", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "tocsin role me standard")).toContain("You are the last owner.");
    await acme.types(table, ada, "tocsin role @grace owner");
    const grace = { ...acme.as("grace"), actor: { ...ada.actor, id: acme.people.grace } as typeof ada.actor };
    const outcomes = await Promise.allSettled([
      giveRole(ada, acme.people.ada, "standard"),
      giveRole(grace, acme.people.grace, "standard"),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("incident roles", () => {
  it("can be added and deleted, the shipped ones stay", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "tocsin roles")).toContain(
      "- Commander (commander)\n- Communications (communications)\n- Scribe (scribe)",
    );
    expect(await acme.types(table, ada, "tocsin incident-role add customer liaison")).toContain(
      "/incident role set 42 customer-liaison @ada",
    );
    expect(await acme.types(table, ada, "tocsin role add Customer liaison")).toContain("There is a role");
    expect(await acme.types(table, ada, "tocsin incident-role delete scribe")).toContain("is shipped");
    expect(await acme.types(table, ada, "tocsin incident-role delete customer-liaison")).toBe(
      "Customer liaison is deleted.",
    );
    expect(await acme.types(table, acme.as("grace"), "tocsin incident-role add x")).toContain("administrators");
  });
});

describe("/tocsin settings", () => {
  it("shows and changes the workspace", async () => {
    await using acme = await testWorkspace();
    expect(await acme.types(table, acme.as("lin"), "tocsin settings")).toContain(
      "Name: Acme\nTime zone: Europe/Berlin\nShipped severities: on\nSEV1 is: P0",
    );
    expect(await acme.types(table, acme.as("bo"), 'tocsin settings zone:utc name:"Acme Corp"')).toContain(
      "Name: Acme Corp\nTime zone: UTC",
    );
    expect(await acme.types(table, acme.as("bo"), "tocsin settings zone:UTC")).toContain("already");
    expect(await acme.types(table, acme.as("grace"), "tocsin settings zone:UTC")).toContain(
      "managed by administrators",
    );
    expect(await acme.audited("workspace")).toHaveLength(2);
  });
});

describe("/oncall", () => {
  it("says that there is no schedule yet", async () => {
    await using acme = await testWorkspace();
    for (const line of ["oncall", "oncall now"]) {
      expect(await acme.types(table, acme.as("lin"), line)).toContain("There is no on-call schedule yet");
    }
    expect(await acme.types(table, acme.as("lin"), "oncall help")).toContain("/oncall now");
  });
});
