import { describe, expect, it } from "vitest";
import { asId, type TextId } from "../../src/domain/ids.ts";
import {
  askToDelete,
  incidentAcknowledged,
  incidentEnded,
  incidentOpened,
  offerToCreate,
} from "../../src/presentation/incident-answers.ts";
import { incident, noon } from "../support/incident.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const opened = { number: 42, title: "Checkout down", channels: [], shown: true, private: false, unknown: [] };

describe("the answer to an opening", () => {
  it("says what was understood and where it is", () => {
    const message = incidentOpened({
      ...opened,
      severity: "SEV2 High (P1)",
      channels: [{ key: "ops" }, { key: "db" }],
    });
    expect(message.summary).toBe("INC-42 Checkout down is open as SEV2 High (P1). It is in #ops and #db.");
    expect(buttonsOf(message)).toEqual({ Show: "incident show inc-42", Edit: "incident edit inc-42" });
  });

  it("offers to map a place where none shows it, unless it is private", () => {
    const unseen = incidentOpened({ ...opened, shown: false });
    expect(wordsOf(unseen)).toContain("No chat channel shows its card yet");
    expect(buttonsOf(unseen)).toMatchObject({ "Show all incidents here": "tocsin channel map all" });
    const hidden = incidentOpened({ ...opened, shown: false, private: true });
    expect(wordsOf(hidden)).not.toContain("No chat channel");
    expect(wordsOf(hidden)).toContain("Only the people on it see it");
  });

  it("offers to create the channels that are none yet, by their whole names", () => {
    const word = `${"x".repeat(79)}🔥`.slice(0, 79);
    expect(buttonsOf({ summary: "", blocks: offerToCreate(["ops", word], "inc-42") })).toEqual({
      "Create #ops": "incident deliver --create inc-42 ops",
      [`Create #${word}`]: `incident deliver --create inc-42 ${word}`,
    });
    expect(wordsOf(incidentOpened({ ...opened, unknown: ["ops"] }))).toContain("#ops is no channel yet.");
    expect(wordsOf(incidentOpened({ ...opened, unknown: ["ops", "db"] }))).toContain(
      "#ops and #db are no channels yet.",
    );
    expect(offerToCreate([], "inc-42")).toEqual([]);
  });
});

describe("the answer to an acknowledgement", () => {
  it("says whose it is, or who was first", () => {
    const first = { name: "Grace", at: noon };
    const said = (...args: Parameters<typeof incidentAcknowledged>) => incidentAcknowledged(...args).summary;
    expect(said(incident(), undefined, "taken")).toBe("INC-42 Checkout down: it is yours.");
    expect(said(incident(), undefined, "acknowledged")).toBe("INC-42 Checkout down: acknowledged. It is yours.");
    expect(said(incident(), undefined, "acknowledged", ["Lin", "platform"])).toContain(
      "acknowledged. It is assigned to Lin and platform.",
    );
    expect(said(incident(), first, "acknowledged")).toBe(
      "INC-42 Checkout down: Grace acknowledged first, 2026-01-05T12:00Z. Yours is recorded.",
    );
    expect(said(incident(), first, "taken")).toContain("You are on it too.");
  });
});

describe("the answer to an end", () => {
  it("keeps a note, asks for one where there is none, and shows the way back", () => {
    const noted = incidentEnded(incident(), "resolved", "rolled back");
    expect(noted.summary).toBe("INC-42 Checkout down: resolved. Your note is kept as the resolution.");
    expect(buttonsOf(noted)).toEqual({ Reopen: "incident reopen inc-42" });
    const bare = incidentEnded(incident(), "closed", " ");
    expect(bare.summary).toBe("INC-42 Checkout down: closed.");
    expect(buttonsOf(bare)).toHaveProperty("Add a resolution", "incident edit resolution inc-42");
  });

  it("claims no note that was written before", () => {
    const again = incidentEnded(incident({ resolution: asId<TextId>("t") }), "resolved");
    expect(again.summary).toBe("INC-42 Checkout down: resolved.");
    expect(buttonsOf(again)).toEqual({ Reopen: "incident reopen inc-42" });
  });
});

describe("a deletion", () => {
  it("is asked about first", () => {
    const message = askToDelete(incident());
    expect(message.summary).toContain("This cannot be undone.");
    expect(buttonsOf(message)).toEqual({ Delete: "incident delete --yes inc-42" });
  });
});
