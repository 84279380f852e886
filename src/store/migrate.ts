import { fileURLToPath } from "node:url";
import { ConfigError } from "../domain/refusal.ts";
import { codeOf, queryOf } from "./failure.ts";

/** Where the migrations lie: /drizzle at the top of the repository. */
export const migrationsFolder = fileURLToPath(new URL("../../drizzle", import.meta.url));

// Insufficient privilege, not supported, no such file, and a provider's own internal error.
const refused = new Set(["42501", "0A000", "58P01", "XX000"]);

/** What to do when a managed PostgreSQL keeps an extension to its superusers. */
export const refusedExtension = (error: unknown): ConfigError | undefined => {
  const extension = /create extension (?:if not exists )?"?(\w+)/i.exec(queryOf(error) ?? "")?.[1];
  if (extension === undefined || !refused.has(codeOf(error) ?? "")) return undefined;
  return new ConfigError([
    `PostgreSQL refused Tocsin the extension ${extension}. A superuser must run this once in its database, then start Tocsin again: CREATE EXTENSION IF NOT EXISTS ${extension};`,
  ]);
};
