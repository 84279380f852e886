import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinUpdate, postUpdate, splitUpdate } from "../../src/domain/incident/update.ts";
import { by, entryOf, fieldsOf, incident, noon, ofKind, refusalOf } from "../support/incident.ts";

describe("an update", () => {
  it("becomes the latest, with when the next one comes", () => {
    const next = noon.add({ hours: 2 });
    const decided = postUpdate(incident(), { known: "Cards fail.", doing: "Rolling back.", nextAt: next }, by());
    expect(fieldsOf(decided)).toEqual({ latestUpdate: decided.entries[0]?.id, nextUpdateAt: next });
    expect(splitUpdate(ofKind(decided, "write")[0]?.body ?? "")).toEqual({
      known: "Cards fail.",
      doing: "Rolling back.",
    });
    expect(entryOf(decided)).toMatchObject({ kind: "update-posted", data: { next: "2026-01-05T14:00:00Z" } });
  });

  it("takes an earlier promise back where it makes none", () => {
    const promised = incident({ nextUpdateAt: noon.add({ hours: 3 }) });
    expect(fieldsOf(postUpdate(promised, { known: "Better." }, by())).nextUpdateAt).toBe(null);
  });

  it("needs to say what is known, and promises nothing in the past", () => {
    for (const update of [{ known: " " }, { known: "", doing: "Looking." }]) {
      expect(refusalOf(() => postUpdate(incident(), update, by()))).toBe(
        "An update needs words: what do we know, and what are we doing?",
      );
    }
    expect(refusalOf(() => postUpdate(incident(), { known: "x", nextAt: noon }, by()))).toBe(
      "The next update of INC-42 must lie ahead, such as `next:30m`.",
    );
  });

  it("comes apart into what was put together, whatever people type", () => {
    const words = fc.string({ unit: fc.constantFrom("a", "\n", " ", "\u2029", "🔥"), maxLength: 12 });
    fc.assert(
      fc.property(words, words, (known, doing) => {
        fc.pre(known.trim() !== "");
        const decided = postUpdate(incident(), { known, doing }, by());
        const typed = known.replaceAll("\u2029", " ").trim();
        expect(splitUpdate(ofKind(decided, "write")[0]?.body ?? "")).toEqual(
          doing.trim() === "" ? { known: typed } : { known: typed, doing: doing.trim() },
        );
      }),
    );
    expect(splitUpdate(joinUpdate({ known: "only this" }))).toEqual({ known: "only this" });
  });
});
