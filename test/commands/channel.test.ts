import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { identities } from "../../src/store/schema/workspace.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = buildTable(tocsinCommands, tocsinAliases);

describe("/tocsin channel", () => {
  it("creates a channel, and whoever made it is in it", async () => {
    await using acme = await testWorkspace();
    const grace = acme.as("grace");
    expect(await acme.types(table, grace, "tocsin channel create description:Money Payments EU")).toContain(
      "#payments-eu is created",
    );
    const card = await acme.types(table, grace, "tocsin channel show #payments-eu");
    expect(card).toContain("#payments-eu Payments EU\nMoney");
    expect(card).toContain("Members: 1");
    expect(card).toContain("Created by: Grace");
    expect(card).toContain("[What you hear of it: Responsible | Participate | Follow | Nothing]");
    expect(card).toContain("[Show incidents here] [Pin] [Members] [Incidents]");
    expect(await acme.types(table, grace, "tocsin channel members payments-eu")).toContain("Grace: new incidents");
    expect(await acme.audited("channel")).toMatchObject([{ kind: "created", data: { key: "payments-eu" } }]);
  });

  it("understands what a chat client makes of #payments", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin channel create [#payments](https://acme.slack.com/archives/C1)");
    expect(await acme.types(table, ada, "tocsin channel show <#payments>")).toContain("#payments");
    expect(
      await acme.types(table, ada, "tocsin channel show [#payments](https://acme.slack.com/archives/C1)"),
    ).toContain("Members: 1");
  });

  it("lets one of two who create the same channel at once win", async () => {
    await using acme = await testWorkspace();
    const said = await Promise.all(
      (["ada", "grace"] as const).map((name) => acme.types(table, acme.as(name), "tocsin channel create payments")),
    );
    expect(said.filter((words) => words.includes("is created"))).toHaveLength(1);
    expect(said.filter((words) => words.includes("#payments exists already"))).toHaveLength(1);
  });

  it("renames, unless the name is taken", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin channel create payments");
    await acme.types(table, ada, "tocsin channel create checkout");
    expect(await acme.types(table, ada, "tocsin channel rename payments Checkout")).toContain(
      "#checkout exists already",
    );
    expect(await acme.types(table, ada, "tocsin channel rename payments Money matters")).toBe(
      "#payments is now #money-matters.",
    );
    expect(await acme.types(table, ada, "tocsin channel rename money-matters Money matters")).toContain(
      "already called",
    );
    expect(await acme.audited("channel")).toContainEqual({
      kind: "changed",
      data: { field: "name", before: "payments", after: "Money matters" },
    });
  });

  it("keeps all as it is, except that one can leave it and come back", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    for (const line of ["rename all everything", "describe all x", "delete all"]) {
      expect(await acme.types(table, ada, `tocsin channel ${line}`)).toContain("#all is built in and cannot be");
    }
    expect(await acme.types(table, ada, "tocsin channel show all")).toContain("Members: 4");
    expect(await acme.types(table, ada, "tocsin channel leave all")).toContain("You hear nothing more of #all.");
    expect(await acme.types(table, ada, "tocsin channel leave all")).toContain("You are not in #all.");
    expect(await acme.types(table, ada, "tocsin channel show all")).toContain("Members: 3");
    expect(await acme.types(table, ada, "tocsin channel join all")).toContain("Of #all you hear new incidents.");
  });

  it("is deleted by its creator or an owner, and its incidents stay in all", async () => {
    await using acme = await testWorkspace();
    const grace = acme.as("grace");
    await acme.types(table, acme.as("ada"), "tocsin channel create theirs");
    expect(await acme.types(table, grace, "tocsin channel delete --yes theirs")).toContain("Only whoever made it");
    await acme.types(table, grace, "tocsin channel create payments");
    await acme.types(table, grace, "tocsin channel map payments");
    const opened = await acme.open({ title: "checkout down", place: { connection: acme.connection, chat: "C-OPS" } });
    expect(opened.channels.map(({ key }) => key)).toEqual(["payments"]);
    const asked = await acme.answers(table, grace, "tocsin channel delete payments");
    expect(asked.summary).toContain("Delete #payments, which is shown in one place? Its incidents stay in #all.");
    expect(await acme.types(table, acme.as("ada"), buttonsOf(asked)["Delete"] ?? "")).toContain("#payments is deleted");
    expect(await acme.types(table, grace, "tocsin channel list")).toContain("#all: 1 active");
    expect(await acme.timeline(opened.id)).toContainEqual(
      expect.objectContaining({ kind: "undelivered", seq: 2, data: expect.objectContaining({ channel: "payments" }) }),
    );
    expect(await acme.owed("announce")).toContainEqual({ kind: "announce", incident: opened.id });
  });

  it("lists pinned channels first, each for oneself", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    for (const name of ["alpha", "beta"]) await acme.types(table, ada, `tocsin channel create ${name}`);
    await acme.types(table, ada, "tocsin channel pin beta");
    expect((await acme.types(table, ada, "tocsin channels")).split("\n").slice(0, 3)).toEqual([
      "- #beta: 0 active, pinned, joined",
      "- #all: 0 active, joined. Every incident",
      "- #alpha: 0 active, joined",
    ]);
    expect(await acme.types(table, acme.as("grace"), "tocsin channels")).toMatch(/^- #all/);
    expect(await acme.types(table, ada, "tocsin channel unpin beta")).toContain("No longer pinned: #beta.");
    expect(await acme.types(table, ada, "tocsin channel list alp")).toMatch(/^- #alpha/);
    expect(await acme.types(table, ada, "tocsin channel list nothing")).toContain("[Create #nothing]");
  });

  it("counts private incidents only for those on them", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "secret", private: true });
    expect(await acme.types(table, acme.as("ada"), "tocsin channels")).toContain("#all: 1 active");
    expect(await acme.types(table, acme.as("grace"), "tocsin channels")).toContain("#all: 0 active");
  });

  it("says how much one hears, as one chooses", async () => {
    await using acme = await testWorkspace();
    const grace = acme.as("grace");
    await acme.types(table, grace, "tocsin channel create payments");
    const subscribe = (level: string) => acme.types(table, grace, `tocsin channel subscribe payments ${level}`);
    expect(await subscribe("responsible")).toContain(
      "Of #payments you hear new incidents, comments and the daily summary.",
    );
    expect(await subscribe("responsible")).toContain("already");
    expect(await acme.types(table, grace, "tocsin channel members payments")).toContain(
      "- Grace: new incidents, comments and the daily summary",
    );
    expect(await subscribe("follow")).toContain("Of #payments you hear the daily summary.");
    expect(await subscribe("none")).toContain("You hear nothing more of #payments.");
    expect(await acme.types(table, grace, "tocsin channel members payments")).toContain("Nobody is in #payments.");
    expect(await subscribe("everything")).toContain("expected one of responsible, participate, follow, none");
  });

  it("finds members by name, nickname and address", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "tocsin channel members all grace@")).toContain("- Grace: the daily summary");
    await acme.database.transact((tx) =>
      tx.update(identities).set({ handle: "wren" }).where(eq(identities.personId, acme.people.lin)),
    );
    expect(await acme.types(table, ada, "tocsin channel members all wren")).toContain("- Lin: the daily summary");
    expect(await acme.types(table, ada, "tocsin channel members all %")).toContain('Nobody called "%"');
  });

  it("is not managed by readers, who may still join and pin", async () => {
    await using acme = await testWorkspace();
    const lin = acme.as("lin");
    await acme.types(table, acme.as("ada"), "tocsin channel create payments");
    for (const line of ["create x", "rename payments y", "describe payments y", "map payments", "unmap payments"]) {
      expect(await acme.types(table, lin, `tocsin channel ${line}`)).toContain("read-only");
    }
    expect(await acme.types(table, lin, "tocsin channel join payments")).toContain(
      "Of #payments you hear new incidents.",
    );
    expect(await acme.types(table, lin, "tocsin channel pin payments")).toContain("Pinned: #payments.");
  });
});
