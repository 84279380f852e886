import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Follower } from "../support/clock.ts";
import type { Answered, Order, Post } from "./orders.ts";

/** Where Node keeps what it has compiled. */
const compiled = join(tmpdir(), "node-compile-cache");

/** The process is no more. */
export class Killed extends Error {}

/** A bot in a process of its own, told what to do and what time it is. */
export interface SteeredBot extends Follower {
  begin(post: Omit<Post, "now">): Promise<void>;
  idle(): Promise<void>;
  beat(): Promise<void>;
  /** Takes up what a dead one had under way. */
  takeOver(): Promise<void>;
  /** Lets go of its post; the process can begin at another. */
  end(): Promise<void>;
  /** With SIGKILL. Resolves when it is dead. */
  kill(): Promise<void>;
  readonly isDead: boolean;
}

interface Waiting {
  resolve(value: string | null): void;
  reject(error: Error): void;
}

/** Starts a process; it has loaded everything when this resolves. */
export const steeredBot = async (now: () => Temporal.Instant): Promise<SteeredBot> => {
  const child: ChildProcess = fork(join(import.meta.dirname, "process.ts"), {
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      TZ: "UTC",
      NODE_COMPILE_CACHE: compiled,
      LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent",
    },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const waiting = new Map<number, Waiting>();
  const state = { last: 0, dead: false };
  const gone = once(child, "exit").then(() => {
    state.dead = true;
    for (const { reject } of waiting.values()) reject(new Killed("The process was killed."));
    waiting.clear();
  });
  const answer = (id: number): Promise<string | null> =>
    new Promise((resolve, reject) => {
      if (state.dead) reject(new Killed("The process was killed."));
      else waiting.set(id, { resolve, reject });
    });
  child.on("message", ({ id, value = null, error }: Answered) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(value);
    else one?.reject(new Error(error));
  });
  const tell = (order: Order): Promise<string | null> => {
    state.last += 1;
    const answered = answer(state.last);
    if (!state.dead) child.send({ id: state.last, order }, () => undefined);
    return answered;
  };
  const told = async (order: Order): Promise<void> => void (await tell(order));
  const at = () => now().toString();
  await answer(0);
  return {
    begin: (post) => told({ kind: "begin", post: { ...post, now: at() } }),
    settle: () => told({ kind: "settle", now: at() }),
    due: async () => {
      const due = await tell({ kind: "due" });
      return due === null ? null : Temporal.Instant.from(due);
    },
    idle: () => told({ kind: "idle" }),
    beat: () => told({ kind: "beat", now: at() }),
    takeOver: () => told({ kind: "take-over", now: at() }),
    end: () => told({ kind: "end" }),
    kill: async () => {
      child.kill("SIGKILL");
      await gone;
    },
    get isDead() {
      return state.dead;
    },
  };
};
