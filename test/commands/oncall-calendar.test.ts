import { describe, expect, it } from "vitest";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { buildTable } from "../../src/commands/table.ts";
import { system } from "../../src/domain/actor.ts";
import type { AttachmentId } from "../../src/domain/ids.ts";
import { freshId } from "../../src/services/ctx.ts";
import { calendarsDue, readAgain } from "../../src/services/oncall/calendar/again.ts";
import { calendars } from "../../src/store/schema/oncall.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = buildTable(oncallCommands, oncallAliases);
const address = "https://calendars.test/secret-token.ics";

const withWeb = async () => {
  const acme = await testWorkspace();
  await acme.types(table, acme.as("ada"), 'oncall schedule create web every:week people:"@ada @grace"');
  return acme;
};

const types = (acme: TestWorkspace, name: "ada" | "grace" | "lin" | "bo", line: string) =>
  acme.types(table, acme.as(name), line);

const who = async (acme: TestWorkspace, at: string) =>
  (await types(acme, "ada", `oncall who web ${at}`)).match(/: (.+?)(?: until|\.)/)?.[1];

interface Written {
  readonly from: string;
  readonly to: string;
  readonly title?: string;
  readonly attendee?: string;
}

const ics = (...events: readonly Written[]): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    ...events.flatMap(({ from, to, title = "Something", attendee }, i) => [
      "BEGIN:VEVENT",
      `UID:${i}-${from}`,
      `DTSTART${from.includes("T") ? "" : ";VALUE=DATE"}:${from}`,
      `DTEND${to.includes("T") ? "" : ";VALUE=DATE"}:${to}`,
      `SUMMARY:${title}`,
      ...(attendee === undefined ? [] : [`ATTENDEE:mailto:${attendee}`]),
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ].join("\r\n");

/** What the heartbeat and its jobs do. */
const readDue = async (acme: TestWorkspace) => {
  const ctx = { ...acme.as("ada"), actor: system };
  const window = { from: acme.clock.now(), to: acme.clock.now() };
  const jobs = await acme.database.transact((tx) => calendarsDue.due(tx, window));
  for (const { data } of jobs) if (data.kind === "calendar") await readAgain(ctx, acme.outside, data.calendar);
  return jobs.length;
};

describe("/oncall away import", () => {
  it("reads absences from an address, on the clock of whose they are, and says who covers", async () => {
    await using acme = await withWeb();
    acme.outside.pages.set(address, { text: ics({ from: "20260107", to: "20260109", title: "Skiing" }) });
    const said = await types(acme, "ada", `oncall away import ${address}`);
    expect(said).toContain("calendars.test is read: 1 absence. It is read again from calendars.test every 15 minutes.");
    expect(said).toContain("web, on call instead:\n- 2026-01-06T23:00Z – 2026-01-08T23:00Z: Grace");
    expect(await who(acme, "2026-01-08T22:59Z")).toBe("Grace");
    expect(await types(acme, "ada", "oncall away list")).toContain("from a calendar");
    const rows = await acme.database.read((tx) => tx.select().from(calendars));
    expect(JSON.stringify(rows)).not.toContain("secret-token");
  });

  it("reads it again every 15 minutes: what is gone ends, what is new begins, and what has been stays", async () => {
    await using acme = await withWeb();
    const first = { from: "20260105T100000Z", to: "20260105T180000Z" };
    acme.outside.pages.set(address, { text: ics(first, { from: "20260108", to: "20260109" }), etag: "1" });
    await types(acme, "ada", `oncall away import ${address}`);
    expect(await readDue(acme)).toBe(0);
    await acme.clock.advance("4h");
    acme.outside.pages.set(address, { text: ics({ from: "20260109", to: "20260110" }), etag: "2" });
    expect(await readDue(acme)).toBe(1);
    expect(await who(acme, "2026-01-05T12:00Z")).toBe("Grace");
    expect(await who(acme, "2026-01-05T14:00Z")).toBe("Ada");
    expect(await who(acme, "2026-01-08T12:00Z")).toBe("Ada");
    expect(await who(acme, "2026-01-09T12:00Z")).toBe("Grace");
    await acme.clock.advance("15m");
    await readDue(acme);
    expect(await types(acme, "ada", "oncall away list")).toContain("2026-01-08T23:00Z – 2026-01-09T23:00Z");
  });

  it("stays as it was while it cannot be read, and says since when and why", async () => {
    await using acme = await withWeb();
    acme.outside.pages.set(address, { text: ics({ from: "20260107", to: "20260109" }) });
    await types(acme, "ada", `oncall away import ${address}`);
    acme.outside.pages.delete(address);
    await acme.clock.advance("15m");
    await readDue(acme);
    await acme.clock.advance("15m");
    acme.outside.pages.set(address, { text: "<html>Sign in</html>" });
    await readDue(acme);
    const list = await types(acme, "ada", "oncall calendar list");
    expect(list).toContain("Not readable since 2026-01-05T09:15Z: This is no iCalendar file");
    expect(await who(acme, "2026-01-07T12:00Z")).toBe("Grace");
    acme.outside.pages.set(address, { text: ics({ from: "20260107", to: "20260109" }) });
    await acme.clock.advance("15m");
    await readDue(acme);
    expect(await types(acme, "ada", "oncall calendar list")).not.toContain("Not readable");
  });

  it("reads a file that came with the command, once", async () => {
    await using acme = await withWeb();
    const text = ics({ from: "20260107", to: "20260109" });
    acme.slack.library.set("F1", {
      name: "me.ics",
      mediaType: "text/calendar",
      alt: "",
      bytes: new TextEncoder().encode(text),
    });
    const file = {
      id: freshId<AttachmentId>(),
      name: "me.ics",
      mediaType: "text/calendar",
      size: text.length,
      origin: { connection: acme.connection, file: "F1" },
    };
    const ctx = { ...acme.as("ada"), files: [file] };
    expect(await acme.types(table, ctx, "oncall away import")).toContain(
      "me.ics is read: 1 absence. A file is read once: import it again when it changes.",
    );
    await acme.clock.advance("1h");
    expect(await readDue(acme)).toBe(0);
  });

  it("says what is wrong: no source, nothing there, no calendar, somebody else's", async () => {
    await using acme = await withWeb();
    expect(await types(acme, "ada", "oncall away import")).toContain("Where is the calendar?");
    expect(await types(acme, "ada", `oncall away import ${address}`)).toBe("The calendar is not there (404).");
    acme.outside.pages.set(address, { text: "hello" });
    expect(await types(acme, "ada", `oncall away import ${address}`)).toContain("This is no iCalendar file");
    expect(await types(acme, "lin", `oncall away import person:@ada ${address}`)).toContain("read-only");
    expect(await types(acme, "lin", "oncall calendar list")).toContain("No calendar is read.");
  });
});

describe("/oncall calendar", () => {
  it("reads holidays, on which nobody has a turn", async () => {
    await using acme = await withWeb();
    acme.outside.pages.set(address, { text: ics({ from: "20260106", to: "20260107", title: "Epiphany" }) });
    expect(await types(acme, "ada", `oncall calendar add web Berlin url:${address}`)).toContain(
      "Berlin is read: 1 holiday for web.",
    );
    expect(await who(acme, "2026-01-06T12:00Z")).toBe("nobody");
    expect(await who(acme, "2026-01-05T22:59Z")).toBe("Ada");
    acme.outside.pages.set(address, { text: ics({ from: "20260108", to: "20260109" }) });
    await acme.clock.advance("15m");
    await readDue(acme);
    expect(await who(acme, "2026-01-06T12:00Z")).toBe("Ada");
    expect(await who(acme, "2026-01-08T12:00Z")).toBe("nobody");
  });

  it("reads duties as a layer, of those who are invited or named, and says who is unknown", async () => {
    await using acme = await withWeb();
    acme.outside.pages.set(address, {
      text: ics(
        { from: "20260106T090000Z", to: "20260106T120000Z", attendee: "bo@acme.test" },
        { from: "20260106T120000Z", to: "20260106T150000Z", title: "Lin" },
        { from: "20260106T150000Z", to: "20260106T180000Z", title: "Zed" },
      ),
    });
    const said = await types(acme, "ada", `oncall calendar add web desk as:layer url:${address}`);
    expect(said).toContain("desk is read: 2 shifts for web.");
    expect(said).toContain('"Zed" names nobody here');
    expect(await who(acme, "2026-01-06T10:00Z")).toBe("Bo");
    expect(await who(acme, "2026-01-06T13:00Z")).toBe("Lin");
    expect(await who(acme, "2026-01-06T16:00Z")).toBe("Ada");
    await acme.clock.advance("1d2h");
    acme.outside.pages.set(address, { text: ics() });
    await readDue(acme);
    expect(await who(acme, "2026-01-06T10:30Z")).toBe("Bo");
    expect(await who(acme, "2026-01-06T13:00Z")).toBe("Ada");
  });

  it("is read no more once it is deleted: what it said of the past stays", async () => {
    await using acme = await withWeb();
    acme.outside.pages.set(address, {
      text: ics({ from: "20260105T090000Z", to: "20260107T090000Z", title: "Bo" }),
    });
    await types(acme, "ada", `oncall calendar add web desk as:layer url:${address}`);
    await acme.clock.advance("1d");
    const list = await acme.answers(table, acme.as("ada"), "oncall calendar list");
    expect(await types(acme, "lin", buttonsOf(list)["Delete"] ?? "")).toContain("read-only");
    expect(await types(acme, "ada", buttonsOf(list)["Delete"] ?? "")).toContain(
      "desk is not read any more. Its layer ends now; what was on call stays.",
    );
    expect(await who(acme, "2026-01-05T12:00Z")).toBe("Bo");
    expect(await who(acme, "2026-01-06T12:00Z")).toBe("Ada");
    await acme.clock.advance("1h");
    expect(await readDue(acme)).toBe(0);
  });

  it("ends absences with their calendar", async () => {
    await using acme = await withWeb();
    acme.outside.pages.set(address, { text: ics({ from: "20260107", to: "20260109" }) });
    await types(acme, "ada", `oncall away import ${address}`);
    expect(await types(acme, "ada", "oncall calendar delete calendars.test")).toContain("Its absences end now.");
    expect(await who(acme, "2026-01-07T12:00Z")).toBe("Ada");
  });
});
