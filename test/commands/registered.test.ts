import { expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { registeredLine } from "../../src/commands/registered.ts";

const table = menu();

it.each([
  ["/oncall", "/oncall now"],
  ["/tocsin me", "/tocsin me show"],
  ["/tocsin contact add ntfy phone", "/tocsin target add mine:yes ntfy phone"],
  ["/incident mute 42", "/incident page snooze asks:yes for:forever 42"],
  ["/incident why-paged 42", "/incident page why 42"],
  ["/tocsin me test", "/tocsin me test"],
  ["/oncall layer add", "/oncall layer add"],
  ["/oncall layer", "/oncall layer"],
  ["/usr/bin/env", "/usr/bin/env"],
])("knows %s as %s on every platform", (typed, registered) => {
  expect(registeredLine(table, typed)).toBe(registered);
});
