import { describe, expect, inject, it } from "vitest";
import type { Point } from "./road.ts";
import { buildStage } from "./stage.ts";
import { openLane, type Trying } from "./trial.ts";

/** All of them in `npm run faults`, else every fifth. */
const isWhole = process.env["FAULTS"] === "all";
/** Trials side by side. */
const lanes = 2;

const tell = (line: string): void => void (isWhole && process.stdout.write(`${line}\n`));

const platformCall = /^(?:GET|POST|PUT|PATCH|DELETE) /;

/**
 * Before and after each of so many, or before one and after another of a share of them; briefly away and long enough to
 * be late, in turn.
 */
const tryings = (count: number): readonly (Trying & { readonly point: Point })[] =>
  Array.from({ length: count }, (_, i) => i + 1)
    .filter((_, i) => isWhole || i % 5 === 0)
    .flatMap((nth, i) => (isWhole ? fates : fates.slice(i % 2, (i % 2) + 1)).map((fate) => ({ nth, fate })))
    .map((point, i) => ({ point, away: i % 4 < 2 ? "20s" : "10m" }));

const fates = ["unsent", "unanswered"] as const;

describe.skipIf(inject("template").kind === "pglite")("killed with -9 on the road from a decision to its pages", () => {
  it("before and after every statement and every request: no page is lost, none comes twice, late ones say so", {
    timeout: isWhole ? 14_400_000 : 1_800_000,
    retry: 0,
  }, async () => {
    const template = inject("template");
    if (template.kind !== "postgres") throw new Error("This needs processes on one database.");
    await using stage = await buildStage(template);
    await using opened = new AsyncDisposableStack();
    const all = Array.from({ length: lanes }, () => opened.use(openLane(stage)));
    const [first] = all;
    const whole = await first?.try({});
    expect(whole?.wrongs).toEqual([]);
    const passed = whole?.passed ?? [];
    const calls = passed.filter((what) => platformCall.test(what)).length;
    const left = [...tryings(passed.length)];
    const total = left.length;
    tell(`${passed.length - calls} statements and ${calls} requests on the road: ${total} deaths.`);
    const wrongs: string[] = [];
    const counted = { done: 0, died: 0 };
    const began = performance.now();
    const work = async (lane: (typeof all)[number]): Promise<void> => {
      for (let trying = left.shift(); trying !== undefined; trying = left.shift()) {
        const { point, away } = trying;
        const trial = await lane.try(trying);
        const at = `${point.fate} ${point.nth} (${trial.struck?.slice(0, 80)}), ${away} away`;
        wrongs.push(...trial.wrongs.map((wrong) => `${at}: ${wrong}`));
        for (const wrong of trial.wrongs) tell(`  ${at}: ${wrong}`);
        counted.done += 1;
        if (trial.struck !== undefined) counted.died += 1;
        if (counted.done % 20 === 0) tell(`${counted.done} of ${total}, ${wrongs.length} wrong`);
      }
    };
    await Promise.all(all.map(work));
    const seconds = Math.round((performance.now() - began) / 1000);
    tell(`${counted.died} deaths in ${seconds} s: ${wrongs.length} wrong.`);
    expect(wrongs).toEqual([]);
    expect(counted.died).toBeGreaterThan(total * 0.9);
  });
});
