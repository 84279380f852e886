import { sql } from "drizzle-orm";
import type { CommandCtx } from "../../src/commands/context.ts";
import { dispatch, type Outcome } from "../../src/commands/dispatch.ts";
import type { Table } from "../../src/commands/table.ts";
import type { Role } from "../../src/domain/actor.ts";
import type { ConnectionId, IncidentId, PersonId, WorkspaceId } from "../../src/domain/ids.ts";
import type { JobData } from "../../src/domain/job.ts";
import type { Message } from "../../src/presentation/message.ts";
import { freshId } from "../../src/services/ctx.ts";
import { openIncident, type Wanted } from "../../src/services/incident/open.ts";
import { createWorkspace } from "../../src/services/workspace/create.ts";
import { type Database, rowsOf } from "../../src/store/database.ts";
import { connections, identities, people } from "../../src/store/schema/workspace.ts";
import { setNagSettings } from "../../src/store/workspaces.ts";
import { type MemoryChat, memoryChat } from "./chat.ts";
import { type HeldClock, heldClock } from "./clock.ts";
import { testDatabase } from "./database.ts";
import { type HeldJobs, heldJobs } from "./jobs.ts";
import { type MemoryOutside, memoryOutside } from "./outside.ts";
import { wordsOf } from "./said.ts";

/** Who is there: Ada owns the workspace, Grace is standard, Lin may only read. */
const cast = { ada: "owner", grace: "standard", lin: "read-only", bo: "administrator" } as const satisfies Record<
  string,
  Role
>;
type Name = keyof typeof cast;

interface Told {
  readonly kind: string;
  readonly seq: number;
  readonly actor_id: string | null;
  readonly data: Record<string, unknown>;
}

export interface TestWorkspace extends AsyncDisposable {
  readonly database: Database;
  readonly clock: HeldClock;
  readonly jobs: HeldJobs;
  readonly slack: MemoryChat;
  readonly outside: MemoryOutside;
  readonly workspace: WorkspaceId;
  readonly connection: ConnectionId;
  readonly people: Readonly<Record<Name, PersonId>>;
  /** Somebody typing in a chat channel; "C-OPS" is one the bot can post in. */
  as(name: Name, chat?: string): CommandCtx;
  open(wanted: Partial<Wanted> & Pick<Wanted, "title">, name?: Name): ReturnType<typeof openIncident>;
  /** What somebody reads after a line. */
  types(table: Table, ctx: CommandCtx, line: string): Promise<string>;
  /** The answer itself. */
  answers(table: Table, ctx: CommandCtx, line: string): Promise<Message>;
  /** What is owed, oldest first. */
  owed<K extends JobData["kind"]>(kind: K): Promise<readonly Extract<JobData, { kind: K }>[]>;
  /** The timeline of an incident, oldest first. */
  timeline(incident: IncidentId): Promise<readonly Told[]>;
  /** The audit of a noun: kind and data of each entry. */
  audited(noun: string): Promise<readonly { readonly kind: string; readonly data: Record<string, unknown> }[]>;
}

/** A workspace with four people and one Slack connection, on a database of its own. */
export const testWorkspace = async (): Promise<TestWorkspace> => {
  const database = await testDatabase();
  const clock = heldClock();
  const jobs = await heldJobs(database, clock);
  const slack = memoryChat(() => clock.now());
  slack.names.set("C-OPS", "ops");
  const outside = memoryOutside();
  const connection = freshId<ConnectionId>();
  const ids = Object.fromEntries(Object.keys(cast).map((name) => [name, freshId<PersonId>()])) as Record<
    Name,
    PersonId
  >;
  const workspace = await database.transact(async (tx) => {
    const created = await createWorkspace(tx, { name: "Acme", zone: "Europe/Berlin", now: clock.now() });
    // What people are asked for while an incident lasts is switched on by the tests that are about it.
    await setNagSettings(tx, created, {
      commander: "off",
      severity: "off",
      update: "off",
      forgotten: "off",
      task: "off",
      stale: "off",
    });
    const names = Object.entries(cast) as [Name, Role][];
    await tx.insert(connections).values({
      id: connection,
      workspaceId: created,
      platform: "slack",
      externalId: "T1",
      name: "Acme",
      botAccount: "UBOT",
      createdAt: clock.now(),
    });
    await tx.insert(people).values(
      names.map(([name, role]) => ({
        id: ids[name],
        workspaceId: created,
        name: name.charAt(0).toUpperCase() + name.slice(1),
        email: `${name}@acme.test`,
        role,
        createdAt: clock.now(),
      })),
    );
    await tx.insert(identities).values(
      names.map(([name]) => ({
        workspaceId: created,
        platform: "slack" as const,
        realm: "T1",
        externalId: `U-${name.toUpperCase()}`,
        personId: ids[name],
        name,
        handle: name,
        refreshedAt: clock.now(),
      })),
    );
    return created;
  });

  const as = (name: Name, chat = "C-OPS"): CommandCtx => ({
    workspace,
    actor: { kind: "person", id: ids[name], role: cast[name] },
    surface: "slack",
    zone: "Europe/Berlin",
    platform: "slack",
    connection,
    place: { connection, chat },
    messengers: { for: (place) => (place.connection === connection ? slack : undefined) },
    outside,
    now: () => clock.now(),
    transact: (work) => database.transact(work),
    read: (work) => database.read(work),
    enqueue: (tx, owed) => jobs.enqueue(tx, owed),
  });
  const answers = async (table: Table, ctx: CommandCtx, line: string): Promise<Message> =>
    messageOf(await dispatch(table, ctx, { kind: "line", line }));

  return {
    database,
    clock,
    jobs,
    slack,
    outside,
    workspace,
    connection,
    people: ids,
    as,
    answers,
    types: async (table, ctx, line) => wordsOf(await answers(table, ctx, line)),
    open: (wanted, name = "ada") => openIncident(as(name), { openedBy: "command", ...wanted }),
    owed: async (kind) => {
      const rows = await database.read((tx) =>
        tx.execute(sql`select data from pgboss.job where data->>'kind' = ${kind} order by created_on, id`),
      );
      return rowsOf<{ data: never }>(rows).map(({ data }) => data);
    },
    timeline: async (incident) =>
      rowsOf<Told>(
        await database.read((tx) =>
          tx.execute(sql`select kind, seq, actor_id, data from entries where incident_id = ${incident} order by seq`),
        ),
      ),
    audited: async (noun) => {
      const rows = await database.read((tx) =>
        tx.execute(sql`select kind, data from entries where subject_kind = ${noun} order by at, id`),
      );
      return rowsOf(rows);
    },
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await database[Symbol.asyncDispose]();
    },
  };
};

const messageOf = (outcome: Outcome): Message => {
  if (outcome.kind === "answer") return outcome.message;
  throw new Error(`A form was shown instead: ${outcome.form.title}`);
};
