import { asksSecrets } from "../commands/command.ts";
import type { Request } from "../commands/dispatch.ts";
import type { Table } from "../commands/table.ts";
import type { Outside } from "../services/outside.ts";
import type { Inbound } from "./inbound.ts";

const purpose = "form";

/** A form as a receipt keeps it: what was typed into it may be a secret. */
interface SealedForm {
  readonly key: string;
  readonly sealed: string;
}

/** What a receipt keeps of an inbound: a form is sealed, everything else stays as it came. */
export const keptOf = ({ vault }: Outside, inbound: Inbound): Inbound | SealedForm =>
  inbound.kind === "form"
    ? { key: inbound.key, sealed: vault.seal(purpose, inbound.key, JSON.stringify(inbound)) }
    : inbound;

/** An inbound as it came; null where its key is gone. `keptOf` alone writes what a receipt keeps. */
export const fromKept = ({ vault }: Outside, kept: unknown): Inbound | null => {
  const payload = kept as Inbound | SealedForm;
  if (!("sealed" in payload)) return payload;
  const text = vault.unseal(purpose, payload.key, payload.sealed);
  return text === null ? null : (JSON.parse(text) as Inbound);
};

/** Was it typed into a form that asks for secrets? Then nothing of it is said back. */
export const isSecret = (table: Table, inbound: Inbound): boolean => {
  const found = inbound.kind === "form" ? table.find(inbound.path) : undefined;
  return found !== undefined && asksSecrets(found.command);
};

/** A request to go on with, without what only a form may hold. */
export const withoutSecrets = (table: Table, request: Request): Request => {
  if (request.kind === "line") return request;
  const args = table.find(request.path)?.command.args ?? {};
  const kept = Object.entries(request.given).filter(([name]) => args[name]?.mode !== "asked");
  return { ...request, given: Object.fromEntries(kept) };
};
