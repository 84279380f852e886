import { DeliveryError } from "../../src/domain/refusal.ts";
import type { Destination } from "../../src/domain/target/kinds.ts";
import type { Outbox, Reader } from "../../src/ports.ts";
import type { Letter } from "../../src/presentation/letter.ts";
import type { Outside } from "../../src/services/outside.ts";
import { openKeys } from "../../src/store/key.ts";
import { openVault, type Vault } from "../../src/store/seal.ts";

/** What left for an address outside chat. */
export interface Posted {
  readonly to: Destination;
  readonly letter: Letter;
  readonly key: string;
}

/** The world outside chat, in memory, with troubles on demand. */
export interface MemoryOutside extends Outside {
  readonly posted: readonly Posted[];
  /** What can be read on the open internet, by address; with an etag it is read once until that is different. */
  readonly pages: Map<string, { readonly text: string; readonly etag?: string }>;
  /** The next ones fail so; forever unless said otherwise. */
  trouble(error: DeliveryError | null, times?: number): void;
  /** What happens while the next one is on its way. */
  meanwhile(happens: () => Promise<void>): void;
}

export const testVault: Vault = openVault(await openKeys([Buffer.alloc(32, 5).toString("base64")], "/nowhere"));

export const memoryOutside = (vault: Vault = testVault): MemoryOutside => {
  const posted: Posted[] = [];
  const state: { error: DeliveryError | null; left: number } = { error: null, left: 0 };
  const happenings: (() => Promise<void>)[] = [];
  const outbox: Outbox = {
    problem: () => null,
    async direct(to, letter, key) {
      if (state.error !== null && state.left > 0) {
        state.left -= 1;
        throw state.error;
      }
      await happenings.shift()?.();
      posted.push({ to, letter, key });
      return "200 ok";
    },
  };
  const pages: MemoryOutside["pages"] = new Map();
  const reader: Reader = {
    async read(url, { etag }) {
      const page = pages.get(url);
      if (page === undefined)
        throw new DeliveryError("webhook", "The calendar is not there (404).", { permanent: true });
      return page.etag !== undefined && page.etag === etag ? { kind: "same" } : { kind: "read", ...page };
    },
  };
  return {
    vault,
    outbox,
    reader,
    pages,
    posted,
    trouble: (error, times = Number.POSITIVE_INFINITY) => {
      state.error = error;
      state.left = times;
    },
    meanwhile: (happens) => void happenings.push(happens),
  };
};
