import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { personKey } from "../../src/domain/oncall/member.ts";
import { beginAct, changeOverrides } from "../../src/services/oncall/override/change.ts";
import { scheduleCalled } from "../../src/services/oncall/schedule/find.ts";
import { lockedSchedule } from "../../src/services/oncall/schedule/lock.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = buildTable([...oncallCommands, ...tocsinCommands], [...oncallAliases, ...tocsinAliases]);

const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

/** Bo instead of everybody. */
const putBoOn = async (acme: TestWorkspace, start: string, end: string) => {
  const ctx = acme.as("ada");
  const found = await scheduleCalled(ctx, "web");
  if (found === undefined) throw new Error("no web");
  await ctx.transact(async (tx) => {
    const record = await lockedSchedule(ctx, tx, found.id);
    const one = { kind: "set" as const, by: personKey(acme.people.bo), start: at(start), end: at(end) };
    await changeOverrides(ctx, tx, record, {
      act: await beginAct(ctx, tx, "override"),
      change: { added: [one], removed: [] },
    });
  });
};

const world = async () => {
  const acme = await testWorkspace();
  await acme.types(table, acme.as("ada"), 'oncall schedule create web people:"@ada @grace"');
  return acme;
};

describe("/oncall", () => {
  it("offers to make the first schedule where there is none", async () => {
    await using acme = await testWorkspace();
    const said = await acme.answers(table, acme.as("ada"), "/oncall");
    expect(wordsOf(said)).toContain("nobody is on call. A first one takes a line:");
    expect(buttonsOf(said)).toEqual({ "Create a schedule": "oncall schedule create" });
  });

  it("asks which schedule is to be shown, where there are several", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    await acme.types(table, ada, "oncall schedule create api people:@bo");
    expect(await acme.types(table, ada, "/oncall show")).toBe(
      "Which schedule? Name one of /oncall schedule list, such as web.",
    );
    expect(await acme.types(table, ada, "/oncall show web")).toContain("web");
  });

  it("says what to type for the schedule that is named", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "/oncall web")).toBe(
      '"web" is more than /oncall now understands. Type /oncall who web.',
    );
    expect(await acme.types(table, ada, "/oncall who web")).toContain("Ada");
  });

  it("says who, until when and who is next; of a team also its people, and of a gap when it ends", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin team create people:@grace,@bo platform");
    await acme.types(table, ada, "oncall schedule create api people:platform");
    await acme.types(table, ada, "oncall schedule create desk every:workday hours:12-18 people:@lin");
    expect(await acme.types(table, ada, "/oncall")).toBe(
      [
        "api: platform (Bo and Grace). [Show]",
        "desk: nobody until 2026-01-05T11:00Z, then Lin. [Show]",
        "web: Ada until 2026-01-12T08:00Z, then Grace. [Show]",
      ].join("\n"),
    );
  });
});

describe("/oncall who and why", () => {
  it("know the past as it was, and the future", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    await putBoOn(acme, "2026-01-06T00:00Z", "2026-01-07T00:00Z");
    await acme.clock.advance("20d");
    const said = (line: string) => acme.types(table, ada, `oncall ${line}`);
    expect(await said("who web 2026-01-06 12:00")).toContain("web at 2026-01-06T11:00Z: Bo until 2026-01-07T00:00Z");
    expect(await said("who web 2026-01-06 12:00")).toContain("by an override");
    expect(await said("why web 2026-01-06 12:00")).toContain(
      "Bo is on call at 2026-01-06T11:00Z by an override until 2026-01-07T00:00Z.",
    );
    expect(await said("why web monday 9:00")).toContain("Grace is on call at 2026-01-26T08:00Z by layer primary.");
    expect(await said("who web 2026-01-01 12:00")).toContain("nobody");
    expect(await said("why web 2026-01-01 12:00")).toContain("web was made later, so nobody was on call.");
  });

  it("need no name where there is one schedule, and ask for it where there are several", async () => {
    await using acme = await world();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "oncall why")).toContain("Ada is on call");
    await acme.types(table, ada, "oncall schedule create api people:@ada");
    expect(await acme.types(table, ada, "oncall why")).toContain("Which schedule?");
    expect(await acme.types(table, ada, "oncall who wbe")).toContain(
      "expected a schedule of /oncall schedule list, or a time",
    );
  });
});

describe("/oncall mine", () => {
  it("shows when somebody is on call, by name or with a team", async () => {
    await using acme = await world();
    await acme.types(table, acme.as("ada"), "tocsin team create people:@bo platform");
    await acme.types(table, acme.as("ada"), 'oncall schedule create api every:day people:"platform @ada @ada"');
    expect(await acme.types(table, acme.as("bo"), "oncall mine days:7")).toBe(
      [
        "Your shifts",
        "- 2026-01-05T09:00Z – 2026-01-06T08:00Z: api",
        "- 2026-01-08T08:00Z – 2026-01-09T08:00Z: api",
        "- 2026-01-11T08:00Z – 2026-01-12T08:00Z: api",
        "3 shifts, 2d 23h in the next 7 days.",
      ].join("\n"),
    );
    expect(await acme.types(table, acme.as("ada"), "oncall mine @lin")).toBe("Lin is not on call in the next 30 days.");
  });
});

describe("/oncall gaps", () => {
  it("shows when nobody is on call, lets a gap be meant, and how the load is shared", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, 'oncall schedule create web people:"@ada @grace" hours:mon-fri');
    await acme.types(table, ada, "oncall schedule edit web covers:always");
    const said = await acme.answers(table, ada, "oncall gaps web days:14");
    expect(wordsOf(said)).toContain("Nobody is on call 96 h of the next 14 days, in 2 gaps.");
    expect(wordsOf(said)).toContain("- Ada: 120 h, 0 h at weekends, 40 h at night");
    const meant = await acme.types(table, ada, buttonsOf(said)["That is meant"] ?? "");
    expect(meant).toContain("nobody is warned of the gap 2026-01-16T23:00Z – 2026-01-18T23:00Z any more");
    expect(await acme.types(table, ada, "oncall gaps days:14")).toContain(
      "Nobody is on call 48 h of the next 14 days.",
    );
    await acme.types(table, ada, "oncall schedule edit web covers:mon-fri");
    expect(await acme.types(table, ada, "oncall gaps")).toContain(
      "Somebody is on call all of the next 28 days, but for gaps that are meant.",
    );
    expect(await acme.types(table, ada, "oncall gaps web meant:2026-01-07T12:00Z")).toContain(
      "Somebody is on call by web then.",
    );
  });

  it("names who could not be reached", async () => {
    await using acme = await world();
    await acme.database.transact((tx) =>
      tx.execute(sql`delete from identities where person_id = ${acme.people.grace}`),
    );
    expect(await acme.types(table, acme.as("ada"), "oncall gaps")).toContain("Cannot be reached here: Grace.");
  });
});

describe("/oncall history", () => {
  it("tells who was on call and what was changed by whom", async () => {
    await using acme = await world();
    await putBoOn(acme, "2026-01-06T00:00Z", "2026-01-07T00:00Z");
    await acme.clock.advance("3d");
    await acme.types(table, acme.as("grace"), "oncall layer edit web every:day");
    expect(await acme.types(table, acme.as("lin"), "oncall history web")).toBe(
      [
        "web",
        "Who was on call in the last 14 days",
        "- 2026-01-07T00:00Z – 2026-01-08T09:00Z: Ada",
        "- 2026-01-06T00:00Z – 2026-01-07T00:00Z: Bo",
        "- 2026-01-05T09:00Z – 2026-01-06T00:00Z: Ada",
        "What was changed",
        "- 2026-01-08T09:00Z: Grace changed layer primary.",
        "- 2026-01-05T09:00Z: Ada put on Bo from 2026-01-06T00:00Z to 2026-01-07T00:00Z.",
        "- 2026-01-05T09:00Z: Ada created it.",
        "At any time: /oncall why web 2026-03-03 02:10",
      ].join("\n"),
    );
  });
});
