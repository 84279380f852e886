import { describe, expect, it } from "vitest";
import type { Channel } from "../../src/domain/channel.ts";
import type { By, Decision } from "../../src/domain/decision.ts";
import { asId, type ChannelId, type EntryId, type IncidentId, type TaskId, type TextId } from "../../src/domain/ids.ts";
import { removeAttachment } from "../../src/domain/incident/attachment.ts";
import { comment, deleteComment, editComment, markKeyMoment } from "../../src/domain/incident/comment.ts";
import { markDuplicate } from "../../src/domain/incident/duplicate.ts";
import * as fields from "../../src/domain/incident/fields.ts";
import * as labels from "../../src/domain/incident/labels.ts";
import { open } from "../../src/domain/incident/open.ts";
import * as people from "../../src/domain/incident/people.ts";
import { acknowledge, changeStatus, take } from "../../src/domain/incident/progress.ts";
import { remove } from "../../src/domain/incident/remove.ts";
import * as tasks from "../../src/domain/incident/task.ts";
import { entryKinds } from "../../src/domain/incident/timeline.ts";
import { postUpdate } from "../../src/domain/incident/update.ts";
import { ada, by, frozen, grace, incident, lin, noon, severity } from "../support/incident.ts";

const everybody = [ada, grace, lin];
const text = asId<TextId>("0198a0de-0000-7000-8000-0000000000aa");
const note = {
  id: asId<EntryId>("0198a0de-0000-7000-8000-0000000000e1"),
  number: 1,
  author: `person:${ada}`,
  text,
  links: [],
  createdAt: noon,
  keyMoment: false,
};
const channel: Channel = {
  id: asId<ChannelId>("0198a0de-0000-7000-8000-0000000000c1"),
  key: "payments",
  name: "Payments",
  description: "",
  builtIn: false,
  createdBy: "system",
};
const task = (number: number, doneAt?: Temporal.Instant) => ({
  id: asId<TaskId>(`0198a0de-0000-7000-8000-00000000007${number}`),
  number,
  text,
  ...(doneAt === undefined ? {} : { doneAt }),
});
const link = { name: "Docs", url: "https://acme.test/" };
const resource = { kind: "host", id: "1", name: "db" };
/** An incident with one of everything; whatever tries to change it in place fails. */
const rich = frozen(
  incident({
    severity: severity("sev3"),
    description: text,
    resolution: text,
    tags: ["db"],
    links: [link],
    resources: [resource],
    channels: [channel.id],
    roles: { scribe: lin },
    assignees: [{ kind: "person", id: lin }],
    acknowledgements: [{ person: lin, at: noon }],
    tasks: [task(1), task(2, noon)],
    participants: [lin],
  }),
);
const other = frozen(incident({ id: asId<IncidentId>("0198a0de-0000-7000-8000-000000000041"), number: 41 }));
const toGrace = { kind: "person", id: grace } as const;

const decisions: Readonly<Record<string, (by: By) => readonly Decision[]>> = {
  open: (who) => [
    open({ title: "x", openedBy: "command", assignees: [toGrace], members: everybody, mentioned: everybody }, who),
  ],
  acknowledge: (who) => [acknowledge(rich, who)],
  take: (who) => [take(rich, who)],
  status: (who) => [changeStatus(rich, "resolved", who, "fixed")],
  title: (who) => [fields.retitle(rich, "New", who)],
  description: (who) => [fields.describe(rich, "new", everybody, who)],
  resolution: (who) => [fields.setResolution(rich, "new", who)],
  severity: (who) => [fields.setSeverity(rich, severity("sev1"), who)],
  start: (who) => [fields.setStart(rich, noon.subtract({ hours: 1 }), who)],
  privacy: (who) => [fields.setPrivate(rich, true, who)],
  assign: (who) => [
    people.assign(rich, toGrace, [], who),
    people.assign(rich, { kind: "email", address: "a@b.c" }, everybody, who),
  ],
  unassign: (who) => [people.unassign(rich, { kind: "person", id: lin }, who)],
  role: (who) => [
    people.setRole(rich, "commander", grace, who),
    people.setRole(rich, "scribe", ada, who),
    people.clearRole(rich, "scribe", who),
  ],
  "somebody let in": (who) => [people.addPerson(rich, grace, who)],
  tag: (who) => [labels.addTag(rich, "new", who), labels.removeTag(rich, "db", who)],
  link: (who) => [
    labels.addLink(rich, { name: "", url: "https://new.test" }, who),
    labels.removeLink(rich, "Docs", who),
  ],
  resource: (who) => [labels.addResource(rich, { ...resource, id: "2" }, who), labels.removeResource(rich, "db", who)],
  channel: (who) => [labels.deliver({ ...rich, channels: [] }, channel, who), labels.undeliver(rich, channel, who)],
  comment: (who) => [
    comment(rich, { body: "x", mentioned: everybody }, who),
    deleteComment(rich, note, { manages: true }, who),
  ],
  "key moment": (who) => [markKeyMoment(rich, note, true, who)],
  file: (who) => [removeAttachment(rich, { id: asId("f"), name: "a.png", storageKey: "k" }, who)],
  task: (who) => [
    tasks.addTask(rich, { body: "x", assignee: grace }, who),
    tasks.assignTask(rich, 1, ada, who),
    tasks.finishTask(rich, 1, who),
    tasks.reopenTask(rich, 2, who),
  ],
  update: (who) => [postUpdate(rich, { known: "x" }, who)],
  duplicate: (who) => Object.values(markDuplicate(rich, other, who)),
  deletion: (who) => [remove(rich, who)],
};

describe.each(Object.entries(decisions))("a decision about %s", (_name, decide) => {
  it("writes at least one entry of a known kind, and changes nothing in place", () => {
    for (const { entries } of decide(by(ada))) {
      expect(entries.length).toBeGreaterThan(0);
      for (const { kind } of entries) expect(entryKinds).toHaveProperty(kind);
    }
  });

  it("tells nobody of their own act, and nobody twice", () => {
    for (const who of everybody) {
      if (_name === "acknowledge" || _name === "take") if (who === lin) continue;
      for (const { entries } of decide(by(who))) {
        const told = entries.flatMap(({ tells = [] }) => tells.map(({ person }) => person));
        expect(told).not.toContain(who);
        expect(told).toHaveLength(new Set(told).size);
      }
    }
  });

  it("writes every text that its entries name", () => {
    for (const { changes, entries } of decide(by(ada))) {
      const written = changes.flatMap((change) => (change.kind === "write" ? [change.text] : []));
      expect(entries.flatMap(({ data }) => (data.text === undefined ? [] : [data.text]))).toEqual(written);
    }
  });
});

describe("an edit of a comment", () => {
  it("tells nobody of their own act", () => {
    const { entries } = editComment(rich, note, { body: "x", mentioned: everybody }, by(ada));
    expect(entries[0]?.tells?.map(({ person }) => person)).toEqual([grace, lin]);
  });
});
