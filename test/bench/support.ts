import { execFileSync, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addressOf, onServer } from "../support/template.ts";

export interface Server extends AsyncDisposable {
  readonly url: string;
}

/** The PostgreSQL in TEST_DATABASE_URL, or a throwaway cluster of this machine's own. */
export const startServer = async (): Promise<Server> => {
  const { TEST_DATABASE_URL: given } = process.env;
  if (given !== undefined) return { url: given, [Symbol.asyncDispose]: async () => {} };
  const bin = binaries();
  const account = runAs();
  const directory = mkdtempSync(join(tmpdir(), "tocsin-postgres-"));
  if (account.uid !== undefined) chownSync(directory, account.uid, account.gid ?? account.uid);
  const port = await freePort();
  const data = join(directory, "data");
  const run = (name: string, args: readonly string[]) =>
    execFileSync(join(bin, name), args, { ...account, cwd: directory, stdio: ["ignore", "ignore", "pipe"] });
  run("initdb", ["-D", data, "-U", "tocsin", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c shared_buffers=512MB -c max_wal_size=4GB -c max_connections=100`;
  run("pg_ctl", ["-D", data, "-w", "-l", join(directory, "log"), "-o", options, "start"]);
  return {
    url: `postgres://tocsin@127.0.0.1:${port}/postgres`,
    async [Symbol.asyncDispose]() {
      run("pg_ctl", ["-D", data, "-w", "-m", "immediate", "stop"]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** An empty database on the server, removed afterwards. */
export const makeDatabase = async (
  server: Server,
  name: string,
): Promise<{ readonly url: string } & AsyncDisposable> => {
  const unique = `tocsin_bench_${name}_${process.pid}`;
  await onServer(server.url, (admin) => admin.unsafe(`create database ${unique}`));
  return {
    url: addressOf(server.url, unique),
    async [Symbol.asyncDispose]() {
      await onServer(server.url, (admin) => admin.unsafe(`drop database if exists ${unique} with (force)`));
    },
  };
};

const binaries = (): string => {
  const versions = existsSync("/usr/lib/postgresql") ? readdirSync("/usr/lib/postgresql") : [];
  const known = versions.toSorted((a, b) => Number(b) - Number(a)).map((one) => `/usr/lib/postgresql/${one}/bin`);
  const path = (process.env.PATH ?? "").split(":");
  const found = [...known, ...path].find((one) => existsSync(join(one, "initdb")) && existsSync(join(one, "pg_ctl")));
  if (found === undefined) {
    throw new Error("No PostgreSQL here. Install it, or name a server in TEST_DATABASE_URL.");
  }
  return found;
};

/** PostgreSQL refuses to run as root. */
const runAs = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(spawnSync("id", [flag, "postgres"]).stdout.toString().trim() || "65534");
  return { uid: idOf("-u"), gid: idOf("-g") };
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });

/** Rows of words in columns, numbers to the right. */
export const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): string => {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? "").length)));
  const line = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  return [line(head), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n");
};

/** The value that this share of all values does not exceed. */
export const atShare = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};
