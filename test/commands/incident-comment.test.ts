import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { menu } from "../../src/commands/menu.ts";
import type { AttachmentId } from "../../src/domain/ids.ts";
import { freshId } from "../../src/services/ctx.ts";
import {
  addComment,
  deleteCommentByMessage,
  editCommentByMessage,
  markKeyMomentByMessage,
  readComment,
} from "../../src/services/incident/comment.ts";
import { rowsOf } from "../../src/store/database.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = menu();

const bodies = async (acme: TestWorkspace): Promise<readonly string[]> =>
  rowsOf<{ body: string }>(await acme.database.read((tx) => tx.execute(sql`select body from texts order by id`))).map(
    ({ body }) => body,
  );

const inThread = (acme: TestWorkspace, message: string) => ({
  place: { connection: acme.connection, chat: "C-OPS", thread: "1.0" },
  message,
});

describe("/incident comment", () => {
  it("comments, edits and deletes, and keeps the history", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const { id } = await acme.open({ title: "checkout is down" });
    expect(await acme.types(table, ada, "incident comment inc-1 the replica is behind")).toContain(
      "your comment is number 1",
    );
    await acme.clock.advance("5m");
    await acme.types(table, ada, "incident comment edit:1 inc-1 the replica has caught up");
    expect(await acme.types(table, acme.as("lin"), "incident comment --list inc-1")).toContain("read-only");
    const list = await acme.types(table, acme.as("grace"), "incident comment --list inc-1");
    expect(list).toContain("1. Ada, ");
    expect(list).toContain("edited 2026-01-05T09:05");
    expect(list).toContain("the replica has caught up");
    const timeline = await acme.types(table, acme.as("grace"), "incident timeline inc-1");
    expect(timeline).toContain("the replica is behind");
    expect(timeline).toContain("Ada edited comment 1:\nthe replica has caught up");
    expect((await acme.timeline(id)).map(({ kind }) => kind)).toEqual(["declared", "commented", "comment-edited"]);

    await acme.types(table, ada, "incident comment delete:1 inc-1");
    expect(await bodies(acme)).toEqual([]);
    expect(await acme.types(table, ada, "incident timeline inc-1")).not.toContain("replica");
    expect(await acme.types(table, ada, "incident comment edit:1 inc-1 again")).toContain("has been deleted");
    const [, added] = await acme.timeline(id);
    expect(added?.data).toMatchObject({ number: 1, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it("lets only its author edit, and its author and those who manage incidents delete", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "checkout is down" });
    await acme.types(table, acme.as("ada"), "incident comment inc-1 mine");
    expect(await acme.types(table, acme.as("grace"), "incident comment edit:1 inc-1 no, mine")).toContain(
      "Only its author",
    );
    expect(await bodies(acme)).toEqual(["mine"]);
    expect(await acme.types(table, acme.as("lin"), "incident comment delete:1 inc-1")).toContain("read-only");
    expect(await acme.types(table, acme.as("grace"), "incident comment delete:1 inc-1")).toContain("is deleted");
    expect(await acme.types(table, acme.as("ada"), "incident comment delete:7 inc-1")).toContain("has no comment 7");
  });

  it("asks with a form where no words are given, holding those that are there", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.open({ title: "checkout is down" });
    await acme.types(table, ada, "incident comment inc-1 first words");
    const list = await acme.answers(table, ada, "incident comment --list inc-1");
    const form = await dispatch(table, ada, { kind: "line", line: buttonsOf(list)["Edit"] ?? "" });
    expect(form).toMatchObject({
      kind: "form",
      form: { known: { edit: "1", incident: "inc-1" }, inputs: [{ name: "text", initial: "first words" }] },
    });
    await dispatch(table, ada, {
      kind: "options",
      path: "incident comment",
      given: { edit: "1", incident: "inc-1", text: "better words" },
    });
    expect(await bodies(acme)).toContain("better words");
    const graces = await acme.answers(table, acme.as("grace"), "incident comment --list inc-1");
    expect(Object.keys(buttonsOf(graces))).not.toContain("Edit");
  });

  it("does not put words into a form that the form would cut", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "checkout is down" });
    await addComment(acme.as("ada"), { number: 1 }, { body: "word ".repeat(1000) });
    expect(await acme.types(table, acme.as("ada"), "incident comment edit:1 inc-1")).toContain("too long for a form");
    expect(await bodies(acme)).toEqual(["word ".repeat(1000)]);
  });

  it("lists by page, from either end", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.open({ title: "checkout is down" });
    for (let i = 1; i <= 12; i += 1) await acme.types(table, ada, `incident comment inc-1 word-${i}`);
    const words = async (line: string) => [...(await acme.types(table, ada, line)).matchAll(/word-\d+/g)].map(String);
    const first = await acme.answers(table, ada, "incident comment --list inc-1");
    expect(wordsOf(first)).toContain("word-10");
    expect(await words(buttonsOf(first)["More"] ?? "")).toEqual(["word-11", "word-12"]);
    expect((await words(buttonsOf(first)["Newest first"] ?? ""))[0]).toBe("word-12");
    expect(await words("incident comment --list order:newest after:3 inc-1")).toEqual(["word-2", "word-1"]);
  });

  it("tells whom it names, once, and delivers to the channels it names", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin channel create payments");
    const { id } = await acme.open({ title: "checkout is down" });
    const said = await acme.answers(
      table,
      ada,
      `incident comment inc-1 <@${acme.people.grace}> see #payments and #refunds, not \`#code\``,
    );
    expect(wordsOf(said)).toContain("#refunds is no channel yet.");
    expect(buttonsOf(said)["Create #refunds"]).toBe("incident deliver --create inc-1 refunds");
    expect(await acme.types(table, ada, "incident show inc-1")).toContain("#payments");
    await acme.types(table, ada, `incident comment edit:1 inc-1 <@${acme.people.grace}> and <@${acme.people.bo}>`);
    expect(
      (await acme.owed("inform")).flatMap(({ tells }) => tells).map(({ person, reason }) => [person, reason]),
    ).toEqual([
      [acme.people.grace, "mentioned"],
      [acme.people.bo, "mentioned"],
    ]);
    // An edit that no longer names a channel does not take the incident out of it.
    expect(await acme.types(table, ada, "incident list channel:payments")).toContain("INC-1");
    expect((await acme.timeline(id)).map(({ kind }) => kind)).toContain("delivered");
  });

  it("shows nothing to whoever may not see a private incident", async () => {
    await using acme = await testWorkspace();
    await acme.open({ title: "a leak", private: true });
    await acme.types(table, acme.as("ada"), `incident comment inc-1 <@${acme.people.grace}> look`);
    expect(await acme.types(table, acme.as("grace"), "incident comment --list inc-1")).toContain(
      "There is no INC-1 here",
    );
  });
});

describe("a comment in a thread", () => {
  it("is edited, marked and deleted with its message", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const { id, number } = await acme.open({ title: "checkout is down" });
    const message = inThread(acme, "2.0");
    await addComment(ada, { number }, { body: "seen in eu", origin: { message, permalink: "https://chat.test/2" } });
    const edited = { body: "seen in eu and us", at: acme.clock.now() };
    expect(await editCommentByMessage(ada, message, edited)).toMatchObject({ unknown: [] });
    expect(await editCommentByMessage(ada, message, edited)).toMatchObject({ unknown: [] });
    expect(await markKeyMomentByMessage(acme.as("grace"), message, true)).toBe(true);
    expect(await acme.types(table, ada, "incident comment --list inc-1")).toContain("key moment · message");
    expect(await deleteCommentByMessage(ada, message)).toBe(true);
    expect(await deleteCommentByMessage(ada, message)).toBe(true);
    expect((await acme.timeline(id)).map(({ kind }) => kind)).toEqual([
      "declared",
      "commented",
      "comment-edited",
      "key-moment-marked",
      "comment-deleted",
    ]);
    expect(await bodies(acme)).toEqual([]);
  });

  it("says what its writer wrote last, in whatever order the edits come", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const { number } = await acme.open({ title: "checkout is down" });
    const message = inThread(acme, "2.0");
    await addComment(ada, { number }, { body: "one", origin: { message } });
    const at = acme.clock.now();
    const writes = async (microseconds: number, body: string) => {
      await editCommentByMessage(ada, message, { body, at: at.add({ microseconds }) });
      return readComment(ada, { number }, 1);
    };
    expect(await writes(3, "three")).toBe("three");
    expect(await writes(2, "two")).toBe("three");
    expect(await writes(3, "three again")).toBe("three");
    // What changes nothing counts all the same.
    expect(await writes(5, "three")).toBe("three");
    expect(await writes(4, "four")).toBe("three");
    expect(await writes(6, "six")).toBe("six");
  });

  it("is nothing to do with a message that is none", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const other = inThread(acme, "9.9");
    expect(await editCommentByMessage(ada, other, { body: "x", at: acme.clock.now() })).toBeNull();
    expect(await deleteCommentByMessage(ada, other)).toBe(false);
    expect(await markKeyMomentByMessage(ada, other, true)).toBe(false);
  });

  it("shows its files where it is listed", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const { number } = await acme.open({ title: "checkout is down" });
    await addComment(
      ada,
      { number },
      {
        body: "",
        attachments: [
          {
            id: freshId<AttachmentId>(),
            name: "graph.png",
            mediaType: "image/png",
            size: 1_400_000,
            origin: { connection: acme.connection, file: "F1", permalink: "https://chat.test/f1" },
          },
        ],
      },
    );
    for (const line of ["incident show inc-1", "incident timeline inc-1", "incident comment --list inc-1"]) {
      expect(await acme.types(table, ada, line)).toContain("graph.png (1.4 MB, being copied)");
    }
    await acme.types(table, ada, "incident link remove inc-1 graph.png");
    expect(await acme.types(table, ada, "incident show inc-1")).not.toContain("(1.4 MB");
  });
});
