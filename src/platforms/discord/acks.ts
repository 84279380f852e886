import type { Json } from "./client.ts";

/** Discord's types of a first response. */
export const responses = {
  pong: 1,
  message: 4,
  promise: 5,
  promiseUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

export const ephemeralFlag = 64;

/** How the promise was made, which decides how it can be kept. */
export type Promised = "private" | "public" | "update";

/** An interaction that waits for its first response. */
export interface Ack {
  /** Gives the first response; false where one was given already. */
  give(response: Json): Promise<boolean>;
  /** What was promised, once the promise has reached Discord. */
  promised(): Promise<Promised | null>;
  /** Promises an answer at once, unless there was a response. */
  promise(): Promise<void>;
  /** Resolves when the first response was given. */
  given(): Promise<void>;
  end(): void;
}

export interface Promising {
  readonly kind: Promised;
  /** Milliseconds until an answer is promised. */
  readonly within: number;
  readonly respond: (response: Json) => Promise<void>;
  /** A promise that did not reach Discord. */
  readonly onFailure: (error: unknown) => void;
}

/** Discord waits three seconds for a first response. What takes longer is promised, and answered within 15 minutes. */
export const awaitAnswer = ({ kind, within, respond, onFailure }: Promising): Ack => {
  let first: Promise<void> | null = null;
  let promised: Promised | null = null;
  const { promise: settled, resolve: settle } = Promise.withResolvers<void>();
  const promise = async (): Promise<void> => {
    clearTimeout(timer);
    if (first !== null) return;
    promised = kind;
    first = respond(promiseOf(kind));
    await first.catch(onFailure);
    settle();
  };
  const timer = setTimeout(() => void promise(), Math.max(0, within));
  return {
    async give(response) {
      clearTimeout(timer);
      if (first !== null) {
        await first.catch(() => {});
        return false;
      }
      first = respond(response);
      await first.finally(settle);
      return true;
    },
    async promised() {
      await first?.catch(() => {});
      return promised;
    },
    promise,
    given: () => settled,
    end: () => clearTimeout(timer),
  };
};

const promiseOf = (kind: Promised): Json =>
  kind === "update"
    ? { type: responses.promiseUpdate }
    : { type: responses.promise, ...(kind === "private" ? { data: { flags: ephemeralFlag } } : {}) };
