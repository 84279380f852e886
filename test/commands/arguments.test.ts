import { describe, expect, it } from "vitest";
import { incident, otherIncident } from "../../src/commands/arguments/incident.ts";
import { channel, role, status, tag, url } from "../../src/commands/arguments/label.ts";
import { duration, edge, moment } from "../../src/commands/arguments/moment.ts";
import { assignee, person, team } from "../../src/commands/arguments/person.ts";
import { choice, flag, number, onOff, zone } from "../../src/commands/arguments/plain.ts";
import { severity, severityOrNone } from "../../src/commands/arguments/severity.ts";
import type { Argument } from "../../src/commands/command.ts";
import type { CommandCtx } from "../../src/commands/context.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import { createChannel } from "../../src/services/channel/create.ts";
import { freshId } from "../../src/services/ctx.ts";
import { createTeam } from "../../src/services/team/change.ts";
import { people } from "../../src/store/schema/workspace.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const read = async <T>({ type }: Argument<T>, ctx: CommandCtx, text: string): Promise<T | undefined> =>
  (await type.read(ctx, text)) as T | undefined;
const readNamed = async <T>({ type }: Argument<T>, ctx: CommandCtx, text: string): Promise<T | undefined> =>
  (await (type.readNamed ?? type.read)(ctx, text)) as T | undefined;
const suggest = async ({ type }: Argument<unknown>, ctx: CommandCtx, typed: string) =>
  ((await type.complete?.(ctx, typed)) ?? []).map(({ label, value }) => `${label} = ${value}`);
const pure = { zone: "Europe/Berlin", now: () => Temporal.Instant.from("2026-02-03T09:00:00Z") } as CommandCtx;

/** A second person called Grace, besides the Grace whose handle is grace. */
const another = async (world: TestWorkspace) => {
  await world.database.transact((tx) =>
    tx.insert(people).values({
      id: freshId(),
      workspaceId: world.workspace,
      name: "Grace",
      role: "standard",
      createdAt: world.clock.now(),
    }),
  );
};

describe("a severity", () => {
  it("is a key or an alias as a bare word, a name too where it is asked for by name", async () => {
    await using world = await testWorkspace();
    const ctx = world.as("ada");
    const bad = severity("How bad?");
    expect((await read(bad, ctx, "SEV2"))?.understood).toBe("SEV2 High");
    expect((await read(bad, ctx, "p1"))?.understood).toBe("SEV2 High (P1)");
    expect(await read(bad, ctx, "High")).toBe(undefined);
    expect((await readNamed(bad, ctx, "High"))?.severity.key).toBe("sev2");
    expect(await readNamed(bad, ctx, "")).toBe(undefined);
  });

  it("may be none where it can be emptied", async () => {
    await using world = await testWorkspace();
    const bad = severityOrNone("How bad?");
    expect(await read(bad, world.as("ada"), "None")).toBe("none");
    expect(await read(bad, world.as("ada"), "moderate")).toMatchObject({ severity: { key: "sev3" } });
    expect(await read(bad, world.as("ada"), "dreadful")).toBe(undefined);
  });

  it("is suggested by key, name and alias, the worst first", async () => {
    await using world = await testWorkspace();
    const ctx = world.as("lin");
    expect(await suggest(severity("x"), ctx, "")).toEqual([
      "SEV1 Critical = sev1",
      "SEV2 High = sev2",
      "SEV3 Moderate = sev3",
      "SEV4 Low = sev4",
      "Unknown = unknown",
    ]);
    expect(await suggest(severity("x"), ctx, "p2")).toEqual(["SEV3 Moderate = sev3"]);
    expect(await suggest(severity("x"), ctx, "CRIT")).toEqual(["SEV1 Critical = sev1"]);
  });
});

describe("somebody", () => {
  it("is a mention, a handle, a name, an address, or me", async () => {
    await using world = await testWorkspace();
    const ctx = world.as("ada");
    const { grace, ada } = world.people;
    for (const text of [`<@${grace}>`, "@grace", "GRACE", "grace@acme.test", "Grace", grace, "<@U-GRACE>"]) {
      expect(await read(person("Who"), ctx, text)).toEqual({ id: grace, name: "Grace" });
    }
    expect(await read(person("Who"), ctx, "me")).toEqual({ id: ada, name: "Ada" });
    expect(await read(person("Who"), ctx, "@nobody")).toBe(undefined);
  });

  it("who could be several is refused with their names", async () => {
    await using world = await testWorkspace();
    await another(world);
    await expect(read(person("Who"), world.as("ada"), "@grace")).rejects.toThrow(
      '"@grace" could be Grace, Grace. Mention the one you mean with @.',
    );
  });

  it("is suggested by the beginning of a name or handle", async () => {
    await using world = await testWorkspace();
    expect(await suggest(person("Who"), world.as("lin"), "@gr")).toEqual([`Grace = ${world.people.grace}`]);
    expect(await suggest(person("Who"), world.as("lin"), "%")).toEqual([]);
  });
});

describe("an assignee", () => {
  it("is a person first, then a team, then an address of somebody unknown", async () => {
    await using world = await testWorkspace();
    const ctx = world.as("ada");
    const made = await createTeam(ctx, "Platform", []);
    const who = assignee("Who");
    expect(await read(who, ctx, "grace@acme.test")).toEqual({
      assignee: { kind: "person", id: world.people.grace },
      name: "Grace",
    });
    expect(await read(who, ctx, "platform")).toMatchObject({ assignee: { kind: "team", id: made.team.id } });
    expect(await read(who, ctx, "Bo.External@Vendor.test")).toEqual({
      assignee: { kind: "email", address: "bo.external@vendor.test" },
      name: "Bo.External@Vendor.test",
    });
    for (const text of ["nobody", "a@b", "<x@y.z>", 'a"b@c.d', "two words@x.y"]) {
      expect(await read(who, ctx, text)).toBe(undefined);
    }
    expect(await read(team("Which"), ctx, "@PLATFORM")).toMatchObject({ id: made.team.id });
    expect(await suggest(who, ctx, "pla")).toEqual(["Platform (team) = platform"]);
  });
});

describe("a channel, a role and a tag", () => {
  it("is a channel by key or name, with # or as a mention", async () => {
    await using world = await testWorkspace();
    const ctx = world.as("ada");
    const made = await createChannel(ctx, { name: "Card Payments", description: "" });
    for (const text of ["card-payments", "#card-payments", "Card Payments", "<#card-payments>"]) {
      expect(await read(channel("Which"), ctx, text)).toMatchObject({ id: made.id });
    }
    expect(await read(channel("Which"), ctx, "all")).toMatchObject({ builtIn: true });
    expect(await read(channel("Which"), ctx, "#cards")).toBe(undefined);
    expect(await suggest(channel("Which"), ctx, "#card")).toEqual(["#card-payments = card-payments"]);
  });

  it("is a role by key or name", async () => {
    await using world = await testWorkspace();
    const ctx = world.as("ada");
    expect(await read(role("Which"), ctx, "Commander")).toMatchObject({ key: "commander" });
    expect(await read(role("Which"), ctx, "boss")).toBe(undefined);
    expect(await suggest(role("Which"), ctx, "SCR")).toEqual(["Scribe = scribe"]);
  });

  it("is any word as a tag, those in use being suggested", async () => {
    await using world = await testWorkspace();
    await world.open({ title: "x", tags: ["database"] });
    expect(await read(tag("Which"), pure, "anything")).toBe("anything");
    expect(await suggest(tag("Which"), world.as("lin"), "data")).toEqual(["database = database"]);
  });
});

describe("an incident", () => {
  it("is suggested by number or title, as software says it", async () => {
    await using world = await testWorkspace();
    await world.open({ title: "Checkout down" });
    expect(await suggest(incident(), world.as("lin"), "check")).toEqual(["INC-1 Checkout down = inc-1"]);
  });

  it("other than the one at hand is a number anywhere", async () => {
    const inside = { ...pure, here: { id: "x" as never, number: 7 } };
    expect(await read(otherIncident("Which"), inside, "42")).toEqual({ number: 42 });
    expect(await read(incident(), inside, "42")).toBe(undefined);
    for (const text of ["inc-", "inc42", "inc-1x", "42nd", "1234567890"]) {
      expect(await read(incident(), pure, text)).toBe(undefined);
    }
  });
});

describe("plain values", () => {
  it("of fixed words are read in any case and suggested by their beginning", async () => {
    expect(await read(status("x"), pure, "Resolved")).toBe("resolved");
    expect(await read(status("x"), pure, "done")).toBe(undefined);
    expect(await read(choice(["page", "urgent"], "x"), pure, "Pages")).toBe("page");
    expect(await suggest(choice(["open", "closed", "opened"], "x"), pure, "OP")).toEqual([
      "open = open",
      "opened = opened",
    ]);
  });

  it("of a switch are on and off, of a flag yes and no", async () => {
    expect(await read(onOff("x"), pure, "ON")).toBe(true);
    expect(await read(onOff("x"), pure, "no")).toBe(false);
    expect(await read(onOff("x"), pure, "maybe")).toBe(undefined);
    expect(await read(flag("x"), pure, "Yes")).toBe(true);
    expect(await read(flag("x"), pure, "off")).toBe(false);
    expect(await read(flag("x"), pure, "")).toBe(undefined);
  });

  it("of numbers are whole and not too small", async () => {
    expect(await read(number("x"), pure, "25")).toBe(25);
    expect(await read(number("x", 0), pure, "0")).toBe(0);
    for (const text of ["0", "-1", "1.5", "1e3", "1234567890", "x"]) {
      expect(await read(number("x"), pure, text)).toBe(undefined);
    }
  });

  it("of zones are the calendar's, in any case", async () => {
    expect(await read(zone("x"), pure, "europe/berlin")).toBe("Europe/Berlin");
    expect(await read(zone("x"), pure, "utc")).toBe("UTC");
    expect(await read(zone("x"), pure, "Mars/Olympus")).toBe(undefined);
    expect(await suggest(zone("x"), pure, "berlin")).toEqual(["Europe/Berlin = Europe/Berlin"]);
    expect((await suggest(zone("x"), pure, "a")).length).toBe(25);
  });

  it("of addresses are ones people can follow, as platforms write them too", async () => {
    expect(await read(url("x"), pure, "https://acme.test/a,b")).toBe("https://acme.test/a,b");
    expect(await read(url("x"), pure, "<https://acme.test/|acme>")).toBe("https://acme.test/");
    for (const text of ["javascript:alert(1)", "acme.test", "latency"]) {
      expect(await read(url("x"), pure, text)).toBe(undefined);
    }
    await expect(read(url("x"), pure, "https://")).rejects.toThrow(Refusal);
  });
});

describe("times", () => {
  it("are in the reader's zone", async () => {
    expect(String(await read(moment("x", "past"), pure, "9:30"))).toBe("2026-02-03T08:30:00Z");
    expect(String(await read(moment("x", "future"), pure, "9:30"))).toBe("2026-02-04T08:30:00Z");
    expect(String(await read(duration("x"), pure, "1h30m"))).toBe("PT1H30M");
  });

  it("of a range begin with a date's first instant and end with the first after it", async () => {
    const [from, to] = [
      await read(edge("x", "from"), pure, "2026-03-29"),
      await read(edge("x", "to"), pure, "2026-03-29"),
    ];
    expect(String(from)).toBe("2026-03-28T23:00:00Z");
    expect(String(to)).toBe("2026-03-29T22:00:00Z");
    expect(String(await read(edge("x", "to"), pure, "today"))).toBe("2026-02-03T23:00:00Z");
    expect(String(await read(edge("x", "to"), pure, "20m ago"))).toBe("2026-02-03T08:40:00Z");
    expect(await read(edge("x", "from"), pure, "soon")).toBe(undefined);
  });
});
