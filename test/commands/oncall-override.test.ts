import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = buildTable(oncallCommands, oncallAliases);

/** "web": Ada until Monday 12 January 08:00Z, then Grace, weekly; it is Monday 5 January, 09:00Z. */
const withWeb = async (people = "@ada @grace") => {
  const acme = await testWorkspace();
  await acme.types(table, acme.as("ada"), `oncall schedule create web every:week people:"${people}"`);
  return acme;
};

const types = (acme: TestWorkspace, name: "ada" | "grace" | "lin" | "bo", line: string) =>
  acme.types(table, acme.as(name), line);

/** Who is on call at an instant. */
const who = async (acme: TestWorkspace, at: string) =>
  (await types(acme, "ada", `oncall who web ${at}`)).match(/: (.+?)(?: until|\.)/)?.[1];

describe("/oncall override add", () => {
  it("puts somebody on instead of everybody, and says who is on call then", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", 'oncall override add web @bo from:"2026-01-06 10:00" to:4h note:dentist')).toBe(
      "web: 2026-01-06T09:00Z – 2026-01-06T13:00Z: Bo instead of everybody (dentist).\nOn call then\n- 2026-01-06T09:00Z – 2026-01-06T13:00Z: Bo\n[Undo] [Show the schedule]",
    );
    expect(await who(acme, "2026-01-06T12:59Z")).toBe("Bo");
    expect(await who(acme, "2026-01-06T13:00Z")).toBe("Ada");
  });

  it("replaces one, adds one, or takes one off", async () => {
    await using acme = await withWeb("@ada+@grace");
    await types(acme, "ada", "oncall override add web @bo 1h for:@ada");
    expect(await who(acme, "2026-01-05T09:30Z")).toBe("Bo and Grace");
    await types(acme, "ada", "oncall override add web kind:add @bo from:14:00 to:15:00");
    expect(await who(acme, "2026-01-05T13:30Z")).toBe("Ada, Bo and Grace");
    await types(acme, "ada", "oncall override add web kind:remove @ada from:16:00 to:17:00");
    expect(await who(acme, "2026-01-05T15:30Z")).toBe("Grace");
  });

  it("means the whole of a last day, on the reader's clock, on both nights the clocks change", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall override add web @bo from:2026-03-29 to:2026-03-29");
    expect(await who(acme, "2026-03-28T23:00Z")).toBe("Bo");
    expect(await who(acme, "2026-03-29T21:59Z")).toBe("Bo");
    expect(await who(acme, "2026-03-29T22:00Z")).not.toBe("Bo");
    await types(acme, "ada", "oncall override add web @bo from:2026-10-25 to:2026-10-25");
    expect(await who(acme, "2026-10-24T22:00Z")).toBe("Bo");
    expect(await who(acme, "2026-10-25T22:59Z")).toBe("Bo");
    expect(await who(acme, "2026-10-25T23:00Z")).not.toBe("Bo");
  });

  it("counts hours as they pass and times of day on the clock through the night the clocks change", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", 'oncall override add web @bo from:"2026-03-29 00:00" to:4h');
    expect(await who(acme, "2026-03-29T02:59Z")).toBe("Bo");
    expect(await who(acme, "2026-03-29T03:00Z")).not.toBe("Bo");
    await types(acme, "ada", 'oncall override add web @bo from:"2026-10-25 00:00" to:04:00');
    expect(await who(acme, "2026-10-25T02:59Z")).toBe("Bo");
    expect(await who(acme, "2026-10-25T03:00Z")).not.toBe("Bo");
  });

  it("says that a time of two words goes in quotes", async () => {
    await using acme = await withWeb();
    const add = (rest: string) => types(acme, "ada", `oncall override add web @bo ${rest}`);
    expect(await add("from:tomorrow 10:00 to:12:00")).toBe(
      '"10:00" is more than /oncall override add understands. Several words go in quotes: from:"tomorrow 10:00".',
    );
    expect(await add('from:"tomorrow 10:00" to:12:00')).toContain("Bo");
    expect(await add("kind:instead to:1h")).toContain('"instead" is not understood for kind: expected one of set');
  });

  it("refuses what can have no effect, and says why", async () => {
    await using acme = await withWeb();
    const add = (rest: string) => types(acme, "ada", `oncall override add web ${rest}`);
    expect(await add("@ada to:1h")).toBe(
      "Ada is on call then already. See the schedule with /oncall schedule show web.",
    );
    expect(await add("@ada for:@grace to:1h")).toContain("Grace is not on call at any time in it.");
    expect(await add("@ada for:@ada to:1h")).toContain("Ada cannot stand in for themselves.");
    expect(await add("kind:remove @bo to:1h")).toContain("Bo is not on call at any time in it.");
    expect(await add('@bo from:"2026-01-01 10:00" to:1h')).toContain("That time is over");
    expect(await add('@bo from:"2026-02-01 10:00" to:2026-01-30')).toContain("It would end before it begins.");
    expect(await add("@bo kind:replace to:1h")).toContain("Instead of whom?");
    await add("@bo to:4h");
    expect(await add("kind:remove @ada to:1h")).toContain("A newer or wider override decides all of that time.");
    expect(await types(acme, "ada", "oncall override list")).toContain("Bo instead of everybody");
  });

  it("holds though somebody is away, and warns of that and of a gap", async () => {
    await using acme = await withWeb();
    await types(acme, "bo", "oncall away add to:2026-01-07");
    expect(await types(acme, "ada", "oncall override add web @bo 2h")).toContain(
      "Mind: Bo is away in a part of that time. The override holds all the same.",
    );
    expect(await who(acme, "2026-01-05T10:00Z")).toBe("Bo");
    expect(
      await types(acme, "ada", 'oncall override add web kind:remove @ada from:"2026-01-08 10:00" to:2h'),
    ).toContain("Mind: nobody is on call 2026-01-08T09:00Z – 2026-01-08T11:00Z.");
  });

  it("asks in a form what the line leaves open", async () => {
    await using acme = await withWeb();
    const ada = acme.as("ada");
    const shown = await dispatch(table, ada, { kind: "line", line: "/oncall override add web @bo" });
    if (shown.kind !== "form") throw new Error("no form");
    expect(shown.form.inputs).toHaveLength(5);
    const given = { ...shown.form.known, member: acme.people.bo, kind: "set", for: "", from: "", to: "2h" };
    await dispatch(table, ada, { kind: "options", path: shown.form.path, given });
    expect(await who(acme, "2026-01-05T10:59Z")).toBe("Bo");
  });

  it("is for everybody about themselves, and for a manager about others", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "lin", "oncall override add web @bo to:1h")).toContain("read-only");
    expect(await types(acme, "lin", "oncall override add web @lin to:1h")).toContain("Lin instead of everybody");
    expect(await types(acme, "grace", "oncall override add web @bo from:20:00 to:1h")).toContain("Bo instead");
  });
});

describe("an override that is there", () => {
  it("is listed, changed from now on and taken back, and what it did stays", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall override add web @bo to:4h");
    await acme.clock.advance("1h");
    const digits = /(\w{6}) \[Delete\]/.exec(await types(acme, "ada", "oncall override list"))?.[1];
    expect(await types(acme, "ada", `oncall override edit ${digits} to:2h`)).toContain(
      "web: 2026-01-05T10:00Z – 2026-01-05T12:00Z: Bo instead of everybody.",
    );
    expect(await who(acme, "2026-01-05T09:30Z")).toBe("Bo");
    expect(await who(acme, "2026-01-05T12:00Z")).toBe("Ada");
    const list = await acme.answers(table, acme.as("ada"), "oncall override list");
    const said = await types(acme, "ada", buttonsOf(list)["Delete"] ?? "");
    expect(said).toContain("web: the override is deleted. What it did until now stays.");
    expect(await who(acme, "2026-01-05T09:30Z")).toBe("Bo");
    expect(await who(acme, "2026-01-05T10:00Z")).toBe("Ada");
    expect(await types(acme, "ada", "oncall override list")).toContain("No override is in force or to come.");
    expect(await types(acme, "ada", `oncall override delete ${digits}`)).toContain(
      "expected the digits of an override",
    );
  });

  it("is left alone by a form in which nothing is changed", async () => {
    await using acme = await withWeb();
    const ada = acme.as("ada");
    await acme.clock.advance("90s");
    await types(acme, "ada", "oncall override add web @bo to:4h note:dentist");
    const list = await types(acme, "ada", "oncall override list");
    const digits = /(\w{6}) \[Delete\]/.exec(list)?.[1];
    const shown = await dispatch(table, ada, { kind: "line", line: `oncall override edit ${digits}` });
    if (shown.kind !== "form") throw new Error("no form");
    const given = Object.fromEntries(
      shown.form.inputs.map((input) => [input.name, "initial" in input ? String(input.initial) : ""]),
    );
    const again = { kind: "options", path: shown.form.path, given: { ...shown.form.known, ...given } } as const;
    expect(await dispatch(table, ada, again)).toMatchObject({ refused: true });
    expect(await types(acme, "ada", "oncall override list")).toBe(list);
  });

  it("is changed by whoever it is about, whoever made it, or a manager", async () => {
    await using acme = await withWeb("@lin @ada");
    await types(acme, "ada", 'oncall override add web @bo from:"2026-01-06 10:00" to:4h');
    const digits = /(\w{6}) \[Delete\]/.exec(await types(acme, "ada", "oncall override list"))?.[1];
    expect(await types(acme, "lin", `oncall override delete ${digits}`)).toContain("read-only");
    expect(await types(acme, "grace", `oncall override delete ${digits}`)).toContain("is deleted");
  });
});

describe("/oncall take", () => {
  it("puts whoever asks on call for the rest of the shift", async () => {
    await using acme = await withWeb();
    await acme.clock.advance("1d");
    expect(await types(acme, "lin", "oncall take web")).toContain(
      "web: you are on call until 2026-01-12T08:00Z.\nOn call then\n- 2026-01-06T09:00Z – 2026-01-12T08:00Z: Lin",
    );
    expect(await who(acme, "2026-01-12T07:59Z")).toBe("Lin");
    expect(await who(acme, "2026-01-12T08:00Z")).toBe("Grace");
  });

  it("lasts as long as they say, also in a gap", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall schedule edit web ends:2026-12-31");
    await types(acme, "ada", "oncall override add web kind:remove @ada to:8h");
    expect(await types(acme, "bo", "oncall take web for 2h")).toContain("you are on call until 2026-01-05T11:00Z");
    expect(await who(acme, "2026-01-05T10:59Z")).toBe("Bo");
    expect(await who(acme, "2026-01-05T11:00Z")).toBe("nobody");
    await acme.clock.advance("3h");
    expect(await types(acme, "bo", "oncall take web")).toContain("you are on call until 2026-01-05T17:00Z");
  });

  it("takes from one person only, if they are named and on call", async () => {
    await using acme = await withWeb("@ada+@grace");
    await types(acme, "bo", "oncall take from:@ada web 2h");
    expect(await who(acme, "2026-01-05T10:00Z")).toBe("Bo and Grace");
    expect(await types(acme, "bo", "oncall take from:@lin web")).toContain("Lin is not on call");
    expect(await types(acme, "grace", "oncall take person:@grace from:@grace web")).toContain("cannot stand in");
  });

  it("is refused to whoever is on call alone, and asks for an end where the shift has none", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", "oncall take web")).toContain("Ada is on call then already.");
    await types(acme, "ada", "oncall schedule create all every:everyone people:@ada");
    expect(await types(acme, "bo", "oncall take all")).toContain("That shift has no end. Say for how long");
    expect(await types(acme, "bo", "oncall take all 2h")).toContain("you are on call until");
  });

  it("is for others only by a manager", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "lin", "oncall take person:@bo web 1h")).toContain("read-only");
    expect(await types(acme, "grace", "oncall take person:@bo web 1h")).toContain("Bo is on call until");
  });
});

describe("/oncall give", () => {
  it("gives what is left of the shift, or the next one", async () => {
    await using acme = await withWeb();
    await acme.clock.advance("1d");
    expect(await types(acme, "ada", "oncall give web @bo")).toContain(
      "web: Bo has the shift, 2026-01-06T09:00Z – 2026-01-12T08:00Z.",
    );
    expect(await types(acme, "grace", "oncall give web @lin")).toContain(
      "web: Lin has the shift, 2026-01-12T08:00Z – 2026-01-19T08:00Z.",
    );
  });

  it("gives a part, on the night the clocks change too", async () => {
    await using acme = await withWeb();
    // Ada's week from Monday 23 to 30 March; 02:30 does not exist on the 29th and means 03:30.
    expect(await types(acme, "grace", 'oncall give web @bo of:@grace from:"2026-03-29 02:30" to:2h')).toContain(
      "Bo has the shift, 2026-03-29T01:30Z – 2026-03-29T03:30Z",
    );
    expect(await who(acme, "2026-03-29T01:29Z")).toBe("Grace");
    expect(await who(acme, "2026-03-29T03:29Z")).toBe("Bo");
  });

  it("is refused where there is nothing to give", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "bo", "oncall give web @ada")).toContain("Bo is not on call at any time in it.");
    expect(await types(acme, "ada", "oncall give web @ada")).toContain("cannot stand in");
    expect(await types(acme, "lin", "oncall give web @lin of:@ada")).toContain("read-only");
  });

  it("tells whoever gets it, unless a handoff does, and nobody of their own act", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall give web @lin");
    expect(await acme.owed("duty")).toEqual([]);
    await types(acme, "grace", "oncall give web @bo");
    expect((await acme.owed("duty")).map(({ person }) => person)).toEqual([acme.people.bo]);
  });
});

describe("/oncall undo", () => {
  it("takes back what the asker did last, from now on", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall give web @bo");
    await types(acme, "lin", "oncall take web 2h");
    await acme.clock.advance("1h");
    expect(await types(acme, "lin", "oncall undo")).toContain("web: your taking over is taken back from now on.");
    expect(await who(acme, "2026-01-05T09:30Z")).toBe("Lin");
    expect(await who(acme, "2026-01-05T10:00Z")).toBe("Bo");
    expect(await types(acme, "ada", "oncall undo")).toContain("your giving a shift is taken back");
    expect(await who(acme, "2026-01-05T10:00Z")).toBe("Ada");
    expect(await types(acme, "lin", "oncall undo")).toContain("there is nothing to take back");
  });

  it("brings back an override that was deleted, with its place among the others", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall override add web @bo to:4h");
    await types(acme, "ada", "oncall override add web @lin from:11:00 to:1h");
    const list = await types(acme, "ada", "oncall override list");
    const bo = /Bo instead of everybody\n(\w{6})/.exec(list)?.[1];
    await types(acme, "ada", `oncall override delete ${bo}`);
    expect(await who(acme, "2026-01-05T09:30Z")).toBe("Ada");
    await types(acme, "ada", "oncall undo");
    expect(await who(acme, "2026-01-05T09:30Z")).toBe("Bo");
    expect(await who(acme, "2026-01-05T10:30Z")).toBe("Lin");
  });

  it("says so where nothing is left of it, and takes one act back once", async () => {
    await using acme = await withWeb();
    const taken = await acme.answers(table, acme.as("bo"), "oncall take web 1h");
    await acme.clock.advance("2h");
    expect(await types(acme, "bo", "oncall undo")).toContain("What you did last is over");
    const again = await acme.answers(table, acme.as("bo"), "oncall take web 1h");
    await types(acme, "bo", buttonsOf(again)["Undo"] ?? "");
    expect(await types(acme, "bo", buttonsOf(again)["Undo"] ?? "")).toBe("That is taken back already.");
    expect(await types(acme, "ada", buttonsOf(taken)["Undo"] ?? "")).toContain("nothing to take back");
  });
});
