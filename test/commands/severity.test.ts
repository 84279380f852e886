import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { severitiesOf } from "../../src/services/severity/list.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { wordsOf } from "../support/said.ts";

const table = buildTable(tocsinCommands, tocsinAliases);

const severityNamed = async (acme: TestWorkspace, key: string) => {
  const found = (await severitiesOf(acme.as("ada"))).find((one) => one.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};

const keysOf = async (acme: TestWorkspace) => (await severitiesOf(acme.as("ada"))).map(({ key }) => key);

const addBlip = (acme: TestWorkspace, options = "") =>
  acme.types(table, acme.as("ada"), `tocsin severity add colour:#7A3FF2 ${options} blip Blip`);

describe("/tocsin severity", () => {
  it("shows what a workspace starts with, the worst first", async () => {
    await using acme = await testWorkspace();
    const said = await acme.types(table, acme.as("lin"), "tocsin severities");
    expect(said).toContain("- SEV1 Critical (sev1, p0) #E94444, pages through quiet hours, raises the banner.");
    expect(said.split("\n").map((line) => line.slice(0, 6))).toEqual([
      "The wo",
      "- SEV1",
      "- SEV2",
      "- SEV3",
      "- SEV4",
      "- Unkn",
      "P0 mea",
    ]);
  });

  it("adds one where it is told to", async () => {
    await using acme = await testWorkspace();
    expect(await addBlip(acme, "above:sev3 alias:Bl,bp --banner")).toContain(
      "BLIP Blip is added.".replace("BLIP ", ""),
    );
    expect(await keysOf(acme)).toEqual(["sev1", "sev2", "blip", "sev3", "sev4", "unknown"]);
    expect(await severityNamed(acme, "blip")).toMatchObject({ aliases: ["bl", "bp"], banner: true, urgent: false });
    expect(await addBlip(acme)).toContain('"blip" already means Blip');
    expect(await acme.audited("severity")).toMatchObject([{ kind: "created", data: { key: "blip" } }]);
  });

  it("asks by a form for what is missing", async () => {
    await using acme = await testWorkspace();
    const asked = await dispatch(table, acme.as("ada"), { kind: "line", line: "tocsin severity add" });
    expect(asked).toMatchObject({ kind: "form", form: { path: "tocsin severity add" } });
    const given = { key: "blip", name: "Blip", colour: "#7A3FF2", above: "High", description: "Small" };
    await dispatch(table, acme.as("ada"), { kind: "options", path: "tocsin severity add", given });
    expect(await keysOf(acme)).toEqual(["sev1", "blip", "sev2", "sev3", "sev4", "unknown"]);
  });

  it("moves thresholds along where it has to make room", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin channel map least:sev3 all");
    await acme.types(table, ada, "tocsin channel room all sev2");
    for (const key of ["a", "b", "c", "d", "e"]) {
      await acme.types(table, ada, `tocsin severity add colour:#123456 above:sev2 ${key} ${key}`);
    }
    const card = await acme.types(table, ada, "tocsin channel show all");
    expect(card).toContain("Own chat channel for: SEV2 High and graver");
    expect(card).toContain("- #ops, from SEV3 Moderate up");
    expect(await keysOf(acme)).toEqual(["sev1", "a", "b", "c", "d", "e", "sev2", "sev3", "sev4", "unknown"]);
  });

  it("has room for ten of one's own, also when two add at once", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    for (let i = 0; i < 9; i += 1) await acme.types(table, ada, `tocsin severity add colour:#123456 own${i} Own`);
    const said = await Promise.all(
      ["x", "y"].map((key) => acme.types(table, ada, `tocsin severity add colour:#123456 ${key} Own`)),
    );
    expect(said.filter((words) => words.includes("is added"))).toHaveLength(1);
    expect(said.filter((words) => words.includes("10 severities of its own"))).toHaveLength(1);
  });

  it("changes what is named and nothing else", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await addBlip(acme, "alias:bl");
    expect(await acme.types(table, ada, "tocsin severity edit name:Hiccup banner:on blip")).toContain("Hiccup");
    expect(await severityNamed(acme, "blip")).toMatchObject({
      name: "Hiccup",
      colour: "#7A3FF2",
      aliases: ["bl"],
      banner: true,
    });
    expect(await acme.types(table, ada, "tocsin severity edit blip")).toContain("Nothing would change.");
    expect(await acme.types(table, ada, "tocsin severity edit colour:red blip")).toContain("no colour");
    expect(await acme.types(table, ada, "tocsin severity edit alias:none blip")).toContain("is changed");
    expect((await severityNamed(acme, "blip")).aliases).toEqual([]);
    expect(await acme.types(table, ada, "tocsin severity edit urgent:off sev2")).toContain("SEV2 High is changed");
    expect(await acme.types(table, ada, "tocsin severity edit alias:bad sev2")).toContain("go together");
  });

  it("redraws the cards of active incidents that carry what changes", async () => {
    await using acme = await testWorkspace();
    const sev3 = await severityNamed(acme, "sev3");
    const opened = await acme.open({ title: "one", severity: sev3 });
    await acme.database.transact(async (tx) => void (await tx.execute(sql`delete from pgboss.job`)));
    await acme.types(table, acme.as("ada"), "tocsin severity edit banner:on sev3");
    expect(await acme.owed("announce")).toEqual([{ kind: "announce", incident: opened.id }]);
  });

  it("deletes one in use only when another takes its place, with an entry on every timeline", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await addBlip(acme);
    const blip = await severityNamed(acme, "blip");
    const opened = [];
    for (const title of ["one", "two"]) opened.push(await acme.open({ title, severity: blip }));
    const other = await acme.open({ title: "other", severity: await severityNamed(acme, "sev1") });
    expect(await acme.types(table, ada, "tocsin severity delete blip")).toContain("2 incidents carry Blip.");
    expect(await acme.types(table, ada, "tocsin severity delete replacement:blip blip")).toContain("its own place");
    expect(await acme.types(table, ada, "tocsin severity delete replacement:sev3 blip")).toBe(
      "Blip is deleted. 2 incidents are SEV3 Moderate instead.",
    );
    expect(await keysOf(acme)).not.toContain("blip");
    for (const { id } of opened) {
      expect(
        (await acme.timeline(id)).map(({ kind, seq, actor_id, data }) => ({ kind, seq, actor_id, data }))[1],
      ).toEqual({
        kind: "severity-changed",
        seq: 2,
        actor_id: acme.people.ada,
        data: { before: "blip", after: "sev3" },
      });
    }
    expect(await acme.timeline(other.id)).toHaveLength(1);
    const announced = (await acme.owed("announce")).map(({ incident }) => incident);
    expect(new Set(announced)).toEqual(new Set([...opened, other].map(({ id }) => id)));
  });

  it("says of private incidents no more than that they are there", async () => {
    await using acme = await testWorkspace();
    await addBlip(acme);
    await acme.open({ title: "secret", severity: await severityNamed(acme, "blip"), private: true });
    expect(await acme.types(table, acme.as("bo"), "tocsin severity delete blip")).toContain(
      "Private incidents that you cannot see carry Blip.",
    );
    expect(await acme.types(table, acme.as("bo"), "tocsin severity delete replacement:sev4 blip")).toBe(
      "Blip is deleted.",
    );
  });

  it("keeps the shipped ones", async () => {
    await using acme = await testWorkspace();
    expect(await acme.types(table, acme.as("ada"), "tocsin severity delete sev4")).toContain("is shipped with Tocsin");
  });

  it("switches the shipped ones off after asking what replaces them", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "tocsin severity defaults off")).toContain("Add one of your own first");
    await addBlip(acme);
    const one = await acme.open({ title: "one", severity: await severityNamed(acme, "sev1") });
    const asked = await acme.answers(table, ada, "tocsin severity defaults off");
    expect(wordsOf(asked)).toBe(
      "1 incident carries a shipped severity. What takes its place?\n[Choose a severity: Blip] [Leave them without]",
    );
    expect(await keysOf(acme)).toContain("sev1");
    expect(await acme.types(table, ada, "tocsin severity defaults state:off replacement:blip")).toBe(
      "The shipped severities are off. 1 incident is Blip now.",
    );
    expect(await keysOf(acme)).toEqual(["blip"]);
    expect((await acme.timeline(one.id)).at(-1)?.data).toEqual({ before: "sev1", after: "blip" });
    expect(await acme.types(table, ada, "tocsin severity delete blip")).toContain("only severity left");
    expect(await acme.types(table, ada, "tocsin severity defaults on")).toContain("can be chosen again");
    expect(await keysOf(acme)).toHaveLength(6);
  });

  it("leaves incidents without a severity where that is chosen", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await addBlip(acme);
    const one = await acme.open({ title: "one", severity: await severityNamed(acme, "sev1") });
    expect(await acme.types(table, ada, "tocsin severity defaults replacement:none off")).toBe(
      "The shipped severities are off. 1 incident is without a severity now.",
    );
    expect((await acme.timeline(one.id)).at(-1)?.data).toEqual({ before: "sev1", after: null });
  });

  it("says what P0 means", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "tocsin severity aliases p1")).toBe(
      "P1 means SEV1 now, P2 SEV2, P3 SEV3 and P4 SEV4.",
    );
    expect((await severityNamed(acme, "sev1")).aliases).toEqual(["p1"]);
    expect(await acme.types(table, ada, "tocsin severity aliases p1")).toContain("P1 means SEV1 already.");
    await acme.types(table, ada, "tocsin severity add colour:#123456 p0 Panic");
    expect(await acme.types(table, ada, "tocsin severity aliases p0")).toContain('"p0" already means');
  });

  it("is for administrators", async () => {
    await using acme = await testWorkspace();
    for (const line of ["delete sev1", "defaults off", "aliases p1", "edit name:x sev1"]) {
      expect(await acme.types(table, acme.as("grace"), `tocsin severity ${line}`)).toContain(
        "Severities are managed by administrators.",
      );
    }
  });
});
