/** The names of messages: seconds and microseconds, each later than every one before it even while the clock stands still. */
export function makeStamps(now: () => Temporal.Instant, latest = "0"): () => string {
  let last = readStamp(latest);
  return () => {
    last = Math.max(now().epochMilliseconds * 1000, last + 1);
    return writeStamp(last);
  };
}

/** Microseconds since the epoch. */
export function readStamp(ts: string): number {
  const [seconds = "0", micros = ""] = ts.split(".");
  return Number(seconds) * 1_000_000 + Number(micros.padEnd(6, "0").slice(0, 6));
}

function writeStamp(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, "0")}`;
}

export function epochSeconds(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1000);
}
