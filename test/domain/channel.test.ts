import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { channelKey, checkChannel, isChannelKey } from "../../src/domain/channel.ts";
import { refusalOf } from "../support/incident.ts";

describe("the key of a channel", () => {
  it("is what people can type after #", () => {
    expect(channelKey(" #Größe & Co ")).toBe("größe--co");
    expect(isChannelKey("größe_1")).toBe(true);
    for (const word of ["42", "", "a b", "a.b", "x".repeat(81)]) expect(isChannelKey(word)).toBe(false);
  });

  it("of any name that is accepted can be typed, and is its own key", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (name) => {
        const key = channelKey(name);
        expect([...key].length).toBeLessThanOrEqual(80);
        if (isChannelKey(key)) expect(channelKey(key)).toBe(key);
        expect(key).toBe(key.toWellFormed());
      }),
    );
    expect(isChannelKey(channelKey(`a${"𝒳".repeat(100)}`))).toBe(true);
  });
});

describe("a channel", () => {
  it("has a name on one line, without control characters, and a description", () => {
    expect(checkChannel("#Pay\0ments \n Team", " all of it ")).toEqual({
      name: "Pay ments Team",
      key: "pay-ments-team",
      description: "all of it",
    });
  });

  it("has at most 256 characters in each", () => {
    expect(refusalOf(() => checkChannel("x".repeat(257), ""))).toContain("at most 256 characters.");
    expect(refusalOf(() => checkChannel("x", "x".repeat(257)))).toContain("description has at most 256 characters.");
    expect(refusalOf(() => checkChannel("42", ""))).toBe(
      "A channel needs a name with at least one letter, such as `payments`.",
    );
  });
});
