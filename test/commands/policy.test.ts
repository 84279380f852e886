import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { menu } from "../../src/commands/menu.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = menu();

/** What Grace, who is standard, reads after a line. */
const typed = (acme: TestWorkspace, line: string) => acme.types(table, acme.as("grace"), line);

/** The form Grace is shown for a line. */
const formOf = async (acme: TestWorkspace, line: string) => {
  const shown = await dispatch(table, acme.as("grace"), { kind: "line", line });
  if (shown.kind !== "form") throw new Error("no form");
  return shown.form;
};

describe("/tocsin escalation create", () => {
  it("asks for what is missing by a form, and carries along what is given", async () => {
    await using acme = await testWorkspace();
    expect((await formOf(acme, "tocsin escalation create")).inputs.map(({ name }) => name)).toEqual([
      "name",
      "steps",
      "channels",
    ]);
    const form = await formOf(acme, 'tocsin escalation create steps:"@ada+@bo 90m x2, @lin" repeats:2 last:@bo');
    expect(form.known).toEqual({ repeats: "2", last: `person:${acme.people.bo}` });
    expect(form.inputs[1]).toMatchObject({ initial: "Ada + Bo 90m x2, Lin 5m" });
    const given = { ...form.known, name: "zed", steps: "Ada + Bo 90m x2, Lin 5m" };
    await dispatch(table, acme.as("grace"), { kind: "options", path: form.path, given });
    expect(await typed(acme, "tocsin escalation show zed")).toContain("and at last Bo");
  });

  it("says below the steps what is wrong with them", async () => {
    await using acme = await testWorkspace();
    const given = { name: "zed", steps: "nemo 5m, @lin" };
    const said = await dispatch(table, acme.as("grace"), { kind: "options", path: "tocsin escalation create", given });
    expect(said).toMatchObject({ refused: true, field: "steps" });
  });
});

describe("/tocsin escalation edit", () => {
  it("shows what is set where nothing is named, and changes nothing that stays the same", async () => {
    await using acme = await testWorkspace();
    await typed(acme, 'tocsin escalation create steps:"@bo 5m, @lin x2" channels:all least:sev2 esc');
    const form = await formOf(acme, "tocsin escalation edit esc");
    const initials = form.inputs.map((input) => [input.name, "initial" in input ? input.initial : undefined]);
    expect(initials).toEqual([
      ["name", "esc"],
      ["steps", "Bo 5m, Lin 5m x2"],
      ["repeats", "0"],
      ["least", "High"],
      ["channels", [{ label: "#all", value: "all" }]],
    ]);
    const given = {
      ...form.known,
      name: "esc",
      steps: "Bo 5m, Lin 5m x2",
      repeats: "0",
      least: "High",
      channels: ["all"],
    };
    const submit = (values: typeof given) =>
      dispatch(table, acme.as("grace"), { kind: "options", path: form.path, given: values });
    expect(await submit(given)).toMatchObject({ refused: true, message: { summary: "esc is set up so already." } });
    expect(await submit({ ...given, repeats: "1" })).toMatchObject({ refused: false });
    expect(await typed(acme, "tocsin escalation show esc")).toContain("then all of it again, 1 time");
  });
});

describe("/tocsin escalation delete", () => {
  it("asks first, with what it pages for", async () => {
    await using acme = await testWorkspace();
    await typed(acme, 'tocsin escalation create steps:"@ada 5m, @bo" channels:all payments');
    const asked = await typed(acme, "tocsin escalation delete payments");
    expect(asked).toContain("Delete payments, which pages for incidents of #all?");
    expect(asked).toContain("[Delete]");
    expect(await typed(acme, "tocsin escalation list")).toContain("payments");
    expect(await typed(acme, "tocsin escalation delete --yes payments")).toContain("payments is deleted.");
    expect(await typed(acme, "tocsin escalation list")).toContain("There is no escalation policy yet");
  });
});

describe("/tocsin policy delete", () => {
  it("asks first, with whom it tells of what", async () => {
    await using acme = await testWorkspace();
    await typed(acme, 'oncall schedule create web every:week people:"@ada, @bo"');
    await typed(acme, "tocsin policy create types:new,comments schedules:web channels:all web-news");
    const asked = await typed(acme, "tocsin policy delete web-news");
    expect(asked).toContain("Delete web-news? It tells whoever is on call in web of #all: ");
    expect(asked).toContain("[Delete]");
    expect(await typed(acme, "tocsin policy list")).toContain("web-news");
    expect(await typed(acme, "tocsin policy delete --yes web-news")).toContain("web-news is deleted.");
    expect(await typed(acme, "tocsin policy list")).toContain("There are no notification policies yet");
  });
});

describe("/tocsin policy try", () => {
  it("promises no mail that cannot be sent", async () => {
    await using acme = await testWorkspace();
    await typed(acme, 'tocsin escalation create steps:"@ada 5m" channels:all payments');
    expect(await typed(acme, "tocsin policy try payments")).toContain("Ada by Slack @ada and ada@acme.test after 2m");
    const grace = acme.as("grace");
    const outbox = { ...grace.outside.outbox, problem: () => "No mail server is set up. Set SMTP_URL." };
    const ctx = { ...grace, outside: { ...grace.outside, outbox } };
    expect(await acme.types(table, ctx, "tocsin policy try payments")).toContain(
      "Ada by Slack @ada and ada@acme.test (no mail server is set up)",
    );
  });
});
