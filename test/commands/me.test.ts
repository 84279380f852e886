import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import type { Form } from "../../src/presentation/form.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = buildTable(tocsinCommands, tocsinAliases);

/** Ada's and Lin's side of `/tocsin me`. */
const mine = (acme: TestWorkspace, name: "ada" | "lin" = "ada") => {
  const ctx = acme.as(name);
  return {
    types: (line: string) => acme.types(table, ctx, `tocsin me ${line}`),
    answers: (line: string) => acme.answers(table, ctx, `tocsin me ${line}`),
    opens: async (line: string): Promise<Form> => {
      const outcome = await dispatch(table, ctx, { kind: "line", line: `tocsin me ${line}` });
      if (outcome.kind !== "form") throw new Error("No form was shown.");
      return outcome.form;
    },
    fills: async (form: Form, values: Readonly<Record<string, string>>) =>
      dispatch(table, ctx, { kind: "options", path: form.path, given: { ...form.known, ...values } }),
  };
};

describe("/tocsin me", () => {
  it("says how one is reached, and when one would hear of a page now", async () => {
    await using acme = await testWorkspace();
    const card = await mine(acme).answers("");
    expect(await mine(acme).types("")).toContain(
      [
        "- Pages: Slack @ada at once, ada@acme.test after 2m (as for everybody)",
        "- Everything else: Slack @ada (as for everybody)",
        "- Quiet hours: none",
        "- Daily summary: 09:00, next 2026-01-06T08:00Z",
        "- At most: 10 messages a minute",
        "Paged now, you would hear at 2026-01-05T09:00Z by Slack @ada and at 2026-01-05T09:02Z by ada@acme.test.",
      ].join("\n"),
    );
    expect(buttonsOf(card)).toMatchObject({ "Send a test": "tocsin me test", "Quiet hours": "tocsin me quiet" });
  });

  it("promises no mail where none can be sent", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const outbox = { ...ada.outside.outbox, problem: () => "No mail server is set up. Set SMTP_URL." };
    const ctx = { ...ada, outside: { ...ada.outside, outbox } };
    const card = await acme.types(table, ctx, "tocsin me");
    expect(card).toContain("- Pages: Slack @ada at once, ada@acme.test (no mail server is set up) after 2m");
    expect(card).toContain("Paged now, you would hear at 2026-01-05T09:00Z by Slack @ada.");
    expect(await acme.types(table, ctx, "tocsin me contacts")).toContain(
      "- ada@acme.test (email): No mail server is set up. Set SMTP_URL.",
    );
    await acme.types(table, ctx, "tocsin me rules page email");
    expect(await acme.types(table, ctx, "tocsin me")).toContain("Paged now, you would hear nothing.");
  });

  it("is also for those who may only read", async () => {
    await using acme = await testWorkspace();
    expect(await mine(acme, "lin").types("rules page email")).toContain("- Pages: lin@acme.test at once");
  });
});

describe("/tocsin me rules", () => {
  it("says by which contacts one hears, in which order", async () => {
    await using acme = await testWorkspace();
    const { types } = mine(acme);
    expect(await types("rules page email after 5m, slack")).toContain(
      "- Pages: Slack @ada at once, ada@acme.test after 5m\n- Everything else: Slack @ada (as for everybody)",
    );
    expect(await types("rules urgent slack, email")).toContain(
      "- Urgent pages: Slack @ada and ada@acme.test at once\n",
    );
    expect(await types("rules notice email")).toContain("- Everything else: ada@acme.test\n");
    expect(await types("rules page default")).toContain("ada@acme.test after 2m (as for everybody)");
    expect(await acme.audited("person")).toContainEqual({
      kind: "changed",
      data: { field: "rules for page", before: "slack, email after 5m", after: "" },
    });
  });

  it("refuses what one has not, and what is so already", async () => {
    await using acme = await testWorkspace();
    const { types } = mine(acme);
    expect(await types("rules page discord")).toContain(
      '"discord" is none of your contacts. They are slack, email. See /tocsin me contacts.',
    );
    expect(await types("rules page default")).toContain("That is how it is set already.");
    expect(await types("rules often slack")).toContain("expected one of page, urgent, notice");
  });

  it("asks in a form, with what was chosen in it", async () => {
    await using acme = await testWorkspace();
    const { types, opens, fills } = mine(acme);
    const first = await opens("rules page");
    expect(first.inputs).toMatchObject([{ placeholder: "slack, email after 2m", optional: true }]);
    expect(first.inputs[0]).not.toHaveProperty("initial");
    await fills(first, { rules: "slack, email after 10m" });
    const second = await opens("rules page");
    expect(second.inputs).toMatchObject([{ initial: "slack, email after 10m" }]);
    await fills(second, { rules: "" });
    expect(await types("")).toContain("ada@acme.test after 2m (as for everybody)");
  });
});

describe("/tocsin me quiet", () => {
  it("holds in one's own zone, and says until when", async () => {
    await using acme = await testWorkspace();
    const { types } = mine(acme);
    expect(await types("quiet 22:00-07:00 mon-fri")).toContain("- Quiet hours: 22:00-07:00 mon-fri\n");
    await acme.clock.advance("13h");
    expect(await types("")).toContain("- Quiet hours: 22:00-07:00 mon-fri. They hold now, until 2026-01-06T06:00Z\n");
    expect(await types("")).toContain("by Slack @ada and at 2026-01-05T22:02Z by ada@acme.test, quiet hours or not;");
    await types("zone America/New_York");
    expect(await types("")).toContain("- Quiet hours: 22:00-07:00 mon-fri\n");
    expect(await types("quiet off")).toContain("- Quiet hours: none");
    expect(await types("quiet off")).toContain("already");
  });

  it("asks in a form", async () => {
    await using acme = await testWorkspace();
    const form = await mine(acme).opens("quiet");
    expect(form.inputs).toMatchObject([{ name: "hours", hint: expect.stringContaining("In Europe/Berlin.") }]);
    const outcome = await mine(acme).fills(form, { hours: "10pm to 7am" });
    expect(JSON.stringify(outcome)).toContain("22:00-07:00");
  });
});

describe("/tocsin me summary", () => {
  it("comes when one wants it, or not at all", async () => {
    await using acme = await testWorkspace();
    const { types } = mine(acme);
    expect(await types("summary 8:30")).toContain("- Daily summary: 08:30, next 2026-01-06T07:30Z");
    expect(await types("summary off")).toContain("- Daily summary: none");
    expect(await types("summary on")).toContain("- Daily summary: 08:30");
    expect(await types("summary soon")).toContain("no time of day");
  });
});

describe("/tocsin me limit", () => {
  it("is between one and sixty a minute", async () => {
    await using acme = await testWorkspace();
    const { types } = mine(acme);
    expect(await types("limit 1")).toContain("- At most: 1 message a minute");
    expect(await types("limit 61")).toContain("Between 1 and 60");
    expect(await types("limit 1")).toContain("already");
  });
});
