import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { isJson, type Json, jsonOr } from "../../json.ts";
import type { Core } from "../core.ts";
import { welcomeApp } from "./identify.ts";
import { areDisallowed, areUnknown } from "./intents.ts";
import { chunkMembers } from "./members.ts";
import { type Line, makeSession, type Session } from "./session.ts";

export interface Gateway {
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly sessions: () => readonly Session[];
  /** How many sessions have a socket. */
  readonly count: () => number;
  readonly drop: () => void;
  /** Op 7: asks every client to reconnect and resume. */
  readonly reconnect: () => void;
  /** The sockets there are now fall silent, or come back: no acknowledgements, no events. */
  readonly halfOpen: (on: boolean) => void;
  /** Op 9: ends every session; resumable says whether the client may try to resume. */
  readonly invalidate: (resumable: boolean) => void;
  /** While off, no session can be resumed. */
  readonly allowResume: (on: boolean) => void;
  readonly repeat: (last: number) => void;
  readonly close: () => Promise<void>;
}

export interface GatewayOptions {
  readonly core: () => Core;
  /** Milliseconds between heartbeats that the client is asked for. */
  readonly heartbeat: number;
  readonly onChange: () => void;
}

const longestLine = 4_096;
const patienceAtEnd = 200;
/** How long a session waits to be resumed. */
const patience = { minutes: 3 };

interface Caller {
  session: Session | null;
}

/** Gateway v10, JSON, without compression. */
export function openGateway({ core, heartbeat, onChange }: GatewayOptions): Gateway {
  const server = new WebSocketServer({ noServer: true });
  const callers = new Map<WebSocket, Caller>();
  const sessions = new Map<string, Session>();
  const silent = new WeakSet<WebSocket>();
  let resumes = true;

  const send = (socket: WebSocket, line: Line): void => {
    const { op, d, s = null, t = null } = line;
    if (socket.readyState === socket.OPEN && !silent.has(socket)) socket.send(JSON.stringify({ t, s, op, d }));
  };

  const hear = (socket: WebSocket, caller: Caller, text: string) => {
    const said = text.length > longestLine ? undefined : readLine(text);
    if (said === undefined) return socket.close(4002, "Error while decoding payload.");
    if (said.op === 1) return send(socket, { op: 11, d: null });
    if (said.op === 2) return identify(socket, caller, jsonOr(said.d));
    if (said.op === 6) return resume(socket, caller, jsonOr(said.d));
    if (caller.session === null) return socket.close(4003, "Not authenticated.");
    if (said.op === 8) return chunkMembers(core(), caller.session, jsonOr(said.d));
    if (said.op !== 3 && said.op !== 4 && said.op !== 31) socket.close(4001, "Unknown opcode.");
  };

  const isOurs = (token: unknown): boolean => {
    const plain = String(token).replace(/^Bot /, "");
    return core().installation() !== null && plain === core().identity.token;
  };

  const identify = (socket: WebSocket, caller: Caller, asked: Json) => {
    if (caller.session !== null) return socket.close(4005, "Already authenticated.");
    if (!isOurs(asked.token)) return socket.close(4004, "Authentication failed.");
    const bits = Number(asked.intents);
    if (areUnknown(bits)) return socket.close(4013, "Invalid intent(s).");
    if (areDisallowed(core(), bits)) return socket.close(4014, "Disallowed intent(s).");
    const shard = readShard(asked.shard);
    if (shard === null) return socket.close(4010, "Invalid shard.");
    const session = makeSession({ intents: bits, shard, send }, socket);
    sessions.set(session.id, session);
    caller.session = session;
    welcomeApp(core(), session);
    onChange();
  };

  const resume = (socket: WebSocket, caller: Caller, asked: Json) => {
    if (!isOurs(asked.token)) return socket.close(4004, "Authentication failed.");
    const session = sessions.get(String(asked.session_id));
    const seq = Number(asked.seq);
    const missed = session === undefined || !resumes || isOver(session, core().now()) ? null : session.after(seq);
    if (session === undefined || missed === null) return send(socket, { op: 9, d: false });
    if (seq > session.seq()) return socket.close(4007, "Invalid seq.");
    session.socket?.terminate();
    session.socket = socket;
    session.leftAt = null;
    caller.session = session;
    for (const line of missed) send(socket, line);
    session.dispatch("RESUMED", { _trace: [] });
    onChange();
  };

  const welcome = (socket: WebSocket): void => {
    const caller: Caller = { session: null };
    callers.set(socket, caller);
    socket.on("message", (data) => hear(socket, caller, String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", (code) => {
      callers.delete(socket);
      const { session } = caller;
      if (session?.socket !== socket) return;
      session.socket = null;
      session.leftAt = core().now();
      // Who says goodbye properly does not come back.
      if (code === 1000 || code === 1001) sessions.delete(session.id);
      onChange();
    });
    send(socket, { op: 10, d: { heartbeat_interval: heartbeat, _trace: [] } });
  };

  return {
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, welcome),
    sessions: () => [...sessions.values()],
    count: () => [...sessions.values()].filter((session) => session.socket !== null).length,
    drop: () => {
      for (const socket of callers.keys()) socket.terminate();
    },
    reconnect: () => {
      for (const socket of callers.keys()) send(socket, { op: 7, d: null });
    },
    halfOpen: (on) => {
      for (const socket of callers.keys()) {
        if (on) silent.add(socket);
        else silent.delete(socket);
      }
    },
    invalidate: (resumable) => {
      for (const session of [...sessions.values()]) {
        if (!resumable) sessions.delete(session.id);
        if (session.socket !== null) send(session.socket, { op: 9, d: resumable });
      }
    },
    allowResume: (on) => {
      resumes = on;
    },
    repeat: (last) => {
      for (const session of sessions.values()) session.repeat(last);
    },
    close: async () => {
      const goodbyes = [...callers.keys()].map((socket) => {
        socket.close(1001);
        return new Promise((resolve) => socket.once("close", resolve));
      });
      await Promise.race([Promise.all(goodbyes), wait(patienceAtEnd, undefined, { ref: false })]);
      for (const socket of callers.keys()) socket.terminate();
      server.close();
    },
  };
}

function isOver({ leftAt }: Session, now: Temporal.Instant): boolean {
  return leftAt !== null && Temporal.Instant.compare(now, leftAt.add(patience)) > 0;
}

function readLine(text: string): { readonly op: number; readonly d: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) && typeof value.op === "number" ? { op: value.op, d: value.d } : undefined;
  } catch {
    return undefined;
  }
}

function readShard(shard: unknown): readonly [number, number] | null {
  if (shard === undefined) return [0, 1];
  if (!Array.isArray(shard) || shard.length !== 2) return null;
  const [id, count] = shard.map(Number);
  return id !== undefined && count !== undefined && id >= 0 && id < count ? [id, count] : null;
}
