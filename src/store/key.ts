import { hkdfSync, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigError } from "../domain/refusal.ts";

export interface Keys {
  /** 32 bytes for one purpose and no other. */
  current(purpose: string): Buffer;
  /** The current one first, then those it replaced: what an older one sealed can still be opened. */
  all(purpose: string): readonly Buffer[];
}

/** The configured keys, the newest first, or the data directory's own. */
export const openKeys = async (configured: readonly string[] | undefined, dataDir: string): Promise<Keys> => {
  const [first, ...old] = configured ?? [];
  return first === undefined ? keysFrom([await keptKey(dataDir)]) : keysFrom([first, ...old]);
};

const keysFrom = (encoded: readonly [string, ...string[]]): Keys => {
  const derive = (key: string, purpose: string) =>
    Buffer.from(hkdfSync("sha256", Buffer.from(key, "base64"), "", `tocsin ${purpose}`, 32));
  return {
    current: (purpose) => derive(encoded[0], purpose),
    all: (purpose) => encoded.map((key) => derive(key, purpose)),
  };
};

/** Made the first time. Only its owner can read it. */
const keptKey = async (dataDir: string): Promise<string> => {
  const file = join(dataDir, "key");
  try {
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST")
      throw new ConfigError([
        `TOCSIN_KEY is missing and ${file} cannot be written. Set it to: openssl rand -base64 32`,
      ]);
  }
  const key = (await readFile(file, "utf8")).trim();
  if (Buffer.from(key, "base64").length !== 32)
    throw new ConfigError([`${file} does not hold 32 bytes in base64. Restore it from a backup, or set TOCSIN_KEY.`]);
  return key;
};
