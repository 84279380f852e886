import { createHash } from "node:crypto";

/** The first second of 2015, which Discord counts from. */
const epoch = 1_420_070_400_000n;

/** Snowflakes: milliseconds, then a number; each later than every one before it even while the clock stands still. */
export function makeSnowflakes(now: () => Temporal.Instant, latest = "0"): () => string {
  let last = BigInt(latest);
  return () => {
    const earliest = (BigInt(now().epochMilliseconds) - epoch) << 22n;
    last = earliest > last ? earliest : last + 1n;
    return String(last);
  };
}

export function instantOf(id: string): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Number((BigInt(id) >> 22n) + epoch));
}

/** The id that a seed's person or channel always has, so that a fresh start finds the same ones; from some moment of 2020. */
export function seededId(...names: readonly string[]): string {
  const digest = createHash("sha256").update(names.join("\n")).digest();
  const year = 31_536_000_000n;
  const moment = 1_577_836_800_000n - epoch + (digest.readBigUInt64BE(0) % year);
  return String((moment << 22n) | BigInt(digest.readUInt16BE(8)));
}

/** Negative when the first was made earlier. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

/** An instant as Discord writes it. */
export function stampOf(instant: Temporal.Instant): string {
  return instant.toString({ fractionalSecondDigits: 6 }).replace("Z", "+00:00");
}
