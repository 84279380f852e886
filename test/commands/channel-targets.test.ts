import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { memberKey } from "../../src/domain/oncall/member.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { wordsOf } from "../support/said.ts";

const table = buildTable(tocsinCommands, tocsinAliases);

const setUp = async () => {
  const acme = await testWorkspace();
  const grace = acme.as("grace");
  const types = (line: string, ctx = grace) => acme.types(table, ctx, `tocsin channel ${line}`);
  await types("create payments");
  await acme.types(table, grace, "tocsin team create people:@bo Platform team");
  return { acme, grace, types, [Symbol.asyncDispose]: () => acme[Symbol.asyncDispose]() };
};

describe("/tocsin channel target", () => {
  it("adds people, teams, places and addresses, and shows them on the channel's card", async () => {
    await using world = await setUp();
    const { types } = world;
    expect(await types("target list payments")).toContain("#payments tells its members only.");
    const added = await types("target add payments @ada, Platform team, here, Ops@Example.com");
    for (const name of ["Ada", "ops@example.com", "#a chat channel", "Platform team"])
      expect(added).toContain(`- ${name}`);
    expect(await types("target add payments @ada <@U-LIN>")).toContain("- Lin");
    expect(await types("target add payments @ada")).toContain("#payments tells them already.");
    const told = /Also told: (.*)/.exec(await types("show payments"))?.[1];
    for (const name of ["Ada", "Lin", "ops@example.com", "#a chat channel", "Platform team"])
      expect(told).toContain(name);
    expect(await world.acme.audited("channel")).toContainEqual({
      kind: "changed",
      data: expect.objectContaining({ field: "targets", before: [] }),
    });
  });

  it("takes them away, by what they are called or chosen in a form", async () => {
    await using world = await setUp();
    const { types, acme, grace } = world;
    await types("target add payments @ada, platform-team");
    expect(await types("target remove payments platform-team")).not.toContain("Platform");
    expect(await types("target remove payments platform-team")).toContain("does not tell them");
    const asked = await dispatch(table, grace, { kind: "line", line: "tocsin channel target remove payments" });
    if (asked.kind !== "form") throw new Error("No form was shown.");
    expect(asked.form.inputs).toMatchObject([
      { options: [{ label: "Ada", value: memberKey({ kind: "person", id: acme.people.ada }) }] },
    ]);
    const who = [memberKey({ kind: "person", id: acme.people.ada })];
    const given = { ...asked.form.known, who };
    const done = await dispatch(table, grace, { kind: "options", path: asked.form.path, given });
    expect(done.kind === "answer" && wordsOf(done.message)).toContain("tells its members only");
  });

  it("refuses a place it cannot post in, and a name of nobody", async () => {
    await using world = await setUp();
    world.acme.slack.closed.add("C-SECRET");
    const secret = world.acme.as("grace", "C-SECRET");
    expect(await world.types("target add payments here", secret)).toContain("invite");
    expect(await world.types("target add payments nobody in particular")).toContain('"nobody" is nobody I know');
  });

  it("is for those who manage channels", async () => {
    await using world = await setUp();
    expect(await world.types("target add payments @ada", world.acme.as("lin"))).toContain("read-only");
  });
});

describe("/tocsin channel upgrade", () => {
  it("says whom to tell when nobody takes a new incident, and after how long", async () => {
    await using world = await setUp();
    const { types } = world;
    expect(await types("upgrade payments")).toContain("Nobody is told when a new incident of #payments is not taken.");
    expect(await types("upgrade payments after:45m @ada platform-team")).toContain(
      "When nobody takes a new incident of #payments, I tell Ada and Platform team after 45m.",
    );
    expect(await types("upgrade payments 1h")).toContain("I tell Ada and Platform team after 1h.");
    expect(await types("show payments")).toContain("If nobody takes it: Ada and Platform team after 1h");
    expect(await types("upgrade payments after:1h")).toContain("already set up so");
    expect(await types("upgrade payments off")).toContain("Nobody is told");
    expect(await types("upgrade payments off")).toContain("already set up so");
  });

  it("needs somebody to tell, and a time that can be waited for", async () => {
    await using world = await setUp();
    expect(await world.types("upgrade payments after:30m")).toContain("Whom?");
    expect(await world.types("upgrade payments after:0m @ada")).toContain("Between a minute and a week");
    expect(await world.types("upgrade payments after:8d @ada")).toContain("Between a minute and a week");
  });
});
