import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { system } from "../../src/domain/actor.ts";
import { scheduleCalled } from "../../src/services/oncall/schedule/find.ts";
import { settleSwap } from "../../src/services/oncall/swap/follow.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = buildTable(oncallCommands, oncallAliases);

/** "web": Ada until Monday 12 January 08:00Z, then Grace, then Bo, weekly; it is Monday 5 January, 09:00Z. */
const withWeb = async (people = "@ada @grace @bo") => {
  const acme = await testWorkspace();
  await acme.types(table, acme.as("ada"), `oncall schedule create web every:week people:"${people}"`);
  return acme;
};

const types = (acme: TestWorkspace, name: "ada" | "grace" | "lin" | "bo", line: string) =>
  acme.types(table, acme.as(name), line);

const who = async (acme: TestWorkspace, at: string) =>
  (await types(acme, "ada", `oncall who web ${at}`)).match(/: (.+?)(?: until|\.)/)?.[1];

/** The digits of the only request there is. */
const digits = async (acme: TestWorkspace) =>
  / (\w{6}) \[(?:Withdraw|Call it off)\]/.exec(await types(acme, "ada", "oncall swap list"))?.[1] ?? "";

/** Who was told what of swaps, in order. */
const told = async (acme: TestWorkspace) => {
  const names = new Map(Object.entries(acme.people).map(([name, id]) => [id, name]));
  return (await acme.owed("swap")).map(({ person, news }) => `${names.get(person)}: ${news}`);
};

/** What the job that follows a change of the schedule does. */
const follow = async (acme: TestWorkspace) => {
  const ctx = { ...acme.as("ada"), actor: system };
  const web = await scheduleCalled(ctx, "web");
  if (web === undefined) throw new Error("no schedule");
  while (await settleSwap(ctx, web.id));
};

describe("a swap", () => {
  it("changes nothing until it is accepted, then each has the other's shift", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", "oncall swap request web @grace")).toContain(
      "Asked Grace to swap. Nothing changes until they accept.\n- web, 2026-01-05T09:00Z – 2026-01-12T08:00Z: Grace for Ada\n- web, 2026-01-12T08:00Z – 2026-01-19T08:00Z: Ada for Grace",
    );
    expect(await told(acme)).toEqual(["grace: requested"]);
    expect(await who(acme, "2026-01-13T12:00Z")).toBe("Grace");
    await acme.clock.advance("1d");
    expect(await types(acme, "grace", `oncall swap accept ${await digits(acme)}`)).toContain("the swap is agreed.");
    expect(await who(acme, "2026-01-06T08:59Z")).toBe("Ada");
    expect(await who(acme, "2026-01-06T09:00Z")).toBe("Grace");
    expect(await who(acme, "2026-01-13T12:00Z")).toBe("Ada");
    expect(await who(acme, "2026-01-20T12:00Z")).toBe("Bo");
    expect(await told(acme)).toEqual(["grace: requested", "ada: accepted"]);
    expect(await acme.owed("duty")).toEqual([]);
  });

  it("takes the shifts that are named by a time in them", async () => {
    await using acme = await withWeb();
    const said = await types(acme, "ada", "oncall swap request web @bo mine:2026-01-28 theirs:2026-02-12");
    expect(said).toContain("web, 2026-01-26T08:00Z – 2026-02-02T08:00Z: Bo for Ada");
    expect(said).toContain("web, 2026-02-09T08:00Z – 2026-02-16T08:00Z: Ada for Bo");
  });

  it("is declined by whoever was asked, and withdrawn by whoever asked", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall swap request web @grace");
    const first = await digits(acme);
    expect(await types(acme, "lin", `oncall swap decline ${first}`)).toContain("read-only");
    expect(await types(acme, "grace", `oncall swap decline ${first}`)).toContain("the swap is declined");
    await types(acme, "ada", "oncall swap request web @grace");
    expect(await types(acme, "ada", `oncall swap decline ${await digits(acme)}`)).toContain("the swap is called off");
    expect(await told(acme)).toEqual(["grace: requested", "ada: declined", "grace: requested", "grace: withdrawn"]);
    expect(await types(acme, "ada", "oncall swap list")).toContain("No swap or cover is asked for or agreed.");
  });

  it("is called off by either from now on, and what has been stays", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall swap request web @grace");
    await types(acme, "grace", `oncall swap accept ${await digits(acme)}`);
    await acme.clock.advance("1d");
    expect(await types(acme, "ada", `oncall swap decline ${await digits(acme)}`)).toContain(
      "is called off from now on",
    );
    expect(await who(acme, "2026-01-05T20:00Z")).toBe("Grace");
    expect(await who(acme, "2026-01-06T20:00Z")).toBe("Ada");
    expect(await who(acme, "2026-01-13T12:00Z")).toBe("Grace");
    expect((await told(acme)).at(-1)).toBe("grace: withdrawn");
  });

  it("is off too when whoever accepted takes that back", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall swap request web @grace");
    await types(acme, "grace", `oncall swap accept ${await digits(acme)}`);
    expect(await types(acme, "grace", "oncall undo")).toContain("the swap is taken back");
    expect(await who(acme, "2026-01-06T20:00Z")).toBe("Ada");
    expect((await told(acme)).at(-1)).toBe("ada: withdrawn");
    expect(await types(acme, "ada", "oncall swap list")).toContain("No swap");
  });

  it("is answered once, and by whoever was asked", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall swap request web @grace");
    const id = await digits(acme);
    expect(await types(acme, "lin", `oncall swap accept ${id}`)).toContain("read-only");
    const [request] = await acme.owed("swap");
    await types(acme, "grace", `oncall swap accept ${id}`);
    expect(await types(acme, "grace", `oncall swap accept ${request?.swap}`)).toContain("That swap is agreed already.");
    await types(acme, "grace", `oncall swap decline ${id}`);
    expect(await types(acme, "grace", `oncall swap accept ${request?.swap}`)).toContain("That swap was called off.");
  });

  it("is refused where nothing would change hands", async () => {
    await using acme = await withWeb();
    const request = (rest: string) => types(acme, "ada", `oncall swap request web ${rest}`);
    expect(await request("@ada")).toContain("Nobody swaps with themselves.");
    expect(await request("@lin")).toContain("Lin has no such shift on web.");
    expect(await types(acme, "lin", "oncall swap request web @ada")).toContain("Lin has no such shift on web.");
    expect(await types(acme, "lin", "oncall swap request web @ada of:@grace")).toContain("read-only");
    await types(acme, "ada", 'oncall layer edit web primary people:"@ada+@grace @bo"');
    expect(await request("@grace theirs:2026-01-06")).toContain("Both are on call in a part of the same time");
  });

  it("keeps its overrides from being changed behind its back", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall swap request web @grace");
    await types(acme, "grace", `oncall swap accept ${await digits(acme)}`);
    const override = /Grace for Ada\n(\w{6}) by a swap/.exec(await types(acme, "ada", "oncall override list"))?.[1];
    expect(await types(acme, "ada", `oncall override delete ${override}`)).toContain("belongs to a swap");
  });

  it("asks in a form with whom", async () => {
    await using acme = await withWeb();
    const ada = acme.as("ada");
    const shown = await dispatch(table, ada, { kind: "line", line: "oncall swap request web" });
    if (shown.kind !== "form") throw new Error("no form");
    const given = { ...shown.form.known, person: acme.people.bo, mine: "", theirs: "", note: "a wedding" };
    await dispatch(table, ada, { kind: "options", path: shown.form.path, given });
    expect(await types(acme, "ada", "oncall swap list")).toContain("Bo for Ada");
  });
});

describe("a swap on a schedule that moves", () => {
  const agreed = async () => {
    const acme = await withWeb();
    await types(acme, "ada", "oncall swap request web @grace mine:2026-01-27 theirs:2026-02-03");
    await types(acme, "grace", `oncall swap accept ${await digits(acme)}`);
    await follow(acme);
    return acme;
  };

  it("stays as it is while its shifts do", async () => {
    await using acme = await agreed();
    await types(acme, "ada", "oncall schedule edit web ends:2026-12-31");
    await follow(acme);
    expect(await told(acme)).toEqual(["grace: requested", "ada: accepted"]);
    expect(await who(acme, "2026-01-27T12:00Z")).toBe("Grace");
  });

  it("follows its shifts when the handoff moves, and both are told", async () => {
    await using acme = await agreed();
    await types(acme, "ada", 'oncall layer edit web primary from:"2026-01-06 18:00"');
    await follow(acme);
    expect((await told(acme)).slice(2).sort()).toEqual(["ada: moved", "grace: moved"]);
    // Handoffs are on Tuesdays at 17:00Z now: Ada's week begins there, and Grace has it.
    expect(await types(acme, "ada", "oncall swap list")).toContain(
      "web, 2026-01-27T17:00Z – 2026-02-03T17:00Z: Grace for Ada\nweb, 2026-02-03T17:00Z – 2026-02-10T17:00Z: Ada for Grace",
    );
    expect(await who(acme, "2026-01-27T17:00Z")).toBe("Grace");
    expect(await who(acme, "2026-02-03T16:59Z")).toBe("Grace");
    expect(await who(acme, "2026-02-03T17:00Z")).toBe("Ada");
    expect(await who(acme, "2026-02-10T17:00Z")).toBe("Bo");
  });

  it("is off where a shift is gone, everything is as it would be without it, and both are told", async () => {
    await using acme = await agreed();
    await types(acme, "grace", "oncall rotation leave web");
    await follow(acme);
    expect((await told(acme)).slice(2).sort()).toEqual(["ada: unfit", "grace: unfit"]);
    expect(await types(acme, "ada", "oncall override list")).toContain("No override");
    expect(await types(acme, "ada", "oncall swap list")).toContain("No swap");
  });

  it("is off where one of them is away then", async () => {
    await using acme = await agreed();
    await types(acme, "grace", "oncall away add from:2026-02-01 to:2026-02-20");
    await follow(acme);
    expect((await told(acme)).slice(2).sort()).toEqual(["ada: unfit", "grace: unfit"]);
  });

  it("follows while it is only asked for, and is not accepted unseen", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall swap request web @grace mine:2026-01-27 theirs:2026-02-03");
    await types(acme, "ada", 'oncall layer edit web primary from:"2026-01-06 18:00"');
    const id = await digits(acme);
    expect(await types(acme, "grace", `oncall swap accept ${id}`)).toContain("The schedule has just changed.");
    await follow(acme);
    expect((await told(acme)).sort()).toEqual(["ada: moved", "grace: moved", "grace: requested"]);
    await types(acme, "grace", `oncall swap accept ${id}`);
    expect(await who(acme, "2026-01-28T12:00Z")).toBe("Grace");
  });

  it("brings back what it had cut when it is off", async () => {
    await using acme = await withWeb();
    await types(acme, "ada", "oncall override add web kind:add @lin from:2026-01-28 to:2026-01-28");
    await types(acme, "lin", "oncall swap request web @grace mine:2026-01-28 theirs:2026-02-03");
    await types(acme, "grace", `oncall swap accept ${await digits(acme)}`);
    expect(await who(acme, "2026-01-28T12:00Z")).toBe("Ada and Grace");
    await types(acme, "grace", "oncall rotation leave web");
    await follow(acme);
    expect(await who(acme, "2026-01-28T12:00Z")).toContain("Lin");
    expect(await who(acme, "2026-01-29T12:00Z")).not.toContain("Lin");
  });

  it("keeps the wall times of its shifts on both nights the clocks change", async () => {
    await using acme = await withWeb();
    for (const [mine, theirs] of [
      ["2026-03-24", "2026-03-31"],
      ["2026-10-20", "2026-10-27"],
    ]) {
      const on = async (day: string | undefined) => who(acme, `${day}T12:00Z`);
      const [one, other] = [await on(mine), await on(theirs)];
      const name = (of: string | undefined) => (of ?? "").toLowerCase() as "ada";
      await types(acme, name(one), `oncall swap request web @${name(other)} mine:${mine} theirs:${theirs}`);
      const list = await types(acme, "ada", "oncall swap list");
      expect(list).toContain(mine === "2026-03-24" ? "2026-03-30T07:00Z" : "2026-10-26T08:00Z");
      await types(acme, name(other), `oncall swap accept ${/ (\w{6}) \[Withdraw\]/.exec(list)?.[1]}`);
      await follow(acme);
      expect([await on(mine), await on(theirs)]).toEqual([other, one]);
    }
    expect((await told(acme)).filter((one) => one.includes("moved"))).toEqual([]);
  });
});

describe("/oncall cover", () => {
  it("asks one, who covers the part that is asked for", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", 'oncall cover web @lin from:18:00 to:2h note:"school play"')).toContain(
      "Asked Lin to cover. Nothing changes until they accept.\n- web, 2026-01-05T17:00Z – 2026-01-05T19:00Z: Lin for Ada\n- school play",
    );
    expect(await types(acme, "lin", `oncall swap accept ${await digits(acme)}`)).toContain("you cover. Thank you.");
    expect(await who(acme, "2026-01-05T18:00Z")).toBe("Lin");
    expect(await who(acme, "2026-01-05T19:00Z")).toBe("Ada");
    await follow(acme);
    expect(await told(acme)).toEqual(["lin: requested", "ada: accepted"]);
  });

  it("asks everybody who takes turns, and the first to accept covers", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", "oncall cover me web")).toContain("Asked everybody in web to cover.");
    expect((await told(acme)).sort()).toEqual(["bo: requested", "grace: requested"]);
    const [request] = await acme.owed("swap");
    expect(await types(acme, "ada", `oncall swap accept ${request?.swap}`)).toContain("You asked for it");
    await types(acme, "bo", `oncall swap accept ${request?.swap}`);
    expect(await who(acme, "2026-01-06T12:00Z")).toBe("Bo");
    expect(await types(acme, "grace", `oncall swap accept ${request?.swap}`)).toContain(
      "That cover is agreed already.",
    );
  });

  it("is refused to whoever is not on call then, or where nobody else is there to ask", async () => {
    await using acme = await withWeb("@ada");
    await types(acme, "ada", "oncall schedule edit web ends:2026-01-20");
    expect(await types(acme, "ada", "oncall cover web")).toContain("Nobody else takes turns in web.");
    expect(await types(acme, "bo", "oncall cover web")).toContain("Bo has no such shift on web.");
    expect(await types(acme, "ada", "oncall cover web @ada")).toContain("Nobody covers for themselves.");
  });
});
