import { eq } from "drizzle-orm";
import { pino } from "pino";
import type { CommandCtx } from "../../src/commands/context.ts";
import type { ChannelId, EntryId, IncidentId, MappingId, PersonId } from "../../src/domain/ids.ts";
import { type Commenting, comment, deleteComment, editComment } from "../../src/domain/incident/comment.ts";
import type { Severity } from "../../src/domain/incident/severity.ts";
import { handlers } from "../../src/jobs/handlers.ts";
import { handleWith } from "../../src/jobs/worker.ts";
import type { Messengers } from "../../src/ports.ts";
import type { Storage } from "../../src/services/attachment/storage.ts";
import { freshId } from "../../src/services/ctx.ts";
import type { Ground } from "../../src/services/ground.ts";
import { setIncidentSeverity } from "../../src/services/incident/edit.ts";
import { changeIncident } from "../../src/services/incident/load.ts";
import type { Opened } from "../../src/services/incident/open.ts";
import { readComments } from "../../src/store/comments.ts";
import { insertMapping } from "../../src/store/mappings.ts";
import { channels } from "../../src/store/schema/channel.ts";
import { allSeverities } from "../../src/store/severities.ts";
import type { MemoryChat } from "./chat.ts";
import { type TestWorkspace, testWorkspace } from "./command-ctx.ts";

/** A workspace whose jobs are worked against a platform in memory. */
export interface PostingWorld extends AsyncDisposable {
  readonly workspace: TestWorkspace;
  readonly chat: MemoryChat;
  readonly files: Map<string, Uint8Array>;
  /** What was logged as a warning. */
  readonly warnings: readonly string[];
  as(name: keyof TestWorkspace["people"]): CommandCtx;
  /** Makes a channel; "all" is there. */
  channel(key: string, by?: PersonId): Promise<ChannelId>;
  map(key: string, chat: string, options?: { readonly leastRank?: number; readonly banner?: boolean }): Promise<void>;
  severity(key: string): Promise<Severity>;
  open(
    title: string,
    wanted?: ({ readonly severity?: string } & Parameters<TestWorkspace["open"]>[0]) | object,
  ): Promise<Opened>;
  comments(incident: IncidentId, commenting: Commenting, name?: keyof TestWorkspace["people"]): Promise<EntryId>;
  /** By command, unless in the very message that the comment is. */
  edits(incident: IncidentId, comment: EntryId, body: string, where?: { readonly inChat: boolean }): Promise<void>;
  deletes(incident: IncidentId, comment: EntryId): Promise<void>;
  becomes(incident: IncidentId, severity: string): Promise<void>;
  /** Does everything that is due now. */
  settle(): Promise<void>;
  advance(duration: string): Promise<void>;
  /** Kills the process the n-th time it is about to touch the database while it works, counted from now. */
  dieAt(nth: number): void;
  /** Has it died since? */
  died(): boolean;
}

class Died extends Error {}

export const postingWorld = async (): Promise<PostingWorld> => {
  const workspace = await testWorkspace();
  const { clock, database, jobs } = workspace;
  const chat = workspace.slack;
  const files = new Map<string, Uint8Array>();
  const storage: Storage = {
    put: async (key, bytes) => void files.set(key, bytes),
    get: async (key) => files.get(key) ?? null,
    remove: async (key) => void files.delete(key),
  };
  const warnings: string[] = [];
  const log = pino(
    { level: "warn" },
    { write: (line: string) => void warnings.push((JSON.parse(line) as { readonly msg: string }).msg) },
  );
  const death = { countdown: 0, dead: false, everDied: false };
  const touch = () => {
    if (death.dead) throw new Died();
    if (death.countdown > 0) {
      death.countdown -= 1;
      if (death.countdown === 0) {
        death.dead = true;
        death.everDied = true;
        throw new Died();
      }
    }
  };
  const ground: Ground = {
    now: () => clock.now(),
    enqueue: (tx, owed) => jobs.enqueue(tx, owed),
    read: async (work) => {
      touch();
      return database.read(work);
    },
    transact: async (work) => {
      touch();
      return database.transact(work);
    },
  };
  const messengers: Messengers = {
    for: ({ connection }) => (connection === workspace.connection ? chat : undefined),
  };
  const { outside } = workspace;
  const deps = { ground, messengers, outside, storage, log, takeUp: async () => undefined };
  const handle = handleWith(handlers, deps, log);
  await jobs.work(async (attempt) => {
    death.dead = false;
    return handle(attempt);
  });
  clock.follow(jobs);

  const channelId = async (key: string): Promise<ChannelId> => {
    const [row] = await database.read((tx) => tx.select().from(channels).where(eq(channels.key, key)));
    if (row === undefined) throw new Error(`There is no #${key}.`);
    return row.id;
  };
  const severity = async (key: string): Promise<Severity> => {
    const found = (await database.read((tx) => allSeverities(tx, workspace.workspace))).find((one) => one.key === key);
    if (found === undefined) throw new Error(`There is no severity ${key}.`);
    return found;
  };
  const as = (name: keyof TestWorkspace["people"]) => workspace.as(name, "C-NOWHERE");
  const stored = async (id: EntryId) => {
    const [found] = await database.read((tx) => readComments(tx, workspace.workspace, [id]));
    if (found === undefined) throw new Error("There is no such comment.");
    return found;
  };

  return {
    workspace,
    chat,
    files,
    warnings,
    as,
    severity,
    channel: async (key, by = workspace.people.ada) => {
      const id = freshId<ChannelId>();
      await database.transact(async (tx) => {
        await tx.insert(channels).values({
          id,
          workspaceId: workspace.workspace,
          key,
          name: key,
          builtIn: false,
          createdBy: `person:${by}`,
          createdAt: clock.now(),
        });
      });
      return id;
    },
    map: async (key, place, options = {}) => {
      const channel = await channelId(key);
      await database.transact((tx) =>
        insertMapping(tx, workspace.workspace, {
          id: freshId<MappingId>(),
          channel,
          place: { connection: workspace.connection, chat: place },
          chatName: place.toLowerCase(),
          banner: options.banner ?? true,
          createdBy: `person:${workspace.people.ada}`,
          createdAt: clock.now(),
          ...(options.leastRank === undefined ? {} : { leastRank: options.leastRank }),
        }),
      );
    },
    open: async (title, wanted = {}) => {
      const { severity: key, ...rest } = wanted as { readonly severity?: string };
      return workspace.open({ ...rest, title, ...(key === undefined ? {} : { severity: await severity(key) }) });
    },
    comments: async (id, commenting, name = "ada") => {
      const { decided } = await changeIncident(as(name), "comment.write", { id }, (incident, by) =>
        comment(incident, commenting, by),
      );
      return decided.id;
    },
    edits: async (id, which, body, where = { inChat: false }) => {
      const old = await stored(which);
      await changeIncident(as("ada"), "comment.write", { id }, (incident, by) =>
        editComment(incident, old, { body, ...where }, by),
      );
    },
    deletes: async (id, which) => {
      const old = await stored(which);
      await changeIncident(as("ada"), "comment.write", { id }, (incident, by) =>
        deleteComment(incident, old, { manages: true }, by),
      );
    },
    becomes: async (id, key) => {
      await setIncidentSeverity(as("ada"), { id }, await severity(key));
    },
    settle: () => clock.settle(),
    advance: (duration) => clock.advance(duration),
    dieAt: (nth) => {
      death.countdown = nth;
      death.everDied = false;
    },
    died: () => death.everDied,
    [Symbol.asyncDispose]: () => workspace[Symbol.asyncDispose](),
  };
};
