import { describe, expect, it } from "vitest";
import {
  checkSeverity,
  priorityAliases,
  severityCalled,
  severityLabel,
  severityNamed,
  understood,
} from "../../src/domain/incident/severity.ts";
import { refusalOf, severities, severity } from "../support/incident.ts";

const own = { ...severity("sev1"), key: "blip", name: "Blip", aliases: [], shipped: false };

describe("the shipped severities", () => {
  it("are five, of which two page through quiet hours and raise the banner", () => {
    expect(severities.map((one) => `${severityLabel(one)} ${one.colour} ${one.urgent} ${one.banner}`)).toEqual([
      "SEV1 Critical #E94444 true true",
      "SEV2 High #FF7931 true true",
      "SEV3 Moderate #FFB44A false false",
      "SEV4 Low #4A90D9 false false",
      "Unknown #C9C9C9 false false",
    ]);
    expect(severities.map(({ rank }) => rank)).toEqual(severities.map(({ rank }) => rank).toSorted((a, b) => a - b));
  });

  it("go by P0 to P3, or by P1 to P4 where a workspace says so", () => {
    expect(priorityAliases("p0")).toEqual({ sev1: ["p0"], sev2: ["p1"], sev3: ["p2"], sev4: ["p3"] });
    expect(priorityAliases("p1")).toEqual({ sev1: ["p1"], sev2: ["p2"], sev3: ["p3"], sev4: ["p4"] });
    expect(severities.slice(0, 4).map(({ aliases }) => aliases)).toEqual(Object.values(priorityAliases("p0")));
  });
});

describe("a word", () => {
  it("means a severity by its key or alias alone, in any case", () => {
    expect(severityNamed(severities, "SEV2")?.key).toBe("sev2");
    expect(severityNamed(severities, " P1 ")?.key).toBe("sev2");
    expect(severityNamed(severities, "High")).toBe(undefined);
    expect(severityNamed(severities, "")).toBe(undefined);
  });

  it("means one by its name too where a severity is asked for", () => {
    for (const words of ["high", "SEV2 High", "p1"]) expect(severityCalled(severities, words)?.key).toBe("sev2");
    expect(severityCalled(severities, "highest")).toBe(undefined);
  });

  it("is said back with what was understood", () => {
    expect(understood(severity("sev2"), "p1")).toBe("SEV2 High (P1)");
    expect(understood(severity("sev2"), " p1 ")).toBe("SEV2 High (P1)");
    expect(understood(severity("sev2"), "sev2")).toBe("SEV2 High");
    expect(understood(severity("unknown"), "unknown")).toBe("Unknown");
  });
});

describe("a severity of one's own", () => {
  it("has a word to type, a name and a colour", () => {
    expect(() => checkSeverity(severities, own)).not.toThrow();
    expect(refusalOf(() => checkSeverity(severities, { ...own, name: " " }))).toContain("needs a name");
    expect(refusalOf(() => checkSeverity(severities, { ...own, key: "two words" }))).toBe(
      '"two words" cannot be typed as one word. Use letters, digits, _ or -, at most 32.',
    );
    expect(refusalOf(() => checkSeverity(severities, { ...own, aliases: ["a:b"] }))).toContain("cannot be typed");
    expect(refusalOf(() => checkSeverity(severities, { ...own, colour: "red" }))).toContain("such as #E94444");
  });

  it("never takes a word that means something else", () => {
    expect(refusalOf(() => checkSeverity(severities, { ...own, key: "p0" }))).toBe(
      '"p0" already means SEV1 Critical. Choose another word.',
    );
    expect(refusalOf(() => checkSeverity(severities, { ...own, aliases: ["sev4"] }))).toContain("SEV4 Low");
    expect(refusalOf(() => checkSeverity(severities, { ...own, key: "none" }))).toContain("there is no severity");
    expect(() => checkSeverity(severities, severity("sev1"), severity("sev1").id)).not.toThrow();
  });
});
