import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asId, type TextId } from "../../src/domain/ids.ts";
import {
  cleanTitle,
  describe as describeIt,
  retitle,
  setPrivate,
  setResolution,
  setSeverity,
  setStart,
} from "../../src/domain/incident/fields.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import {
  ada,
  by,
  entryOf,
  fieldsOf,
  grace,
  incident,
  lin,
  noon,
  ofKind,
  refusalOf,
  severity,
  toldBy,
} from "../support/incident.ts";

const text = asId<TextId>("0198a0de-0000-7000-8000-0000000000aa");

describe("a title", () => {
  it("is one line without control characters", () => {
    expect(cleanTitle("  Checkout\r\n\tdown\0\u2028now\u0007 ")).toBe("Checkout down now");
  });

  it("has at most 256 characters, counted as people count them", () => {
    expect(cleanTitle("🔥".repeat(256))).toBe("🔥".repeat(256));
    expect(refusalOf(() => cleanTitle("x".repeat(257)))).toBe(
      "A title has at most 256 characters; this one has 257. Put the rest into the description.",
    );
    expect(refusalOf(() => cleanTitle("\0 \n"))).toBe("An incident needs a title: what is broken, in a few words.");
  });

  it("is stable once it is clean", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (typed) => {
        let once: string;
        try {
          once = cleanTitle(typed);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
          return;
        }
        expect(cleanTitle(once)).toBe(once);
        expect(once).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      }),
    );
  });

  it("tells before and after when it changes, and refuses to become what it is", () => {
    const decided = retitle(incident(), " Payments  down ", by());
    expect(fieldsOf(decided)).toEqual({ title: "Payments down" });
    expect(entryOf(decided)).toEqual({
      kind: "title-changed",
      data: { before: "Checkout down", after: "Payments down" },
    });
    expect(refusalOf(() => retitle(incident(), "Checkout down ", by()))).toBe("INC-42 is already called that.");
  });
});

describe("the description and the resolution", () => {
  it("are written word for word, in any length", () => {
    const body = `  first\n${"x".repeat(70_000)}`;
    for (const [change, field] of [
      [describeIt(incident(), body, [], by()), "description"],
      [setResolution(incident(), body, by()), "resolution"],
    ] as const) {
      const [written] = ofKind(change, "write");
      expect(written?.body).toBe(body);
      expect(fieldsOf(change)).toEqual({ [field]: written?.text });
      expect(entryOf(change)).toMatchObject({
        kind: `${field}-changed`,
        data: { before: null, after: written?.text, text: written?.text },
      });
    }
  });

  it("are taken away by empty words, once", () => {
    const decided = describeIt(incident({ description: text }), " \n", [], by());
    expect(fieldsOf(decided)).toEqual({ description: null });
    expect(entryOf(decided)).toMatchObject({ kind: "description-changed", data: { before: text, after: null } });
    expect(refusalOf(() => describeIt(incident(), "", [], by()))).toBe("INC-42 has no description.");
    expect(refusalOf(() => setResolution(incident(), " ", by()))).toBe("INC-42 has no resolution.");
  });

  it("tell the mentioned, each once and not the one who writes", () => {
    expect(toldBy(describeIt(incident(), "see", [grace, ada, lin, grace], by(ada)))).toEqual([
      `${grace} mentioned`,
      `${lin} mentioned`,
    ]);
  });
});

describe("the severity", () => {
  it("tells before and after by its key, and may be emptied", () => {
    const decided = setSeverity(incident({ severity: severity("sev3") }), severity("sev1"), by());
    expect(fieldsOf(decided)).toEqual({ severity: severity("sev1").id });
    expect(entryOf(decided)).toEqual({ kind: "severity-changed", data: { before: "sev3", after: "sev1" } });
    const emptied = setSeverity(incident({ severity: severity("sev3") }), null, by());
    expect(fieldsOf(emptied)).toEqual({ severity: null });
    expect(entryOf(emptied).data).toEqual({ before: "sev3", after: null });
  });

  it("refuses to become what it is", () => {
    expect(refusalOf(() => setSeverity(incident({ severity: severity("sev2") }), severity("sev2"), by()))).toBe(
      "INC-42 is already SEV2 High.",
    );
    expect(refusalOf(() => setSeverity(incident(), null, by()))).toBe("INC-42 has no severity.");
  });
});

describe("the start", () => {
  it("moves back, with before and after", () => {
    const start = noon.subtract({ minutes: 20 });
    const decided = setStart(incident(), start, by());
    expect(fieldsOf(decided)).toEqual({ startedAt: start });
    expect(entryOf(decided)).toEqual({
      kind: "start-changed",
      data: { before: "2026-01-05T12:00:00Z", after: "2026-01-05T11:40:00Z" },
    });
  });

  it("never passes now or the end", () => {
    expect(refusalOf(() => setStart(incident(), noon.add({ hours: 2 }), by()))).toBe(
      "INC-42 cannot start in the future. Name a time that has passed, such as `20m ago`.",
    );
    const over = incident({ status: "resolved", endedAt: noon.add({ minutes: 30 }) });
    expect(refusalOf(() => setStart(over, noon.add({ minutes: 40 }), by()))).toBe(
      "INC-42 cannot start after its end. Reopen it first, or name an earlier time.",
    );
    expect(fieldsOf(setStart(over, noon.add({ minutes: 30 }), by())).startedAt).toEqual(noon.add({ minutes: 30 }));
    expect(refusalOf(() => setStart(incident(), noon, by()))).toBe("INC-42 already starts then.");
  });
});

describe("privacy", () => {
  it("takes the posted cards away, and keeps whoever asked for it on the incident", () => {
    const decided = setPrivate(incident(), true, by(lin));
    expect(decided.changes).toEqual([
      { kind: "set", fields: { private: true } },
      { kind: "join", person: lin },
    ]);
    expect(decided.jobs.map(({ data }) => data)).toEqual([{ kind: "withdraw", incident: incident().id }]);
    expect(entryOf(decided)).toEqual({ kind: "made-private", data: { before: false, after: true } });
  });

  it("ends with nothing to take away, and is not set twice", () => {
    const decided = setPrivate(incident({ private: true }), false, by());
    expect(decided.changes).toEqual([{ kind: "set", fields: { private: false } }]);
    expect(decided.jobs).toEqual([]);
    expect(refusalOf(() => setPrivate(incident(), false, by()))).toBe("INC-42 is already public.");
    expect(refusalOf(() => setPrivate(incident({ private: true }), true, by()))).toBe("INC-42 is already private.");
  });
});
