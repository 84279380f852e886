import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

export interface Storage {
  readonly load: (kind: string) => readonly unknown[];
  readonly put: (kind: string, id: string, value: unknown) => void;
  readonly remove: (kind: string, id: string) => void;
  readonly putBytes: (id: string, bytes: Uint8Array) => void;
  readonly bytes: (id: string) => Uint8Array<ArrayBuffer> | undefined;
  readonly close: () => void;
}

const schema = `
  create table if not exists documents (
    place integer primary key autoincrement,
    kind text not null,
    id text not null,
    body text not null,
    unique (kind, id)
  );
  create table if not exists contents (id text primary key, bytes blob not null);
`;

/** Everything said is written here at once; without a directory it is forgotten at the end. */
export function openStorage(name: "slack" | "discord", dataDir?: string): Storage {
  const database = new DatabaseSync(dataDir === undefined ? ":memory:" : pathIn(dataDir, name));
  database.exec("pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;");
  database.exec(schema);
  const load = database.prepare("select body from documents where kind = ? order by place");
  const put = database.prepare(
    "insert into documents (kind, id, body) values (?, ?, ?) on conflict (kind, id) do update set body = excluded.body",
  );
  const remove = database.prepare("delete from documents where kind = ? and id = ?");
  const putBytes = database.prepare("insert or replace into contents (id, bytes) values (?, ?)");
  const bytes = database.prepare("select bytes from contents where id = ?");
  return {
    load: (kind) => load.all(kind).map((row): unknown => JSON.parse(String(row.body))),
    // What still arrives after the end is forgotten, not an error.
    put: (kind, id, value) => void (database.isOpen && put.run(kind, id, JSON.stringify(value))),
    remove: (kind, id) => void (database.isOpen && remove.run(kind, id)),
    putBytes: (id, content) => void (database.isOpen && putBytes.run(id, content)),
    bytes: (id) => {
      const content = bytes.get(id)?.bytes;
      return content instanceof Uint8Array ? new Uint8Array(content) : undefined;
    },
    close: () => database.close(),
  };
}

function pathIn(dataDir: string, name: string): string {
  const folder = join(dataDir, "playground");
  mkdirSync(folder, { recursive: true });
  return join(folder, `${name}.sqlite`);
}
