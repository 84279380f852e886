import type { WebSocket } from "ws";
import type { Json } from "../../json.ts";
import { makeSecret } from "../../secret.ts";

export interface Line {
  readonly op: number;
  readonly d: unknown;
  readonly s?: number;
  readonly t?: string;
}

/** One identified connection of the app; it outlives its socket, so that RESUME can go on where it broke off. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly dispatch: (event: string, data: Json) => void;
  /** Every line after a number, or null when some of them are no longer known. */
  readonly after: (seq: number) => readonly Line[] | null;
  /** Says the last lines again, as they were. */
  readonly repeat: (last: number) => void;
  readonly seq: () => number;
  socket: WebSocket | null;
  /** When its socket closed. */
  leftAt: Temporal.Instant | null;
}

export interface SessionOptions {
  readonly intents: number;
  readonly shard: readonly [number, number];
  readonly send: (socket: WebSocket, line: Line) => void;
}

/** As many events as wait for an app that is away. */
const remembered = 2_000;

export function makeSession({ intents, shard, send }: SessionOptions, socket: WebSocket): Session {
  const past: (Line & { readonly s: number })[] = [];
  let seq = 0;
  const session: Session = {
    id: makeSecret(),
    intents,
    shard,
    dispatch: (event, data) => {
      seq += 1;
      const line = { op: 0, d: data, s: seq, t: event };
      past.push(line);
      if (past.length > remembered) past.shift();
      if (session.socket !== null) send(session.socket, line);
    },
    after: (number) => {
      const oldest = past[0]?.s ?? seq + 1;
      return number + 1 < oldest ? null : past.filter((line) => line.s > number);
    },
    repeat: (last) => {
      for (const line of past.slice(-last)) if (session.socket !== null) send(session.socket, line);
    },
    seq: () => seq,
    socket,
    leftAt: null,
  };
  return session;
}
