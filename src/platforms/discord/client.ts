import { REST } from "discord.js";

/** A value as Discord has it on the wire. */
export type Json = Readonly<Record<string, unknown>>;

/** What is waited for instead of given back to the queue: answers to people, who cannot wait for a queue. */
const urgent = ["/interactions", "/webhooks"];

/** The client lets out fifty requests a second: what is one too many waits for the next second. Milliseconds. */
const breath = 1_100;

/**
 * How Discord is called: once. On a 429 the client would wait by itself, and a call whose answer is lost would be sent
 * again; pacing and repeating are the queue's.
 */
export const makeRest = (token: string, apiUrl: string | undefined): REST =>
  new REST({
    version: "10",
    retries: 0,
    timeout: 15_000,
    rejectOnRateLimit: ({ route, global, timeToReset }) =>
      !urgent.some((one) => route.startsWith(one)) && !(global && timeToReset <= breath),
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, "") }),
  }).setToken(token);
