import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { setTimeout as wait } from "node:timers/promises";
import { type WebSocket, WebSocketServer } from "ws";
import { isJson, jsonOr, textOf } from "../../json.ts";
import { makeSecret } from "../../secret.ts";
import type { Answer, Envelope, Transport } from "./envelope.ts";

export interface Sockets extends Transport {
  /** Lets one socket in, once. */
  readonly ticket: () => string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly count: () => number;
  readonly drop: () => void;
  /** Asks every client to reconnect, as Slack does before it recycles a connection. */
  readonly refresh: () => void;
  readonly halfOpen: (on: boolean) => void;
  /** The next answers from the app are lost on their way. */
  readonly withhold: (times: number) => void;
  /** Says goodbye to every client, and hangs up on those who do not answer. */
  readonly close: () => Promise<void>;
}

export interface SocketOptions {
  readonly appId: string;
  /** Milliseconds in which the app must acknowledge. */
  readonly patience: number;
  readonly onChange: () => void;
}

type Settle = (answer: Answer) => void;

const mostSockets = 10;
const pingEvery = 5_000;
const patienceAtEnd = 200;

/** Socket Mode: each envelope goes to exactly one of the connected sockets. */
export function openSockets({ appId, patience, onChange }: SocketOptions): Sockets {
  const server = new WebSocketServer({ noServer: true, autoPong: false });
  const tickets = new Set<string>();
  const live = new Map<WebSocket, Map<string, Settle>>();
  let silent = false;
  let withheld = 0;
  let turn = 0;

  const pings = setInterval(() => {
    if (!silent) for (const socket of live.keys()) socket.ping();
  }, pingEvery);
  pings.unref();

  const hear = (awaited: Map<string, Settle>, data: string): void => {
    const said = readJson(data);
    const settle = awaited.get(textOf(said.envelope_id) ?? "");
    if (settle === undefined || silent) return;
    const lost = withheld > 0;
    if (lost) withheld -= 1;
    settle(lost ? { ok: false, reason: "timeout" } : { ok: true, payload: jsonOr(said.payload) });
  };

  const welcome = (socket: WebSocket): void => {
    if (live.size >= mostSockets) {
      socket.send(JSON.stringify({ type: "disconnect", reason: "too_many_websockets", debug_info: { host } }));
      socket.close();
      return;
    }
    const awaited = new Map<string, Settle>();
    live.set(socket, awaited);
    socket.on("ping", (data) => {
      if (!silent) socket.pong(data);
    });
    socket.on("message", (data) => hear(awaited, String(data)));
    socket.on("error", () => socket.terminate());
    socket.on("close", () => {
      live.delete(socket);
      for (const settle of awaited.values()) settle({ ok: false, reason: "unreachable" });
      onChange();
    });
    socket.send(JSON.stringify(hello(appId, live.size)));
    onChange();
  };

  return {
    ticket: () => {
      const ticket = makeSecret();
      tickets.add(ticket);
      return ticket;
    },
    upgrade: (request, socket, head) => {
      const ticket = new URL(request.url ?? "/", "http://localhost").searchParams.get("ticket") ?? "";
      if (!tickets.delete(ticket)) {
        socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n");
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },
    send: (envelope) => {
      const open = [...live].filter(([socket]) => socket.readyState === socket.OPEN);
      turn += 1;
      const chosen = open[turn % Math.max(open.length, 1)];
      if (chosen === undefined) return Promise.resolve({ ok: false, reason: "unreachable" });
      const [socket, awaited] = chosen;
      return new Promise((resolve) => {
        const id = randomUUID();
        const settle: Settle = (answer) => {
          clearTimeout(timer);
          awaited.delete(id);
          resolve(answer);
        };
        const timer = setTimeout(() => settle({ ok: false, reason: "timeout" }), patience);
        timer.unref();
        awaited.set(id, settle);
        if (!silent) socket.send(JSON.stringify(wrap(id, envelope)));
      });
    },
    count: () => live.size,
    drop: () => {
      for (const socket of live.keys()) socket.terminate();
    },
    refresh: () => {
      const line = JSON.stringify({ type: "disconnect", reason: "refresh_requested", debug_info: { host } });
      for (const socket of live.keys()) socket.send(line);
    },
    halfOpen: (on) => {
      silent = on;
    },
    withhold: (times) => {
      withheld = times;
    },
    close: async () => {
      clearInterval(pings);
      const goodbyes = [...live.keys()].map((socket) => {
        socket.close(1001);
        return new Promise((resolve) => socket.once("close", resolve));
      });
      await Promise.race([Promise.all(goodbyes), wait(patienceAtEnd, undefined, { ref: false })]);
      for (const socket of live.keys()) socket.terminate();
      server.close();
    },
  };
}

const host = "playground";

function hello(appId: string, connections: number) {
  return {
    type: "hello",
    num_connections: connections,
    debug_info: { host, build_number: 1, approximate_connection_time: 18_060 },
    connection_info: { app_id: appId },
  };
}

function wrap(id: string, { kind, payload, retry }: Envelope) {
  return {
    envelope_id: id,
    type: kind,
    payload,
    accepts_response_payload: kind !== "events_api",
    ...(kind === "events_api" ? { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? "" } : {}),
  };
}

function readJson(data: string) {
  try {
    const value: unknown = JSON.parse(data);
    return isJson(value) ? value : {};
  } catch {
    return {};
  }
}
