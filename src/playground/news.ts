export interface NumberedNews<T> {
  readonly id: number;
  readonly news: T;
}

export interface News<T> {
  readonly tell: (to: readonly string[] | "everyone", news: T) => void;
  readonly listen: (person: string, listener: (news: T, id: number) => void) => () => void;
  /** What a person missed after a number; null when it is no longer known. */
  readonly since: (person: string, id: number) => readonly NumberedNews<T>[] | null;
}

const remembered = 500;

/** Tells each person's open pages and tests what to read again. */
export function makeNews<T>(): News<T> {
  const listeners = new Set<{ readonly person: string; readonly hear: (news: T, id: number) => void }>();
  const past: (NumberedNews<T> & { readonly to: readonly string[] | "everyone" })[] = [];
  let last = 0;
  return {
    tell: (to, news) => {
      last += 1;
      past.push({ id: last, news, to });
      if (past.length > remembered) past.shift();
      const id = last;
      for (const listener of [...listeners]) {
        if (to === "everyone" || to.includes(listener.person)) listener.hear(news, id);
      }
    },
    listen: (person, hear) => {
      const listener = { person, hear };
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    since: (person, id) => {
      if (id > last || id + 1 < (past[0]?.id ?? last + 1)) return null;
      return past.filter((item) => item.id > id && (item.to === "everyone" || item.to.includes(person)));
    },
  };
}
