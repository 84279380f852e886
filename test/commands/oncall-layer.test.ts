import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { wordsOf } from "../support/said.ts";

const table = buildTable(oncallCommands, oncallAliases);

const world = async () => {
  const acme = await testWorkspace();
  await acme.types(table, acme.as("ada"), 'oncall schedule create web people:"@ada @grace"');
  return acme;
};

/** Who is on call, as "Ada" or "nobody". */
const who = async (acme: TestWorkspace, at: string) =>
  /: (.*?)(?: until|, then|\.)/.exec(
    (await acme.types(table, acme.as("ada"), `oncall who web ${at}`)).replace(/ at \S+Z:/, ":"),
  )?.[1];

describe("/oncall layer", () => {
  it("puts a layer on top, moves it beside and below, and removes it again", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "oncall layer add web nights every:day hours:22-06 people:@bo")).toContain(
      "web: layer nights is added.\nThe highest layer with somebody on duty decides:\nnights: every day, at 22:00; 22:00–06:00.\nBo\nprimary: every week, Mondays at 09:00.",
    );
    const night = "2026-01-06 02:00";
    expect(await who(acme, night)).toBe("Bo");
    expect(await acme.types(table, ada, "oncall layer move web nights with:primary")).toContain(
      "nights is with primary now",
    );
    expect(await who(acme, night)).toBe("Ada and Bo");
    await acme.types(table, ada, "oncall layer move web nights below:primary");
    expect(await who(acme, night)).toBe("Ada");
    await acme.types(table, ada, "oncall layer move web nights above:primary");
    await acme.types(table, ada, "oncall layer remove web nights");
    expect(await who(acme, night)).toBe("Ada");
    expect((await acme.audited("schedule")).map(({ data }) => data["change"])).toEqual([
      undefined,
      "added layer nights",
      "moved layer nights with primary",
      "moved layer nights below primary",
      "moved layer nights above primary",
      "removed layer nights",
    ]);
  });

  it("keeps whose turn it is and what was, when it is edited", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    await acme.clock.advance("9d");
    expect(await who(acme, "now")).toBe("Grace");
    await acme.types(table, ada, 'oncall layer edit web people:"@bo @ada @grace" every:2weeks');
    expect(await who(acme, "now")).toBe("Grace");
    expect(await who(acme, "2026-01-06 12:00")).toBe("Ada");
    await acme.types(table, ada, 'oncall layer edit web people:@lin effective:"2026-02-01 00:00"');
    expect(await who(acme, "2026-01-31 23:00")).toBe("Bo");
    expect(await who(acme, "2026-02-01 00:00")).toBe("Lin");
  });

  it("goes on as it is until a first turn that is still to come", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    await acme.types(table, ada, 'oncall layer edit web every:day from:"2026-01-14 08:00" people:"@bo @grace"');
    expect(await who(acme, "2026-01-08 12:00")).toBe("Ada");
    expect(await who(acme, "2026-01-14 07:59")).toBe("Grace");
    expect(await who(acme, "2026-01-14 08:00")).toBe("Bo");
    expect(await who(acme, "2026-01-15 08:00")).toBe("Grace");
  });

  it("shows a form with what is so now", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    await acme.types(table, ada, 'oncall layer add web nights every:day hours:22-06 people:"@bo+@ada @grace"');
    const shown = await dispatch(table, ada, { kind: "line", line: "oncall layer edit web nights" });
    expect(shown).toMatchObject({
      kind: "form",
      form: {
        known: { schedule: "web", layer: "nights" },
        inputs: [
          { initial: "Bo + Ada, Grace" },
          { initial: "day" },
          { initial: "22:00–06:00" },
          {},
          { initial: "nights" },
        ],
      },
    });
    const given = {
      schedule: "web",
      layer: "nights",
      people: "Bo + Ada, Grace",
      every: "day",
      hours: "21-06",
      from: "",
      rename: "late",
    };
    const saved = await dispatch(table, ada, { kind: "options", path: "oncall layer edit", given });
    expect(saved.kind === "answer" && wordsOf(saved.message)).toContain(
      "late: every day, at 22:00; 21:00–06:00.\nBo with Ada → Grace",
    );
  });

  it("stays off on holidays, or is on then only", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    await acme.types(table, ada, "oncall layer add web feast holidays:only dates:2026-01-06,2026-05-01 people:@bo");
    expect(await who(acme, "2026-01-06 12:00")).toBe("Bo");
    expect(await who(acme, "2026-01-07 12:00")).toBe("Ada");
    expect(await acme.types(table, ada, "oncall why web 2026-01-07 12:00")).toContain("it is on duty on holidays only");
  });

  it("refuses what cannot be, with what to do", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    const said = (line: string) => acme.types(table, ada, `oncall ${line}`);
    expect(await said("layer add web Primary people:@bo")).toContain("There is a layer Primary already.");
    expect(await said("layer edit web nights hours:09-17")).toBe("Which layer of web? It has primary.");
    expect(await said("layer move web primary above:nights")).toBe("There is no layer nights. Name another.");
    expect(await said("layer move web primary above:primary")).toContain("Where to?");
    expect(await acme.types(table, acme.as("lin"), "oncall layer add web x people:@bo")).toContain("read-only");
  });
});

describe("/oncall rotation", () => {
  it("lets people join and leave from a date on, also those who may only read", async () => {
    await using acme = await world();
    const lin = acme.as("lin");
    expect(await acme.types(table, lin, 'oncall rotation join web from:"2026-01-20 00:00"')).toContain(
      "web: you take turns in primary from 2026-01-19T23:00Z.",
    );
    expect(await who(acme, "2026-01-26 12:00")).toBe("Grace");
    expect(await who(acme, "2026-02-02 12:00")).toBe("Lin");
    expect(await acme.types(table, lin, "oncall rotation leave web @ada")).toContain("read-only");
    expect(await acme.types(table, acme.as("ada"), "oncall rotation leave web @lin")).toContain(
      "They take no turns there.",
    );
    await acme.clock.advance("30d");
    expect(await acme.types(table, lin, "oncall leave web")).toContain("web: you take no more turns in it.");
    expect(await who(acme, "2026-02-03 12:00")).toBe("Lin");
    expect(await who(acme, "now")).not.toBe("Lin");
  });
});
