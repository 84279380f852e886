import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import type { Filters, IncidentPage, PageAt } from "../../src/domain/incident/list.ts";
import type { Status } from "../../src/domain/incident/status.ts";
import { listIncidents } from "../../src/services/incident/list.ts";
import { blockSize } from "../../src/store/schema/incident.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { facetsAmiss, fillFacets } from "../support/facets.ts";

const table = menu();

/** The next incident gets this number. */
const continueAt = (acme: TestWorkspace, number: number) =>
  acme.database.transact((tx) => tx.execute(sql`update workspaces set last_number = ${number - 1}`));

describe("the marks of an incident's facets", () => {
  it("say what its rows say, whatever is done", async () => {
    await using acme = await testWorkspace();
    const amiss: (readonly [string, readonly string[]])[] = [];
    const say = async (line: string, name: "ada" | "grace" = "ada") => {
      await acme.types(table, acme.as(name), line);
      amiss.push([line, await facetsAmiss(acme.database)]);
    };
    await say("tocsin channel create payments");
    await say("tocsin team create people:@grace platform");
    await say("tocsin severity add colour:#7A3FF2 hot Hot");
    await acme.open({ title: "one", tags: ["db"], source: { kind: "monitor", name: "Grafana" } });
    await acme.open({ title: "two", private: true, assignees: [{ kind: "person", id: acme.people.lin }] }, "grace");
    await acme.open({ title: "three" });
    await acme.open({ title: "four" });
    for (const line of [
      "incident severity inc-1 hot",
      "incident severity inc-3 hot",
      "incident deliver inc-1 payments",
      "incident tag inc-1 eu",
      "incident untag inc-1 db",
      "incident assign inc-1 platform @grace",
      "incident assign inc-3 @grace",
      "incident unassign inc-1 platform",
      "incident ack inc-1",
      "incident edit private inc-1",
      "incident edit start inc-1 2025-06-01 08:00",
      "incident duplicate inc-3 inc-4",
      "incident comment inc-4 seen",
      "incident edit title inc-4 fourth",
      "incident resolve inc-4 rolled back",
      "incident reopen inc-4",
    ]) {
      await say(line, "grace");
    }
    await say("tocsin severity delete replacement:sev3 hot");
    await say("tocsin channel delete --yes payments");
    await say("incident delete --yes inc-3");
    const code = /[A-Z0-9]{4}-?[A-Z0-9]{4}/u.exec(await acme.types(table, acme.as("ada"), "tocsin link"))?.[0];
    await say(`tocsin link --yes ${code}`, "grace");
    expect(amiss.filter(([, wrong]) => wrong.length > 0)).toEqual([]);
    expect(amiss.length).toBeGreaterThan(20);
  });
});

describe("a list by several facets", () => {
  const day = (n: number) => Temporal.Instant.from("2025-01-01T00:00:00Z").add({ hours: 24 * n });

  /** Incidents of many blocks, most in the order of their numbers, some back-dated, some private. */
  const many = async () => {
    const acme = await testWorkspace();
    const made = Array.from({ length: 40 }, (_, i) => ({
      number: (i % 3) + 1 + Math.floor(i / 2) * blockSize,
      tags: [i % 2 === 0 ? "even" : "odd", ...(i % 10 === 0 ? ["odd"] : []), "any"],
      status: (i % 4 === 0 ? "pending" : "open") as Status,
      startedAt: i % 7 === 3 ? day(40 - i) : day(i),
      private: i % 5 === 4,
      by: i % 8 === 0 ? ("grace" as const) : ("ada" as const),
    }));
    for (const { number, by, status, ...wanted } of made) {
      await continueAt(acme, number);
      await acme.open({ title: `incident ${number}`, ...wanted }, by);
      if (status === "pending") await acme.types(table, acme.as(by), `incident pending inc-${number}`);
    }
    return { acme, made };
  };

  it("finds the same as looking at each, page by page, onward and back", async () => {
    const { acme, made } = await many();
    await using _ = acme;
    const cases: readonly (readonly [Filters, (one: (typeof made)[number]) => boolean])[] = [
      [{ tag: is("even"), status: is("open") }, ({ tags, status }) => tags.includes("even") && status === "open"],
      [{ tag: is("odd"), status: is("pending") }, ({ tags, status }) => tags.includes("odd") && status === "pending"],
      [{ tag: { is: ["even"], not: ["odd"] } }, ({ tags }) => tags.includes("even") && !tags.includes("odd")],
      [{ tag: is("any"), creator: is(person(acme.people.ada)) }, ({ by }) => by === "ada"],
      [{ tag: is("any"), status: { is: [], not: ["pending"] } }, ({ status }) => status === "open"],
      [
        { tag: is("any", "odd"), status: is("open", "pending"), from: day(5), until: day(31) },
        ({ startedAt }) =>
          +startedAt.epochMilliseconds >= day(5).epochMilliseconds &&
          startedAt.epochMilliseconds < day(31).epochMilliseconds,
      ],
    ];
    for (const [filters, fits] of cases) {
      for (const name of ["ada", "grace"] as const) {
        const expected = made
          .filter((one) => fits(one) && (!one.private || one.by === name))
          .toSorted((a, b) => Temporal.Instant.compare(b.startedAt, a.startedAt) || b.number - a.number)
          .map(({ number }) => number);
        const pages = await turned(acme, filters, name);
        expect([filters, name, pages.flatMap(numbers)]).toEqual([filters, name, expected]);
        expect(new Set(pages.map(({ total }) => total))).toEqual(new Set([expected.length]));
        expect((await turned(acme, filters, name, "back")).flatMap(numbers)).toEqual(expected);
      }
    }
  });

  it("walks on where one block alone holds many, past blocks that hold one", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "first", tags: ["any"] });
    // Minutes before the first: 15 blocks are newer than the one that holds many, 5 lie within it.
    const others = Array.from({ length: 20 }, (_, i) => ({
      number: (i + 1) * blockSize,
      minutes: i < 15 ? i - 15 : (i - 14) * 40 + 0.5,
    }));
    const held = Array.from({ length: 2400 }, (_, i) => ({ number: i + 2, minutes: i + 2 }));
    await acme.database.transact(async (tx) => {
      await tx.execute(sql`
        insert into incidents (id, workspace_id, number, title, status, private, started_at, created_by, created_at,
          updated_by, updated_at, opened_by, document)
        select gen_random_uuid(), workspace_id, n, title, status, n % 7 = 0, started_at - before * interval '1 minute',
          'system', created_at, 'system', updated_at, opened_by, document
        from incidents, ${given([...held, ...others])}`);
      await tx.execute(sql`
        insert into tags (workspace_id, incident_id, started_at, private, tag)
        select workspace_id, id, started_at, private, 'any' from incidents where number > 1 and number % 3 > 0`);
      await tx.execute(sql`delete from incident_facets`);
      await tx.execute(fillFacets);
    });
    const expected = [...held, ...others]
      .filter(({ number }) => number % 7 > 0 && number % 3 > 0)
      .toSorted((a, b) => a.minutes - b.minutes)
      .map(({ number }) => number);
    const filters: Filters = { tag: is("any"), creator: is("system") };
    const read = (page: PageAt) => listIncidents(acme.as("ada"), { filters, by: "start", page, size: 100 });
    const first = await read("first");
    const second = await read({ after: first.next ?? { number: 0 } });
    const back = await read({ before: second.previous ?? { number: 0 } });
    expect([...numbers(first), ...numbers(second)]).toEqual(expected.slice(0, 200));
    expect(numbers(back)).toEqual(numbers(first));
    expect(back.previous).toBeUndefined();
    expect([first, second].map(({ total, more }) => [total, more])).toEqual([
      [1000, true],
      [1000, true],
    ]);
  });

  const given = (rows: readonly { readonly number: number; readonly minutes: number }[]) => sql`
    unnest(${sql.param(rows.map(({ number }) => number))}::int[], ${sql.param(rows.map(({ minutes }) => minutes))}::float8[])
      as given(n, before)`;
  const is = <T>(...values: readonly T[]) => ({ is: values, not: [] });
  const person = (id: PersonId) => `person:${id}`;
  const numbers = ({ incidents }: IncidentPage) => incidents.map(({ number }) => number);

  /** All pages from the first to the last; or from the last, turned back, in the order they are read. */
  const turned = async (acme: TestWorkspace, filters: Filters, name: "ada" | "grace", way: "on" | "back" = "on") => {
    const read = (page: PageAt) => listIncidents(acme.as(name), { filters, by: "start", page, size: 5 });
    const pages: IncidentPage[] = [await read("first")];
    for (let next = pages[0]?.next; next !== undefined; next = pages.at(-1)?.next)
      pages.push(await read({ after: next }));
    if (way === "on") return pages;
    const back = pages.slice(-1);
    for (let to = back[0]?.previous; to !== undefined; to = back[0]?.previous) back.unshift(await read({ before: to }));
    return back;
  };
});
