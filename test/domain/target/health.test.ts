import { describe, expect, it } from "vitest";
import { afterAttempt, judge, judgedNext } from "../../../src/domain/target/health.ts";
import type { Health } from "../../../src/domain/target/target.ts";

const start = Temporal.Instant.from("2026-01-05T09:00:00Z");
const hours = (n: number) => start.add({ minutes: Math.round(n * 60) });
const failsAt = (...at: readonly number[]): Health =>
  at.reduce<Health>((health, n) => afterAttempt(health, { ok: false, why: `refused at ${n}` }, hours(n)), {});

describe("a target that fails", () => {
  it("is judged after a day, and its owner is told once", () => {
    const health = failsAt(0);
    expect(judgedNext(health)).toEqual(hours(24));
    expect(judge(health, hours(23.9))).toBeNull();
    expect(judge(health, hours(24))).toBe("warn");
    expect(judge({ ...health, warnedAt: hours(24) }, hours(25))).toBeNull();
  });

  it("is switched off after two days in a row", () => {
    const health = { ...failsAt(0, 12, 30), warnedAt: hours(24) };
    expect(judgedNext(health)).toEqual(hours(48));
    expect(judge(health, hours(47.9))).toBeNull();
    expect(judge(health, hours(48))).toBe("off");
    expect(health).toMatchObject({ failingSince: start, failedAt: hours(30), failure: "refused at 30" });
  });

  it("is not switched off for one failure that nothing followed, but for the next one", () => {
    const health = { ...failsAt(0, 3), warnedAt: hours(24) };
    expect(judge(health, hours(72))).toBeNull();
    const later = { ...afterAttempt(health, { ok: false, why: "refused" }, hours(73)), warnedAt: hours(24) };
    expect(judge(later, hours(73))).toBe("off");
  });

  it("begins anew after it has worked once", () => {
    const health = { ...failsAt(0, 30), warnedAt: hours(24) };
    const mended = afterAttempt(health, { ok: true }, hours(40));
    expect(mended).toEqual({});
    expect(judgedNext(mended)).toBeNull();
    expect(judge(afterAttempt(mended, { ok: false, why: "x" }, hours(41)), hours(60))).toBeNull();
  });

  it("that is off is judged no more, and stays off though a test of it works", () => {
    const off = { at: hours(48), why: "failing" } as const;
    const health: Health = { ...failsAt(0, 30), off };
    expect(judge(health, hours(100))).toBeNull();
    expect(judgedNext(health)).toBeNull();
    expect(afterAttempt(health, { ok: true }, hours(100))).toEqual({ off });
  });
});
