import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { oncallAliases, oncallCommands } from "../../src/commands/oncall.ts";
import { readyCommands } from "../../src/commands/oncall-ready.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import type { PersonId } from "../../src/domain/ids.ts";
import { unreachableNote } from "../../src/presentation/readiness.ts";
import { warnUnreachable } from "../../src/services/notify/warn.ts";
import { startTests } from "../../src/services/person/contact-test.ts";
import { meansOf } from "../../src/services/person/unreachable.ts";
import { identities, people } from "../../src/store/schema/workspace.ts";
import { refusal } from "../support/chat.ts";
import type { TestWorkspace } from "../support/command-ctx.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { postingWorld } from "../support/posting-world.ts";
import { wordsOf } from "../support/said.ts";
import { makeSchedule, weeklyLayer } from "../support/schedule.ts";

const table = buildTable([...readyCommands, ...tocsinCommands], tocsinAliases);

const ready = (acme: TestWorkspace, ctx = acme.as("lin")) => acme.types(table, ctx, "oncall ready");

/** Somebody whose platform is gone. */
const lose = (acme: TestWorkspace, id: PersonId, email: string | null = null) =>
  acme.database.transact(async (tx) => {
    await tx.delete(identities).where(eq(identities.personId, id));
    await tx.update(people).set({ email }).where(eq(people.id, id));
  });

const noMail = (acme: TestWorkspace) => {
  const ctx = acme.as("lin");
  const outbox = { ...ctx.outside.outbox, problem: () => "No mail is set up: set SMTP_URL." };
  return { ...ctx, outside: { ...ctx.outside, outbox } };
};

describe("/oncall ready", () => {
  it("says that nothing pages yet", async () => {
    await using acme = await testWorkspace();
    expect(await ready(acme)).toContain("Nothing pages yet");
  });

  it("says that everybody can be reached", async () => {
    await using acme = await testWorkspace();
    await makeSchedule(acme, "Web", [weeklyLayer("Primary", [acme.people.ada, acme.people.grace])]);
    expect(await ready(acme)).toBe("Ready. All 2 people who can be paged can be reached.");
  });

  it("names whom nothing reaches, what would page them, and what mends it", async () => {
    await using acme = await testWorkspace();
    const { ada, grace, bo } = acme.people;
    await makeSchedule(acme, "Web", [weeklyLayer("Primary", [ada, grace])]);
    await acme.types(table, acme.as("ada"), "tocsin team create people:@bo,@grace Platform");
    await acme.types(table, acme.as("ada"), "tocsin channel target add all platform");
    await acme.types(table, acme.as("ada"), "tocsin channel upgrade all ops@acme.test");
    await lose(acme, grace);
    await lose(acme, bo, "bo@acme.test");
    const words = await ready(acme, noMail(acme));
    expect(words).toContain("Not ready: of 3 people who can be paged 2 cannot be reached, nor can 1 address.");
    expect(words).toContain(
      "- Bo: bo@acme.test: No mail is set up: set SMTP_URL. Once that is mended: /tocsin me test. Paged by #all.",
    );
    expect(words).toContain(
      "- Grace: nothing reaches them. Ask them to type /tocsin me in Slack or Discord. Paged by the schedule Web and #all.",
    );
    expect(words).toContain("- ops@acme.test: No mail is set up: set SMTP_URL. Paged by #all.");
    expect(await ready(acme)).toContain("of 3 people who can be paged 1 cannot be reached.");
  });

  it("says so where only addresses cannot be reached", async () => {
    await using acme = await testWorkspace();
    await makeSchedule(acme, "Web", [weeklyLayer("Primary", [acme.people.ada, acme.people.grace])]);
    await acme.types(table, acme.as("ada"), "tocsin channel upgrade all ops@acme.test");
    expect(await ready(acme, noMail(acme))).toContain(
      "Not ready: all 2 people who can be paged can be reached, but 1 address cannot.",
    );
  });

  it("counts a connection that is gone as no way at all", async () => {
    await using acme = await testWorkspace();
    await makeSchedule(acme, "Web", [weeklyLayer("Primary", [acme.people.ada])]);
    await lose(acme, acme.people.bo);
    const ctx = { ...noMail(acme), messengers: { for: () => undefined } };
    expect(await ready(acme, ctx)).toContain("Slack @ada: I am not connected to that Slack any more.");
  });

  it("goes by the last test", async () => {
    await using world = await postingWorld();
    const acme = world.workspace;
    const { ada } = acme.people;
    await makeSchedule(acme, "Web", [weeklyLayer("Primary", [ada])]);
    await acme.database.transact((tx) => tx.update(people).set({ email: null }).where(eq(people.id, ada)));
    world.chat.trouble("direct", { kind: "refuses", error: refusal("user_disabled") });
    await startTests(world.as("ada"));
    await world.advance("10s");
    expect(await ready(acme)).toMatch(
      /Ada: Slack @ada: the last test failed .*\. .*user_disabled\. Once that is mended/,
    );
    await world.advance("1m");
    await startTests(world.as("ada"));
    await world.advance("10s");
    expect(await ready(acme)).toContain("The one person who can be paged can be reached.");
  });
});

describe("being put on a schedule", () => {
  it("without a contact that works warns whoever did it, and whoever is on it by whatever works after all", async () => {
    await using world = await postingWorld();
    const acme = world.workspace;
    const { ada, grace } = acme.people;
    await acme.database.transact((tx) => tx.update(people).set({ email: null }).where(eq(people.id, ada)));
    world.chat.trouble("direct", { kind: "refuses", error: refusal("messages_tab_disabled") });
    await startTests(world.as("ada"));
    await world.advance("10s");
    await lose(acme, grace);
    const { id } = await makeSchedule(acme, "Web", [weeklyLayer("Primary", [ada, grace])]);
    const found = await warnUnreachable(world.as("bo"), meansOf(world.as("bo")), id);
    await warnUnreachable(world.as("bo"), meansOf(world.as("bo")), id);
    expect(unreachableNote(found).length > 0 && wordsOf({ summary: "", blocks: unreachableNote(found) })).toContain(
      "Some of them cannot be reached:\n- Ada: Slack @ada: the last test failed",
    );
    await world.advance("10s");
    await warnUnreachable(world.as("bo"), meansOf(world.as("bo")), id);
    await world.advance("10s");
    expect(world.chat.words("U-ADA")).toEqual([
      "You are on call by Web, but pages might not reach you. See how you are reached with /tocsin me and try it with /tocsin me test.",
    ]);
  });

  it("says nothing where everybody is reached", async () => {
    await using acme = await testWorkspace();
    const { id } = await makeSchedule(acme, "Web", [weeklyLayer("Primary", [acme.people.ada])]);
    expect(await warnUnreachable(acme.as("bo"), meansOf(acme.as("bo")), id)).toEqual([]);
    expect(await acme.owed("warn")).toEqual([]);
  });

  it("is said in the answer to whoever makes the schedule or lets them join", async () => {
    await using acme = await testWorkspace();
    const { grace } = acme.people;
    await lose(acme, grace);
    const all = buildTable([...oncallCommands, ...tocsinCommands], [...oncallAliases, ...tocsinAliases]);
    const ada = acme.as("ada");
    const nothing = "Grace: nothing reaches them. Ask them to type /tocsin me in Slack or Discord.";
    const made = await acme.types(all, ada, "oncall schedule create people:@ada every:week Web");
    expect(made).not.toContain("cannot be reached");
    expect(await acme.types(all, ada, "oncall rotation join web @grace")).toContain(nothing);
    expect(await acme.types(all, ada, "oncall schedule create people:@grace every:week Nights")).toContain(nothing);
  });
});
