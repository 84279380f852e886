import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Channel } from "../../src/domain/channel.ts";
import { asId, type ChannelId } from "../../src/domain/ids.ts";
import {
  addLink,
  addResource,
  addTag,
  checkTag,
  checkUrl,
  deliver,
  removeLink,
  removeResource,
  removeTag,
  undeliver,
} from "../../src/domain/incident/labels.ts";
import { Refusal } from "../../src/domain/refusal.ts";
import { by, entryOf, incident, ofKind, refusalOf } from "../support/incident.ts";

const payments: Channel = {
  id: asId<ChannelId>("0198a0de-0000-7000-8000-0000000000c1"),
  key: "payments",
  name: "Payments",
  description: "",
  builtIn: false,
  createdBy: "system",
};
const all: Channel = {
  ...payments,
  id: asId<ChannelId>("0198a0de-0000-7000-8000-0000000000c2"),
  key: "all",
  builtIn: true,
};
const host = { kind: "host", id: "i-1", name: "db-1" };

describe("a tag", () => {
  it("is one lower-case word, with or without #", () => {
    expect(checkTag(" #Team:DB/Größe-1.x ")).toBe("team:db/größe-1.x");
  });

  it("is refused when nobody could type it back", () => {
    for (const typed of ["two words", "", "-dash", "a,b", "x".repeat(65), "a\0b"]) {
      expect(refusalOf(() => checkTag(typed))).toContain("Use one word of letters, digits, _ . : / or -, at most 64.");
    }
  });

  it("stays what it is when it is checked again", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (typed) => {
        try {
          const once = checkTag(typed);
          expect(checkTag(once)).toBe(once);
        } catch (error) {
          expect(error).toBeInstanceOf(Refusal);
        }
      }),
    );
  });

  it("is added and removed once, and the timeline says which", () => {
    expect(entryOf(addTag(incident(), "DB", by()))).toEqual({ kind: "tagged", data: { after: "db" } });
    const tagged = incident({ tags: ["db"] });
    expect(refusalOf(() => addTag(tagged, "#db", by()))).toBe("INC-42 already has the tag db.");
    expect(entryOf(removeTag(tagged, "DB", by()))).toEqual({ kind: "untagged", data: { before: "db" } });
    expect(refusalOf(() => removeTag(incident(), "db", by()))).toBe("INC-42 does not have the tag db.");
  });
});

describe("a link", () => {
  it("is an address people can follow", () => {
    expect(checkUrl(" HTTPS://Acme.test/a b ")).toBe("https://acme.test/a%20b");
    for (const typed of ["javascript:alert(1)", "acme.test", "file:///etc/passwd", ""]) {
      expect(refusalOf(() => checkUrl(typed))).toContain("is no address. Write one that begins with https://.");
    }
  });

  it("is called what it is called, else by its address", () => {
    const decided = addLink(incident(), { name: "  ", url: "https://acme.test" }, by());
    expect(entryOf(decided)).toEqual({
      kind: "link-added",
      data: { after: { name: "https://acme.test/", url: "https://acme.test/" } },
    });
    const long = addLink(incident(), { name: "🔥".repeat(300), url: "https://acme.test" }, by());
    expect(ofKind(long, "add-link")[0]?.link.name).toBe("🔥".repeat(256));
  });

  it("is removed by its name or by its address as it was typed", () => {
    const linked = incident({ links: [{ name: "Latency", url: "https://acme.test/d/1" }] });
    for (const typed of ["Latency", "https://acme.test/d/1", "https://ACME.test/d/1"]) {
      expect(entryOf(removeLink(linked, typed, by()))).toEqual({
        kind: "link-removed",
        data: { before: { name: "Latency", url: "https://acme.test/d/1" } },
      });
    }
    expect(refusalOf(() => removeLink(linked, "Errors", by()))).toBe(
      'INC-42 has no link "Errors". See what it has with `/incident show inc-42`.',
    );
    expect(refusalOf(() => addLink(linked, { name: "", url: "https://acme.test/d/1" }, by()))).toBe(
      "INC-42 already has that link.",
    );
  });
});

describe("a resource", () => {
  it("is added once for its kind and id, with an address people can follow", () => {
    const decided = addResource(incident(), { ...host, url: "https://acme.test" }, by());
    expect(entryOf(decided)).toEqual({
      kind: "resource-added",
      data: { after: { ...host, url: "https://acme.test/" } },
    });
    const affected = incident({ resources: [host] });
    expect(refusalOf(() => addResource(affected, { ...host, name: "again" }, by()))).toBe(
      "INC-42 already has the host again.",
    );
    expect(() => addResource(affected, { ...host, kind: "service" }, by())).not.toThrow();
    expect(refusalOf(() => addResource(incident(), { ...host, url: "javascript:1" }, by()))).toContain("is no address");
  });

  it("is removed by id, name or kind and name", () => {
    const affected = incident({ resources: [host] });
    for (const typed of ["i-1", "db-1", "host db-1", " host i-1 "]) {
      expect(entryOf(removeResource(affected, typed, by())).data).toEqual({ before: host });
    }
    expect(refusalOf(() => removeResource(affected, "db-2", by()))).toBe(
      'INC-42 has no resource "db-2". See what it has with `/incident show inc-42`.',
    );
  });
});

describe("a channel", () => {
  it("receives the incident once and gives it back once", () => {
    expect(entryOf(deliver(incident(), payments, by()))).toEqual({
      kind: "delivered",
      data: { after: payments.id, channel: "payments" },
    });
    const there = incident({ channels: [payments.id] });
    expect(refusalOf(() => deliver(there, payments, by()))).toBe("INC-42 is already in #payments.");
    expect(entryOf(undeliver(there, payments, by()))).toEqual({
      kind: "undelivered",
      data: { before: payments.id, channel: "payments" },
    });
    expect(refusalOf(() => undeliver(incident(), payments, by()))).toBe("INC-42 is not in #payments.");
  });

  it("named all holds every incident always", () => {
    expect(refusalOf(() => deliver(incident(), all, by()))).toBe("INC-42 is in #all, as every incident is.");
    expect(refusalOf(() => undeliver(incident(), all, by()))).toBe("#all holds every incident; none can leave it.");
  });
});
