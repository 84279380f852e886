import { expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import type { ConnectionId } from "../../src/domain/ids.ts";
import type { Inbound } from "../../src/platforms/inbound.ts";
import { fromKept, isSecret, keptOf, withoutSecrets } from "../../src/platforms/sealed.ts";
import { openKeys } from "../../src/store/key.ts";
import { openVault } from "../../src/store/seal.ts";
import { memoryOutside } from "../support/outside.ts";

const table = menu();
const outside = memoryOutside();
const from = {
  key: "form:1",
  place: { connection: "c" as ConnectionId, chat: "C1" },
  account: { id: "U1", realm: "T1" },
  reach: {},
};
const form: Inbound = { ...from, kind: "form", path: "tocsin target add", given: { kind: "ntfy", token: "hunter2" } };
const typed: Inbound = { ...from, kind: "command", line: "list" };

it("keeps a form sealed, and everything else as it came", () => {
  const kept = JSON.parse(JSON.stringify(keptOf(outside, form)));
  expect(JSON.stringify(kept)).not.toContain("hunter2");
  expect(fromKept(outside, kept)).toEqual(form);
  expect(keptOf(outside, typed)).toEqual(typed);
  expect(fromKept(outside, typed)).toEqual(typed);
});

it("opens no form with another key, nor under another inbound's name", async () => {
  const kept = keptOf(outside, form);
  const other = openVault(await openKeys([Buffer.alloc(32, 6).toString("base64")], "/nowhere"));
  expect(fromKept(memoryOutside(other), kept)).toBeNull();
  expect(fromKept(outside, { ...kept, key: "form:2" })).toBeNull();
});

it("knows which forms ask for secrets, and what of a request may be kept", () => {
  expect(isSecret(table, form)).toBe(true);
  expect(isSecret(table, typed)).toBe(false);
  expect(isSecret(table, { ...from, kind: "form", path: "incident open", given: {} })).toBe(false);
  const request = { kind: "options", path: "tocsin target add", given: { kind: "ntfy", token: "hunter2" } } as const;
  expect(withoutSecrets(table, request)).toEqual({ ...request, given: { kind: "ntfy" } });
});
