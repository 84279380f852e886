import type { Storage } from "./storage.ts";

export interface Shelf<T> {
  readonly get: (id: string) => T | undefined;
  readonly put: (value: T) => T;
  readonly remove: (id: string) => void;
  readonly all: () => readonly T[];
  readonly find: (matches: (value: T) => boolean) => T | undefined;
}

/** Things of one kind by id, held in memory and written through to storage. */
export function openShelf<T extends { readonly id: string }>(storage: Storage, kind: string): Shelf<T> {
  const held = new Map((storage.load(kind) as readonly T[]).map((value) => [value.id, value]));
  return {
    get: (id) => held.get(id),
    put: (value) => {
      held.set(value.id, value);
      storage.put(kind, value.id, value);
      return value;
    },
    remove: (id) => {
      held.delete(id);
      storage.remove(kind, id);
    },
    all: () => [...held.values()],
    find: (matches) => {
      for (const value of held.values()) if (matches(value)) return value;
      return undefined;
    },
  };
}
