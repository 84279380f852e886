import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { teamCalled } from "../../src/services/team/find.ts";
import { copyGroupMembers } from "../../src/services/team/follow.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = buildTable(tocsinCommands, tocsinAliases);

const idOf = async (acme: TestWorkspace, name: string) => {
  const found = await teamCalled(acme.as("ada"), name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found.id;
};

describe("/tocsin team", () => {
  it("gathers people", async () => {
    await using acme = await testWorkspace();
    const grace = acme.as("grace");
    expect(await acme.types(table, grace, "tocsin teams")).toContain("There are no teams yet.");
    expect(await acme.types(table, grace, "tocsin team create Platform Team")).toContain(
      "Add people with /tocsin team add platform-team @ada",
    );
    expect(await acme.types(table, grace, "tocsin team add platform-team @ada")).toBe("Platform Team: Ada.");
    expect(await acme.types(table, grace, "tocsin team add people:@lin,@bo platform-team")).toBe(
      "Platform Team: Ada, Bo and Lin.",
    );
    expect(await acme.types(table, grace, "tocsin team add platform-team @ada")).toContain("already");
    expect(await acme.types(table, grace, "tocsin team remove platform-team @bo")).toBe("Platform Team: Ada and Lin.");
    expect(await acme.types(table, grace, "tocsin team list")).toBe("- Platform Team (platform-team): Ada and Lin");
    expect((await acme.audited("team")).map(({ kind }) => kind)).toEqual(["created", "changed", "changed", "changed"]);
    expect(await acme.types(table, grace, 'tocsin team create people:"@ada, @bo" ops')).toContain("Ada and Bo");
  });

  it("says back by name whom a line mentions that cannot be read", async () => {
    await using acme = await testWorkspace();
    const line = `tocsin team create name:platform <@${acme.people.ada}> at once`;
    const said = await acme.types(table, acme.as("grace"), line);
    expect(said).toContain('"@Ada at once" is more than');
  });

  it("says how several are named", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin team create platform");
    expect(await acme.types(table, ada, "tocsin team add platform @grace @lin")).toBe(
      '"@lin" is more than /tocsin team add understands. Name several with people:, such as people:@ada,@lin.',
    );
    expect(await acme.types(table, ada, "tocsin team add platform people:@grace,@lin")).toBe(
      "platform: Grace and Lin.",
    );
  });

  it("asks whom where nobody is named", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin team create platform");
    expect(await dispatch(table, ada, { kind: "line", line: "tocsin team add platform" })).toMatchObject({
      kind: "form",
      form: { known: { team: "platform" }, inputs: [{ name: "people", many: true }] },
    });
    const people = [acme.people.ada, acme.people.grace];
    await dispatch(table, ada, { kind: "options", path: "tocsin team add", given: { team: "platform", people } });
    expect(await acme.types(table, ada, "tocsin team list")).toContain("Ada and Grace");
  });

  it("is created once, also by two at once", async () => {
    await using acme = await testWorkspace();
    const said = await Promise.all(
      (["ada", "grace"] as const).map((name) => acme.types(table, acme.as(name), "tocsin team create platform")),
    );
    expect(said.filter((words) => words.includes("is created"))).toHaveLength(1);
    expect(said.filter((words) => words.includes("There is a team platform already."))).toHaveLength(1);
  });

  it("is not deleted while an active incident is assigned to it", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin team create people:@ada platform");
    const id = await idOf(acme, "platform");
    await acme.open({ title: "checkout down", assignees: [{ kind: "team", id }] });
    expect(await acme.types(table, ada, "tocsin team delete --yes platform")).toContain(
      "Active incidents are assigned to",
    );
    await acme.types(table, ada, "tocsin team create idle");
    expect(await acme.types(table, ada, "tocsin team delete --yes idle")).toBe("idle is deleted.");
  });

  it("is deleted once somebody has said so who has read who is in it", async () => {
    await using acme = await testWorkspace();
    const grace = acme.as("grace");
    await acme.types(table, grace, "tocsin team create people:@ada,@lin platform");
    const asked = await acme.types(table, grace, "tocsin team delete platform");
    expect(asked).toContain("Delete platform, with Ada and Lin in it?");
    expect(asked).toContain("[Delete]");
    expect(await acme.types(table, grace, "tocsin team list")).toContain("platform");
    expect(await acme.types(table, grace, "tocsin team delete --yes platform")).toBe("platform is deleted.");
  });

  it("follows a group and has exactly its members", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    acme.slack.memberships.set("S0PLATFORM", ["U-ADA", "U-GRACE", "U-STRANGER"]);
    await acme.types(table, ada, "tocsin team create people:@bo platform");
    expect(await acme.types(table, ada, "tocsin team follow platform <!subteam^S0PLATFORM|@platform-team>")).toBe(
      "platform follows @platform-team and has its members: Ada and Grace. One of the group is not known here yet and will be added when they are.",
    );
    expect(await acme.types(table, ada, "tocsin team add platform @lin")).toContain(
      "platform has the members of @platform-team. Change them there",
    );
    const id = await idOf(acme, "platform");
    const copied = await copyGroupMembers(ada, id, ["U-LIN"]);
    expect(copied.members.map(({ name }) => name)).toEqual(["Lin"]);
    expect((await copyGroupMembers(ada, id, [])).members).toEqual([]);
    const audited = (await acme.audited("team")).length;
    await copyGroupMembers(ada, id, []);
    expect(await acme.audited("team")).toHaveLength(audited);
    expect(await acme.types(table, ada, "tocsin team unfollow platform")).toContain("follows no group any more");
    expect(await acme.types(table, ada, "tocsin team add platform @lin")).toBe("platform: Lin.");
  });

  it("refuses a group that cannot be read", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin team create platform");
    expect(await acme.types(table, ada, "tocsin team follow platform S0NOWHERE")).toContain("could not be read");
    expect(await acme.types(table, ada, "tocsin team follow platform nonsense")).toContain("a group, mentioned");
  });

  it("is seen by readers and not changed by them", async () => {
    await using acme = await testWorkspace();
    await acme.types(table, acme.as("ada"), "tocsin team create people:@ada platform");
    const lin = acme.as("lin");
    expect(await acme.types(table, lin, "tocsin team list")).toContain("platform: Ada");
    for (const line of ["create x", "add platform me", "remove platform @ada", "delete platform"]) {
      expect(await acme.types(table, lin, `tocsin team ${line}`)).toContain("read-only");
    }
  });
});
