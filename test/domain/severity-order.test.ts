import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SeverityId } from "../../src/domain/ids.ts";
import { type Severity, shippedSeverities } from "../../src/domain/incident/severity.ts";
import { rankAt, refuseNoneLeft, refuseShipped, refuseTooMany } from "../../src/domain/incident/severity-order.ts";

const shipped: readonly Severity[] = shippedSeverities.map((one) => ({ ...one, id: one.key as SeverityId }));
const named = (all: readonly Severity[], key: string): Severity => {
  const found = all.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no ${key}`);
  return found;
};
const own = (key: string, rank: number): Severity => ({
  ...named(shipped, "sev4"),
  id: key as SeverityId,
  key,
  rank,
  aliases: [],
  shipped: false,
});

describe("the order of severities", () => {
  it("puts a new one between its neighbours", () => {
    const { rank } = rankAt(shipped, { above: named(shipped, "sev3") });
    expect(rank).toBeGreaterThan(named(shipped, "sev2").rank);
    expect(rank).toBeLessThan(named(shipped, "sev3").rank);
  });

  it("puts one that names no place just above the last", () => {
    const { rank } = rankAt(shipped, {});
    expect(rank).toBeGreaterThan(named(shipped, "sev4").rank);
    expect(rank).toBeLessThan(named(shipped, "unknown").rank);
  });

  it("puts one below the last at the end", () => {
    expect(rankAt(shipped, { below: named(shipped, "unknown") }).rank).toBeGreaterThan(90);
  });

  it("refuses two places at once", () => {
    const position = { above: named(shipped, "sev1"), below: named(shipped, "sev2") };
    expect(() => rankAt(shipped, position)).toThrow("either above or below");
  });

  it("keeps every order that was asked for, however often one squeezes in", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 10 }), (places) => {
        let all = [...shipped];
        let wanted = all.map(({ key }) => key);
        for (const [i, [place, above]] of places.entries()) {
          const next = all.toSorted((a, b) => a.rank - b.rank)[place % all.length];
          if (next === undefined) continue;
          const { rank, shift } = rankAt(all, above ? { above: next } : { below: next });
          const key = `own${i}`;
          all = [
            ...all.map((one) => (shift !== undefined && one.rank >= shift ? { ...one, rank: one.rank + 10 } : one)),
            own(key, rank),
          ];
          wanted = wanted.toSpliced(wanted.indexOf(next.key) + (above ? 0 : 1), 0, key);
        }
        expect(all.toSorted((a, b) => a.rank - b.rank).map(({ key }) => key)).toEqual(wanted);
        expect(new Set(all.map(({ rank }) => rank)).size).toBe(all.length);
      }),
    );
  });

  it("refuses the eleventh of one's own", () => {
    const ten = Array.from({ length: 10 }, (_, i) => own(`own${i}`, 50 + i));
    expect(() => refuseTooMany([...shipped, ...ten])).toThrow("10 severities of its own");
    expect(() => refuseTooMany([...shipped, ...ten.slice(1)])).not.toThrow();
  });

  it("keeps shipped ones, and one to choose", () => {
    const blip = own("blip", 50);
    expect(() => refuseShipped(named(shipped, "sev1"))).toThrow("SEV1 Critical is shipped");
    expect(() => refuseNoneLeft([...shipped, blip], blip, false)).toThrow("only severity left");
    expect(() => refuseNoneLeft([...shipped, blip], blip, true)).not.toThrow();
  });
});
