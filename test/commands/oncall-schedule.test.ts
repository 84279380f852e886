import { describe, expect, it } from "vitest";
import { readScheduleFile } from "../../src/cli/oncall-file.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { calendarOf } from "../../src/domain/oncall/schedule.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = buildTable(oncallCommands, oncallAliases);

describe("/oncall schedule create", () => {
  it("takes one line, and somebody is on call at once", async () => {
    await using acme = await testWorkspace();
    const grace = acme.as("grace");
    const said = await acme.answers(table, grace, '/oncall schedule create web every:week people:"@grace @ada"');
    expect(wordsOf(said)).toContain(
      "web is created (Europe/Berlin). On call: Grace until 2026-01-12T08:00Z, then Ada.\nprimary: every week, Mondays at 09:00.\nGrace → Ada",
    );
    expect(buttonsOf(said)["Show it"]).toBe("oncall schedule show web");
    expect(await acme.types(table, grace, "/oncall")).toBe("web: Grace until 2026-01-12T08:00Z, then Ada. [Show]");
    expect((await acme.audited("schedule")).map(({ kind, data }) => `${kind} ${data["key"]}`)).toEqual(["created web"]);
  });

  it("begins where its first turn does when that is still to come", async () => {
    await using acme = await testWorkspace();
    const line = 'create web zone:America/New_York from:"2026-11-30 09:00" people:"@ada @grace"';
    const said = await acme.types(table, acme.as("ada"), `/oncall schedule ${line}`);
    expect(said).toContain("On call: nobody until 2026-11-30T14:00Z, then Ada.");
  });

  it("knows the five cycles, a daily slot and its validity", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const shifts = async (key: string, rest: string) => {
      await acme.types(table, ada, `oncall schedule create ${key} people:"@ada @grace" ${rest}`);
      return (await acme.types(table, ada, `oncall next ${key}`))
        .split("\n")
        .filter((line) => line.startsWith("- "))
        .slice(0, 3);
    };
    expect(await shifts("workday", "every:workDay hours:09-18")).toEqual([
      "- 2026-01-05T09:00Z – 2026-01-05T17:00Z: Ada",
      "- 2026-01-06T08:00Z – 2026-01-06T17:00Z: Grace",
      "- 2026-01-07T08:00Z – 2026-01-07T17:00Z: Ada",
    ]);
    expect(await shifts("weekend", "every:weekend")).toEqual([
      "- 2026-01-09T23:00Z – 2026-01-10T23:00Z: Ada",
      "- 2026-01-10T23:00Z – 2026-01-11T23:00Z: Grace",
      "- 2026-01-16T23:00Z – 2026-01-17T23:00Z: Ada",
    ]);
    expect(await shifts("month", "every:month ends:2026-03-15")).toEqual([
      "- 2026-01-05T09:00Z – 2026-02-01T08:00Z: Ada",
      "- 2026-02-01T08:00Z – 2026-03-01T08:00Z: Grace",
      "- 2026-03-01T08:00Z – 2026-03-15T23:00Z: Ada",
    ]);
    expect(await shifts("night", "every:day hours:22-06")).toEqual([
      "- 2026-01-05T21:00Z – 2026-01-06T05:00Z: Ada",
      "- 2026-01-06T21:00Z – 2026-01-07T05:00Z: Grace",
      "- 2026-01-07T21:00Z – 2026-01-08T05:00Z: Ada",
    ]);
    expect(await shifts("both", "every:everyone hours:weekend starts:2026-02-01")).toEqual([
      "- 2026-01-31T23:00Z – 2026-02-01T23:00Z: Ada and Grace",
      "- 2026-02-06T23:00Z – 2026-02-08T23:00Z: Ada and Grace",
      "- 2026-02-13T23:00Z – 2026-02-15T23:00Z: Ada and Grace",
    ]);
  });

  it("asks in a form what the line leaves open", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const shown = await dispatch(table, ada, { kind: "line", line: "/oncall schedule create web" });
    expect(shown).toMatchObject({
      kind: "form",
      form: { inputs: [{ name: "name", initial: "web" }, { name: "people" }, {}, {}, {}] },
    });
    const given = { name: "web", people: [acme.people.ada, acme.people.bo], every: "week", hours: "", zone: "UTC" };
    const made = await dispatch(table, ada, { kind: "options", path: "oncall schedule create", given });
    expect(made.kind === "answer" && wordsOf(made.message)).toContain("web is created (UTC). On call: Ada until");
  });

  it("says what is wrong and what to do", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const refused = (line: string) => acme.types(table, ada, `/oncall schedule create ${line}`);
    await refused("web people:@ada");
    expect(await refused("Web people:@ada")).toBe(
      "There is a schedule web already. See it with /oncall schedule show web.",
    );
    expect(await refused('x people:"@ada @nobody"')).toContain('Nobody here is called "@nobody".');
    expect(await refused("x every:fortnite people:@ada")).toContain("expected how long a turn is, such as week");
    expect(await refused("x hours:25-26 people:@ada")).toContain("expected hours such as 09-17");
    expect(await refused("x starts:2026-03-01 ends:2026-02-01 people:@ada")).toContain(
      "It would end before it begins.",
    );
    expect(await refused('"???" people:@ada')).toContain("A schedule needs a name");
    expect(await acme.types(table, acme.as("lin"), "/oncall schedule create x people:@ada")).toContain("read-only");
  });
});

describe("/oncall schedule edit", () => {
  it("changes what is named, and says what", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "oncall schedule create web people:@ada");
    expect(await acme.types(table, ada, "oncall schedule edit web remind:30 tell:on ends:2026-02-28")).toBe(
      "web: changed end, channels told, reminder.\n[Show it]",
    );
    const shown = await acme.types(table, ada, "oncall schedule show");
    for (const words of ["Valid: until 2026-02-28", "Tells: #ops", "Reminder: 30 minutes ahead"]) {
      expect(shown).toContain(words);
    }
    expect(await acme.types(table, ada, "oncall schedule edit web remind:30")).toBe("web is set up so already.");
    expect(await acme.types(table, ada, "oncall schedule edit web ends:none name:Website")).toContain(
      "changed name, end",
    );
    expect(await acme.types(table, ada, "oncall schedule show website")).not.toContain("Valid");
  });

  it("marks what is expired and what is not valid yet", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "oncall schedule create old people:@ada ends:2026-01-06");
    await acme.types(table, ada, "oncall schedule create new people:@ada starts:2026-03-01");
    await acme.clock.advance("3d");
    const list = await acme.types(table, ada, "oncall schedule list");
    expect(list).toContain("old expired · yours\nexpired, nobody is on call.");
    expect(list).toContain(
      "new not valid yet · yours\nnot valid yet, nobody is on call until 2026-02-28T23:00Z, then Ada.",
    );
  });

  it("shows a form with what is so now, which changes nothing as it is", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "oncall schedule create web people:@ada ends:2026-12-31");
    const shown = await dispatch(table, ada, { kind: "line", line: "oncall schedule edit web" });
    if (shown.kind !== "form") throw new Error("no form");
    const given = Object.fromEntries(
      shown.form.inputs.map((input) => {
        const { initial = "" } = input as { initial?: string | readonly { value: string }[] };
        return [input.name, typeof initial === "string" ? initial : initial.map(({ value }) => value)];
      }),
    );
    const again = await dispatch(table, ada, {
      kind: "options",
      path: shown.form.path,
      given: { ...shown.form.known, ...given },
    });
    expect(again.kind === "answer" && wordsOf(again.message)).toBe("web is set up so already.");
  });
});

describe("/oncall schedule list", () => {
  it("counts all and mine, and finds by name and member", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    for (const line of ["web people:@ada", "api people:@grace", "desk people:ops@acme.test"]) {
      await acme.types(table, ada, `oncall schedule create ${line}`);
    }
    const list = await acme.answers(table, ada, "oncall schedule list");
    expect(Object.keys(buttonsOf(list))).toEqual(expect.arrayContaining(["All (3)", "Mine (1)"]));
    const names = async (line: string) =>
      (await acme.types(table, ada, `oncall schedule list ${line}`)).match(/^(web|api|desk)/gm);
    expect(await names("--mine")).toEqual(["web"]);
    expect(await names("ap")).toEqual(["api"]);
    expect(await names("member:ops@acme.test")).toEqual(["desk"]);
    expect(await acme.types(table, ada, "oncall schedule list nothing")).toContain("No schedule is like that.");
  });
});

describe("/oncall schedule export and delete", () => {
  it("gives files that mean the same to the command line", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const line = 'zone:America/New_York every:workday hours:"mon-fri 09-18, fri 20:00 - mon 08:00" ends:2026-03-20';
    await acme.types(table, ada, `oncall schedule create web people:"@ada+@bo @grace" ${line}`);
    await acme.types(
      table,
      ada,
      "oncall layer add web cover zone:Asia/Kathmandu every:3days people:@lin dates:2026-02-03",
    );
    const said = await acme.answers(table, ada, "oncall schedule export web");
    const [file] = said.files ?? [];
    expect(file?.name).toBe("web.json");
    const schedule = readScheduleFile(JSON.parse(new TextDecoder().decode(file?.bytes)));
    const shifts = calendarOf(schedule).shifts(
      acme.clock.now().epochMilliseconds,
      Temporal.Instant.from("2026-04-01T00:00Z").epochMilliseconds,
    );
    const lines = shifts
      .slice(0, 10)
      .map(
        ({ start, people }) =>
          `${Temporal.Instant.fromEpochMilliseconds(start).toString({ smallestUnit: "minute" })} ${people.join(" and ")}`,
      );
    const next = (await acme.types(table, ada, "oncall next web")).split("\n").filter((one) => one.startsWith("- "));
    expect(lines).toEqual(next.map((one) => one.replace(/^- (\S+) – \S+: /, "$1 ")));
    expect(shifts.at(-1)?.end).toBe(Temporal.Instant.from("2026-03-21T04:00Z").epochMilliseconds);
  });

  it("asks before it deletes, and deletes several", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    for (const name of ["web", "api"]) await acme.types(table, ada, `oncall schedule create ${name} people:@ada`);
    const asked = await acme.answers(table, ada, "oncall schedule delete schedules:web,api");
    expect(wordsOf(asked)).toContain("Delete web and api?");
    expect(await acme.types(table, ada, buttonsOf(asked)["Delete"] ?? "")).toBe("web and api are deleted.");
    expect(await acme.types(table, ada, "oncall")).toContain("There is no on-call schedule yet");
    expect((await acme.audited("schedule")).map(({ kind }) => kind)).toEqual([
      "created",
      "created",
      "removed",
      "removed",
    ]);
    const none = await dispatch(table, ada, { kind: "line", line: "oncall schedule delete" });
    expect(none).toMatchObject({ kind: "form", form: { inputs: [{ name: "schedules", many: true }] } });
  });
});
