import { describe, expect, it } from "vitest";
import { system } from "../../src/domain/actor.ts";
import { asId, type ChannelId, type ConnectionId, type TeamId } from "../../src/domain/ids.ts";
import { open } from "../../src/domain/incident/open.ts";
import {
  ada,
  by,
  entryOf,
  frozen,
  grace,
  lin,
  noon,
  ofKind,
  refusalOf,
  severity,
  toldBy,
} from "../support/incident.ts";

const wanted = { title: "Checkout down", openedBy: "command" } as const;

describe("an opening", () => {
  it("starts now, open and public, with its creator on it", () => {
    const opened = open(wanted, by());
    expect(ofKind(opened, "open")[0]?.incident).toEqual({
      id: opened.id,
      title: "Checkout down",
      status: "open",
      private: false,
      startedAt: noon.add({ hours: 1 }),
      openedBy: "command",
    });
    expect(ofKind(opened, "join")).toEqual([{ kind: "join", person: ada }]);
  });

  it("says in its first entry all that was declared", () => {
    const opened = open(
      {
        ...wanted,
        severity: severity("sev1"),
        tags: ["#DB", "db", "eu"],
        assignees: [{ kind: "email", address: "Bo@acme.test" }],
        startedAt: noon,
        source: { kind: "message", name: "help", url: "https://chat.test/1" },
      },
      by(),
    );
    expect(entryOf(opened)).toMatchObject({
      kind: "declared",
      data: {
        name: "Checkout down",
        status: "open",
        severity: "sev1",
        tags: ["db", "eu"],
        assignees: ["email:bo@acme.test"],
        start_time: "2026-01-05T12:00:00Z",
        private: false,
        how: "command",
        source: { kind: "message", name: "help", url: "https://chat.test/1" },
      },
    });
    expect(ofKind(opened, "tag").map(({ tag }) => tag)).toEqual(["db", "eu"]);
  });

  it("keeps the description as a text of its own, which the first entry names", () => {
    const opened = open({ ...wanted, description: "No card is\naccepted." }, by());
    const [written] = ofKind(opened, "write");
    expect(written?.body).toBe("No card is\naccepted.");
    expect(ofKind(opened, "open")[0]?.incident.description).toBe(written?.text);
    expect(entryOf(opened).data.text).toBe(written?.text);
    expect(ofKind(open({ ...wanted, description: " \n" }, by()), "write")).toEqual([]);
  });

  it("puts whoever it is given to on it, once each, so that they see it even if it is private", () => {
    const assignees = [
      { kind: "person", id: grace },
      { kind: "person", id: ada },
      { kind: "person", id: grace },
    ] as const;
    const opened = open({ ...wanted, private: true, assignees }, by());
    expect(ofKind(opened, "assign").map(({ assignee }) => assignee)).toEqual(assignees.slice(0, 2));
    expect(ofKind(opened, "join").map(({ person }) => person)).toEqual([ada, grace]);
  });

  it("tells the assigned, the members of assigned teams and the mentioned, each once and never its creator", () => {
    const opened = open(
      {
        ...wanted,
        assignees: [
          { kind: "person", id: grace },
          { kind: "team", id: asId<TeamId>("0198a0de-0000-7000-8000-000000000007") },
        ],
        members: [ada, grace],
        mentioned: [grace, lin, ada, lin],
      },
      by(ada),
    );
    expect(toldBy(opened)).toEqual([`${grace} assigned`, `${lin} mentioned`]);
    expect(toldBy(open({ ...wanted, mentioned: [ada] }, by(system)))).toEqual([`${ada} mentioned`]);
  });

  it("may be back-dated, never begun in the future", () => {
    const opened = open({ ...wanted, startedAt: noon }, by());
    expect(ofKind(opened, "open")[0]?.incident.startedAt).toEqual(noon);
    expect(refusalOf(() => open({ ...wanted, startedAt: noon.add({ hours: 2 }) }, by()))).toBe(
      "An incident cannot start in the future. Leave the start out to say now.",
    );
  });

  it("makes a thread the incident's own and delivers to channels", () => {
    const thread = { connection: asId<ConnectionId>("c"), chat: "C1", thread: "1.2" };
    const channel = asId<ChannelId>("0198a0de-0000-7000-8000-000000000008");
    const opened = open({ ...wanted, thread, channels: [channel] }, by());
    expect(ofKind(opened, "own-place")[0]?.place).toEqual(thread);
    expect(ofKind(opened, "deliver")).toEqual([{ kind: "deliver", channel }]);
  });

  it("changes nothing of what it was given", () => {
    const given = frozen({ ...wanted, tags: ["a"], assignees: [{ kind: "person", id: grace } as const], links: [] });
    expect(() => open(given, by())).not.toThrow();
  });
});
