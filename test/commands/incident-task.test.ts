import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { menu } from "../../src/commands/menu.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = menu();

describe("/incident task", () => {
  it("is added, given, done and brought back", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const { id } = await acme.open({ title: "checkout is down" });
    expect(await acme.types(table, ada, "incident task list inc-1")).toContain("has no tasks yet");
    const added = await acme.answers(table, ada, "incident task add assignee:@grace due:2h inc-1 warm the **caches**");
    expect(added.summary).toBe("INC-1 checkout is down: task 1 is added for Grace, due 2026-01-05T11:00Z.");
    await acme.types(table, ada, "incident task add inc-1 tell support");
    await acme.types(table, ada, "incident task assign inc-1 2 @bo");
    expect(await acme.types(table, ada, "incident task list inc-1")).toContain("2. tell support · Bo [Done]");
    const done = await acme.types(table, acme.as("grace"), buttonsOf(added)["Done"] ?? "");
    expect(done).toContain("1 of 2 done.");
    expect(done).toMatch(/2\. tell support.*\n1\. warm the caches · Grace · done/u);
    expect(await acme.types(table, ada, "incident task done inc-1 1")).toContain("is already done");
    expect(await acme.types(table, ada, "incident task done --undo inc-1 1")).toContain("0 of 2 done.");
    expect(await acme.types(table, ada, "incident task done inc-1 9")).toContain("has no task 9");
    expect(
      (await acme.owed("inform")).flatMap(({ tells }) => tells).map(({ person, reason }) => [person, reason]),
    ).toEqual([
      [acme.people.grace, "task"],
      [acme.people.bo, "task"],
    ]);
    expect((await acme.timeline(id)).map(({ kind }) => kind)).toEqual([
      "declared",
      "task-added",
      "task-added",
      "task-assigned",
      "task-done",
      "task-reopened",
    ]);
  });

  it("is made from a message, with the way back to it", async () => {
    await using acme = await testWorkspace();
    const { number } = await acme.open({ title: "checkout is down" });
    const about = {
      place: { connection: acme.connection, chat: "C-OPS" },
      message: "1.0",
      text: "somebody should purge the cache",
      permalink: "https://chat.test/1",
    };
    const ada = { ...acme.as("ada"), about };
    expect(await dispatch(table, ada, { kind: "line", line: `incident task add inc-${number}` })).toMatchObject({
      kind: "form",
      form: { inputs: [{ name: "task", initial: "somebody should purge the cache" }, {}, {}] },
    });
    await acme.types(table, ada, "incident task add inc-1 purge the cache");
    expect(await acme.types(table, ada, "incident show inc-1")).toContain("- 1. purge the cache · message");
  });
});

describe("/incident update post", () => {
  it("becomes the latest update, and says when the next one comes", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const { id } = await acme.open({ title: "checkout is down" });
    expect(await dispatch(table, ada, { kind: "line", line: "incident update post inc-1" })).toMatchObject({
      kind: "form",
      form: { known: { incident: "inc-1" }, inputs: [{ name: "known" }, { name: "doing" }, { name: "next" }] },
    });
    const said = await acme.types(
      table,
      ada,
      'incident update post next:30m doing:"rolling back" inc-1 payments fail in Europe',
    );
    expect(said).toContain("The next one is due 2026-01-05T09:30Z.");
    const shown = await acme.types(table, ada, "incident show inc-1");
    expect(shown).toContain("payments fail in Europe\nWe are doing: rolling back\nNext update 2026-01-05T09:30Z");
    expect(await acme.types(table, ada, "incident update post next:yesterday inc-1 x")).toContain("next");
    expect((await acme.timeline(id)).map(({ kind }) => kind)).toEqual(["declared", "update-posted"]);
  });
});

describe("/incident timeline", () => {
  it("goes oldest first, by the reader's days, page by page", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.open({ title: "checkout is down" });
    for (let i = 1; i <= 20; i += 1) {
      await acme.clock.advance("1h");
      await acme.types(table, ada, `incident tag add inc-1 t${i}`);
    }
    const first = await acme.answers(table, ada, "incident timeline inc-1");
    const words = await acme.types(table, ada, "incident timeline inc-1");
    expect(words.indexOf("Monday, January 5, 2026")).toBeLessThan(words.indexOf("Ada opened it"));
    // 15 hours after ten in the morning in Berlin it is tomorrow; in UTC it is not yet.
    expect(words).toMatch(/tag t13\nTuesday, January 6, 2026\n.*tag t14/u);
    expect(buttonsOf(first)).toEqual({ Later: "incident timeline after:15 inc-1" });
    const later = await acme.answers(table, ada, buttonsOf(first)["Later"] ?? "");
    expect(buttonsOf(later)).toEqual({ Earlier: "incident timeline before:16 inc-1" });
    expect(await acme.types(table, ada, buttonsOf(later)["Earlier"] ?? "")).toBe(words);
  });
});
