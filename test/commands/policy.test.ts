import { describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = menu();

/** What Grace, who is standard, reads after a line. */
const typed = (acme: TestWorkspace, line: string) => acme.types(table, acme.as("grace"), line);

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
