import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { CommandCtx } from "../../src/commands/context.ts";
import { menu } from "../../src/commands/menu.ts";
import type { Message } from "../../src/presentation/message.ts";
import { tick } from "../../src/services/beat/tick.ts";
import { enter } from "../../src/services/session/enter.ts";
import { sessionsKept } from "../../src/services/session/forget.ts";
import { rowsOf } from "../../src/store/database.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = menu();
const url = "https://tocsin.example.com";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const safari =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1";

const linkIn = (message: Message): string => {
  const [control] = message.blocks.flatMap((block) => (block.kind === "controls" ? block.controls : []));
  return control?.kind === "link-button" ? control.url : "none";
};

/** Somebody types `/tocsin web` and follows the link. */
const comeIn = async (acme: TestWorkspace, ctx: CommandCtx, agent: string): Promise<void> => {
  const secret =
    linkIn(await acme.answers(table, { ...ctx, url }, "tocsin web"))
      .split("/")
      .at(-1) ?? "";
  expect(await enter(ctx, { secret, guesser: "192.0.2.1", agent })).toHaveProperty("carries");
};

const rows = async (acme: TestWorkspace) =>
  rowsOf(await acme.database.read((tx) => tx.execute(sql`select id from sessions`)));

describe("/tocsin web", () => {
  it("gives a link of the bot's own address, of which only a digest is kept", async () => {
    await using acme = await testWorkspace();
    const answer = await acme.answers(table, { ...acme.as("lin"), url }, "tocsin web");
    const link = linkIn(answer);
    expect(link).toMatch(/^https:\/\/tocsin\.example\.com\/web\/enter\/[\w-]{43}$/);
    const kept = await acme.database.read((tx) => tx.execute(sql`select to_jsonb(t) as row from tokens t`));
    expect(rowsOf(kept)).toHaveLength(1);
    expect(JSON.stringify(rowsOf(kept))).not.toContain(link.split("/").at(-1));
  });

  it("says what is missing where nobody said how browsers reach the bot", async () => {
    await using acme = await testWorkspace();
    const said = await acme.types(table, acme.as("ada"), "tocsin web");
    expect(said).toContain("TOCSIN_URL=https://tocsin.example.com");
  });
});

describe("/tocsin session", () => {
  it("lists the browsers somebody is in at, the last used first, and ends the one whose button is pressed", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await comeIn(acme, ada, firefox);
    await acme.clock.advance("1h");
    await comeIn(acme, ada, safari);
    const list = await acme.answers(table, ada, "tocsin web list");
    expect(list.summary).toBe("You are in at 2 browsers");
    expect(JSON.stringify(list.blocks[0])).toContain("Safari on an iPhone");
    expect(JSON.stringify(list.blocks[1])).toContain("Firefox on Linux");
    expect(await acme.types(table, ada, buttonsOf(list)["End"] ?? "")).toContain(
      "The session at Firefox on Linux has ended.",
    );
    expect(await acme.types(table, ada, "tocsin session list")).not.toContain("Firefox");
    expect(await acme.types(table, ada, buttonsOf(list)["End"] ?? "")).toContain("has ended already");
  });

  it("ends all at once, and says so in the audit", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await comeIn(acme, ada, firefox);
    await comeIn(acme, ada, safari);
    expect(await acme.types(table, ada, "tocsin session end all")).toContain("2 sessions have ended.");
    expect(await acme.types(table, ada, "tocsin session list")).toContain("You are in at no browser.");
    const told = await acme.audited("person");
    expect(told.map(({ data }) => data)).toMatchObject([
      { browser: "Firefox on Linux" },
      { browser: "Safari on an iPhone" },
      { sessionsEnded: [expect.any(String), expect.any(String)] },
    ]);
  });

  it("lets administrators see and end anybody's, and nobody else", async () => {
    await using acme = await testWorkspace();
    await comeIn(acme, acme.as("grace"), firefox);
    expect(await acme.types(table, acme.as("lin"), "tocsin session list person:@grace")).toContain("administrators");
    expect(await acme.types(table, acme.as("lin"), "tocsin session end person:@grace all")).toContain("administrators");
    const list = await acme.answers(table, acme.as("bo"), "tocsin session list person:@grace");
    expect(list.summary).toBe("Grace is in at 1 browser");
    expect(await acme.types(table, acme.as("bo"), buttonsOf(list)["End"] ?? "")).toContain("has ended");
  });

  it("ends by itself a day after its last use, and is forgotten then", async () => {
    await using acme = await testWorkspace();
    await comeIn(acme, acme.as("ada"), firefox);
    await tick(acme.as("ada"), sessionsKept);
    await acme.clock.advance("23h59m");
    expect(await acme.types(table, acme.as("ada"), "tocsin session list")).toContain("Firefox on Linux");
    await acme.clock.advance("1m");
    expect(await acme.types(table, acme.as("ada"), "tocsin session list")).toContain("at no browser");
    await tick(acme.as("ada"), sessionsKept);
    expect(await rows(acme)).toEqual([]);
  });

  it("ends when its person turns out to be another", async () => {
    await using acme = await testWorkspace();
    await comeIn(acme, acme.as("grace"), firefox);
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await acme.types(table, acme.as("ada"), "tocsin link"))?.[0];
    await acme.types(table, acme.as("grace"), `tocsin link --yes ${code}`);
    expect(await rows(acme)).toEqual([]);
  });
});
