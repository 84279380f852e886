import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { word } from "../../src/commands/arguments/plain.ts";
import { type Command, command, named, several } from "../../src/commands/command.ts";
import type { CommandCtx } from "../../src/commands/context.ts";
import { chosenLine, controlId, incidentInLine, readControlId } from "../../src/commands/press.ts";
import { readLine } from "../../src/commands/read.ts";
import { buildTable } from "../../src/commands/table.ts";

const declared = (path: string, args: Command["args"]): Command =>
  command({
    path,
    summary: "Do it",
    permission: "incident.view",
    answer: "private",
    args,
    run: async () => ({ summary: "", blocks: [] }),
  });
const table = buildTable([
  declared("incident severity", { incident: word("Which"), severity: word("How bad") }),
  declared("incident list", { status: named(word("Status")), assignee: several(word("Whose")) }),
]);
const read = async (line: string) => readLine(table, {} as CommandCtx, line);

describe("the id of a control", () => {
  it("comes apart into what it was made of", () => {
    fc.assert(
      fc.property(
        fc.nat(99),
        fc.option(fc.integer({ min: 1, max: 999 }), { nil: undefined }),
        fc.string(),
        (n, occurrence, line) => {
          const control = { line, ...(occurrence === undefined ? {} : { occurrence }) };
          expect(readControlId(controlId(n, control))).toEqual(control);
        },
      ),
    );
  });

  it("that is none of ours is nobody's", () => {
    for (const id of ["", "open", "1|link", "x|1|incident ack", "1|x|incident ack"])
      expect(readControlId(id)).toBe(null);
  });
});

describe("the incident in a line", () => {
  it("is the first that software names", () => {
    expect(incidentInLine("incident duplicate inc-43 inc-42")).toBe(43);
    expect(incidentInLine("incident ack INC-7")).toBe(7);
    for (const line of ["incident list", "incident ack 42", "incident open xinc-1", "incident open inc-1x"]) {
      expect(incidentInLine(line)).toBe(undefined);
    }
  });
});

describe("a choice", () => {
  it("fills the argument that the line leaves open", async () => {
    const line = chosenLine(table, "incident severity inc-42 severity:", ["sev1"]);
    expect(line).toBe('incident severity severity:"sev1" inc-42');
    expect(await read(line)).toMatchObject({ values: { incident: "inc-42", severity: "sev1" } });
  });

  it("of several fills it several times, beside what is named already", async () => {
    const line = chosenLine(table, "incident list status:open assignee:", ["ada", "a, b"]);
    expect(await read(line)).toMatchObject({ values: { status: "open", assignee: ["ada", "a, b"] } });
  });

  it("follows a line that leaves nothing open", () => {
    expect(chosenLine(table, "incident severity inc-42", ["sev1"])).toBe('incident severity inc-42 "sev1"');
    expect(chosenLine(table, "nonsense x:", ["y"])).toBe("nonsense x:");
  });

  it("arrives as it was, with quotation marks and spaces", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom("a", " ", '"', "“", ":", "-", "🔥"), minLength: 1, maxLength: 10 }),
        async (value) => {
          const line = chosenLine(table, "incident severity inc-42 severity:", [value]);
          expect(await read(line)).toMatchObject({ values: { incident: "inc-42", severity: value } });
        },
      ),
    );
  });
});
