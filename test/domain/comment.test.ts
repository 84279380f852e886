import { describe, expect, it } from "vitest";
import type { NewAttachment } from "../../src/domain/decision.ts";
import { type AttachmentId, asId, type ConnectionId, type EntryId, type TextId } from "../../src/domain/ids.ts";
import { type Comment, comment, deleteComment, editComment, markKeyMoment } from "../../src/domain/incident/comment.ts";
import { ada, by, entryOf, grace, incident, lin, noon, ofKind, refusalOf, toldBy } from "../support/incident.ts";

const file: NewAttachment = {
  id: asId<AttachmentId>("0198a0de-0000-7000-8000-0000000000f1"),
  name: "graph.png",
  mediaType: "image/png",
  size: 10,
  origin: { connection: asId<ConnectionId>("c"), file: "F1" },
};
const old: Comment = {
  id: asId<EntryId>("0198a0de-0000-7000-8000-0000000000e1"),
  number: 3,
  author: `person:${ada}`,
  text: asId<TextId>("0198a0de-0000-7000-8000-0000000000e2"),
  links: [{ name: "x", url: "https://acme.test/" }],
  createdAt: noon,
  keyMoment: false,
};
const gone: Comment = { ...old, deletedAt: noon };

describe("a comment", () => {
  it("keeps its words, puts its author on the incident and tells the mentioned", () => {
    const decided = comment(
      incident({ comments: 2 }),
      { body: " as *is* \n", mentioned: [grace, lin, grace] },
      by(lin),
    );
    const [written] = ofKind(decided, "write");
    expect(written?.body).toBe(" as *is* \n");
    expect(ofKind(decided, "comment")[0]).toMatchObject({ id: decided.id, text: written?.text, attachments: [] });
    expect(ofKind(decided, "join")).toEqual([{ kind: "join", person: lin }]);
    expect(entryOf(decided)).toMatchObject({ kind: "commented", data: { text: written?.text, number: 3 } });
    expect(toldBy(decided)).toEqual([`${grace} mentioned`]);
  });

  it("has up to 65,535 characters, counted as people count them", () => {
    expect(() => comment(incident(), { body: "🔥".repeat(65_535) }, by())).not.toThrow();
    expect(refusalOf(() => comment(incident(), { body: "x".repeat(65_536) }, by()))).toBe(
      "A comment has at most 65,535 characters; this one has 65,536. Attach the rest as a file.",
    );
  });

  it("is empty only with a file or a link", () => {
    expect(refusalOf(() => comment(incident(), { body: " \0\n" }, by()))).toContain("A comment needs words or a file.");
    expect(() => comment(incident(), { body: "", attachments: [file] }, by())).not.toThrow();
    expect(() => comment(incident(), { body: "", links: old.links }, by())).not.toThrow();
  });

  it("names its files in the timeline and carries at most ten", () => {
    const decided = comment(incident(), { body: "", attachments: [file] }, by());
    expect(entryOf(decided).data["attachments"]).toEqual(["graph.png"]);
    const eleven = Array.from({ length: 11 }, () => file);
    expect(refusalOf(() => comment(incident(), { body: "", attachments: eleven }, by()))).toBe(
      "A comment carries at most 10 files; this one has 11. Send the rest with another comment.",
    );
  });

  it("loses NUL, which no database keeps", () => {
    expect(ofKind(comment(incident(), { body: "a\0b" }, by()), "write")[0]?.body).toBe("ab");
  });
});

describe("an edit", () => {
  it("tells before and after, follows the comment and keeps its links", () => {
    const decided = editComment(incident(), old, { body: "better", mentioned: [ada, grace] }, by(ada));
    const [written] = ofKind(decided, "write");
    expect(ofKind(decided, "edit-comment")).toEqual([
      { kind: "edit-comment", id: old.id, text: written?.text, links: old.links },
    ]);
    expect(entryOf(decided)).toMatchObject({
      kind: "comment-edited",
      data: { comment: old.id, number: 3, before: old.text, after: written?.text, text: written?.text },
      follows: old.id,
    });
    expect(toldBy(decided)).toEqual([`${grace} mentioned`]);
  });

  it("is the author's alone, and not of what is deleted", () => {
    expect(refusalOf(() => editComment(incident(), old, { body: "x" }, by(grace)))).toBe(
      "Only its author can edit a comment. Add one of your own instead.",
    );
    expect(refusalOf(() => editComment(incident(), gone, { body: "x" }, by()))).toBe(
      "Comment 3 of INC-42 has been deleted. Write another one instead.",
    );
  });
});

describe("a deletion", () => {
  it("is for the author and for whoever manages incidents", () => {
    for (const decided of [
      deleteComment(incident(), old, { manages: false }, by(ada)),
      deleteComment(incident(), old, { manages: true }, by(grace)),
    ]) {
      expect(decided.changes).toEqual([{ kind: "delete-comment", id: old.id, text: old.text }]);
      expect(entryOf(decided)).toEqual({
        kind: "comment-deleted",
        data: { comment: old.id, number: 3 },
        follows: old.id,
      });
    }
    expect(refusalOf(() => deleteComment(incident(), old, { manages: false }, by(grace)))).toContain(
      "Only its author, or somebody",
    );
    expect(refusalOf(() => deleteComment(incident(), gone, { manages: true }, by()))).toContain("has been deleted");
  });
});

describe("a key moment", () => {
  it("is marked and cleared once, and never on what is deleted", () => {
    expect(entryOf(markKeyMoment(incident(), old, true, by())).kind).toBe("key-moment-marked");
    expect(entryOf(markKeyMoment(incident(), { ...old, keyMoment: true }, false, by())).kind).toBe(
      "key-moment-cleared",
    );
    for (const [one, marked] of [
      [old, false],
      [{ ...old, keyMoment: true }, true],
      [gone, true],
    ] as const) {
      expect(markKeyMoment(incident(), one, marked, by())).toEqual({ changes: [], entries: [], jobs: [] });
    }
  });
});
