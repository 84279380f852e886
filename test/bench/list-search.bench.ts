import type { Filters, PageAt, Wanted } from "../../src/domain/incident/list.ts";
import { activeStatuses } from "../../src/domain/incident/status.ts";
import type { Ctx } from "../../src/services/ctx.ts";
import { type ListQuery, listIncidents } from "../../src/services/incident/list.ts";
import { openDatabase } from "../../src/store/database.ts";
import { type Seeded, seedIncidents } from "./seed.ts";
import { makeDatabase, type Server, startServer, tableOf } from "./support.ts";

/*
 * What a page costs at a million incidents against a thousand, on PostgreSQL. The two are measured in turn, so that
 * whatever else the machine does falls on both. BENCH_INCIDENTS is another number than a million.
 */
const few = 1_000;
const many = Number(process.env.BENCH_INCIDENTS ?? 1_000_000);
const runs = 60;

interface Side extends AsyncDisposable {
  readonly ctx: Ctx;
  readonly seeded: Seeded;
  readonly count: number;
}

const is = <T>(...values: readonly T[]): Wanted<T> => ({ is: values, not: [] });
const not = <T>(...values: readonly T[]): Wanted<T> => ({ is: [], not: values });

interface Case {
  readonly name: string;
  /** How many times as much it may cost; absent = told, not held. */
  readonly most?: number;
  readonly query: (side: Side) => Partial<ListQuery>;
}

const filtered = (name: string, filters: (seeded: Seeded) => Filters, most?: number): Case => ({
  name,
  query: ({ seeded }) => ({ filters: filters(seeded) }),
  ...(most === undefined ? {} : { most }),
});

const searched = (name: string, words: string, most?: number): Case => ({
  name,
  query: () => ({ words }),
  ...(most === undefined ? {} : { most }),
});

const person = (seeded: Seeded, n: number): string => `person:${seeded.people[n]}`;
const halfway = (side: Side): { readonly number: number } => ({ number: Math.round(side.count / 2) });
const at = (name: string, page: (side: Side) => PageAt): Case => ({
  name,
  most: 1.5,
  query: (side) => ({ page: page(side) }),
});

const cases: readonly Case[] = [
  filtered("a page", () => ({}), 1.5),
  at("a deep page, onward", (side) => ({ after: halfway(side) })),
  at("a deep page, back", (side) => ({ before: halfway(side) })),
  filtered("status", () => ({ status: is("open") }), 1.5),
  filtered("status, several", () => ({ status: is(...activeStatuses) }), 1.5),
  filtered("severity", ({ severities }) => ({ severity: is(severities[1] ?? null) }), 1.5),
  filtered("severity, none", () => ({ severity: is(null) }), 1.5),
  filtered("tag", () => ({ tag: is("tag-7") }), 1.5),
  filtered("assignee", (seeded) => ({ assignee: is(person(seeded, 7)) }), 1.5),
  filtered("assignee, none", () => ({ assignee: is(null) }), 1.5),
  filtered("channel", ({ channels }) => ({ channel: is(...channels.slice(4, 5)) }), 1.5),
  filtered("creator", (seeded) => ({ creator: is(person(seeded, 7)) }), 1.5),
  filtered("updater", (seeded) => ({ updater: is(person(seeded, 7)) }), 1.5),
  filtered("source", () => ({ source: is("source 5") }), 1.5),
  filtered("not a status", () => ({ status: not("resolved") }), 1.5),
  filtered("not a severity", ({ severities }) => ({ severity: not(severities[1] ?? null) }), 1.5),
  filtered("not a tag", () => ({ tag: not("tag-7") }), 1.5),
  filtered("not an assignee", (seeded) => ({ assignee: not(person(seeded, 7)) }), 1.5),
  filtered("not a channel", ({ channels }) => ({ channel: not(...channels.slice(4, 5)) }), 1.5),
  filtered("not a creator", (seeded) => ({ creator: not(person(seeded, 7)) }), 1.5),
  filtered("not a source", () => ({ source: not("source 5") }), 1.5),
  searched("search, 20 matches", "needle", 3),
  searched("search, 1,000 matches", "orchid", 3),
  searched("search, beginning of a word", "orch", 3),
  searched("search, mistyped", "orkhid", 3),
  searched("search, two words", "gateway orchid", 3),
  searched("search, no match", "xylophone", 3),
  searched("search, common word: newest 1,000", "gateway"),
  filtered("status, tag", () => ({ status: is("resolved"), tag: is("tag-7") }), 1.5),
  filtered(
    "status, severity",
    ({ severities }) => ({ status: is("resolved"), severity: is(severities[1] ?? null) }),
    1.5,
  ),
  filtered("tag, not a status", () => ({ tag: is("tag-7"), status: not("closed") }), 1.5),
  filtered(
    "two halves, few in both",
    ({ channels }) => ({ tag: is("even"), channel: is(...channels.slice(20, 21)) }),
    1.5,
  ),
  filtered(
    "two halves, none of late",
    ({ channels }) => ({ tag: is("even"), channel: is(...channels.slice(21)) }),
    1.5,
  ),
  // What follows matches next to nothing at a thousand: a page of ten costs more than an empty one already.
  filtered("mine, active", (seeded) => ({ assignee: is(person(seeded, 3)), status: is(...activeStatuses) })),
  filtered("tag, severity", ({ severities }) => ({ tag: is("tag-7"), severity: is(severities[1] ?? null) })),
  filtered("tag, assignee, channel", (seeded) => ({
    tag: is("tag-7"),
    assignee: is(person(seeded, 7)),
    channel: is(...seeded.channels.slice(4, 5)),
  })),
];

const prepare = async (server: Server, name: string, count: number): Promise<Side> => {
  const made = await makeDatabase(server, name);
  const database = await openDatabase({ url: made.url, dataDir: "memory" });
  const seeded = await seedIncidents(database, count);
  const [id] = seeded.people;
  if (id === undefined) throw new Error("Nobody was seeded.");
  const ctx: Ctx = {
    workspace: seeded.workspace,
    actor: { kind: "person", id, role: "standard" },
    surface: "slack",
    zone: "UTC",
    now: () => Temporal.Now.instant(),
    transact: (work) => database.transact(work),
    read: (work) => database.read(work),
    enqueue: async () => undefined,
  };
  return {
    ctx,
    seeded,
    count,
    async [Symbol.asyncDispose]() {
      await database.close();
      await made[Symbol.asyncDispose]();
    },
  };
};

const run = (side: Side, { query }: Case) =>
  listIncidents(side.ctx, { filters: {}, by: "start", page: "first", size: 10, ...query(side) });

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.now();
  await work();
  return performance.now() - before;
};

/** The lower quartile: what it takes when nothing else happens to run. */
const usual = (took: readonly number[]): number => took.toSorted((a, b) => a - b)[Math.floor(took.length / 4)] ?? 0;

const measure = async (small: Side, large: Side, one: Case) => {
  const took = { small: [] as number[], large: [] as number[] };
  for (let i = -4; i < runs; i += 1) {
    const [a, b] = [await timed(() => run(small, one)), await timed(() => run(large, one))];
    if (i >= 0) {
      took.small.push(a);
      took.large.push(b);
    }
  }
  const { total, more } = await run(large, one);
  return { small: usual(took.small), large: usual(took.large), total: `${total}${more ? "+" : ""}` };
};

await using server = await startServer();
await using small = await prepare(server, "small", few);
await using large = await prepare(server, "large", many);
const rows: (readonly string[])[] = [];
for (const one of cases) {
  const { small: a, large: b, total } = await measure(small, large, one);
  const ratio = b / a;
  if (one.most !== undefined && ratio > one.most) process.exitCode = 1;
  const held = one.most === undefined ? "" : ratio <= one.most ? `≤ ${one.most}` : `> ${one.most} !`;
  rows.push([one.name, a.toFixed(2), b.toFixed(2), ratio.toFixed(2), held, total]);
}
const head = ["milliseconds, lower quartile", `at ${few}`, `at ${many}`, "ratio", "held", "matches"];
process.stdout.write(`${tableOf(head, rows)}\n`);
