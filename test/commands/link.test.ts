import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { personCalled } from "../../src/services/person/find.ts";
import { rowsOf } from "../../src/store/database.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = menu();
const codeIn = (words: string): string => /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(words)?.[0] ?? "none";

const rows = async <T extends object>(acme: TestWorkspace, query: ReturnType<typeof sql>): Promise<readonly T[]> =>
  acme.database.read(async (tx) => rowsOf<T>(await tx.execute(query)));

const codeOf = async (acme: TestWorkspace, name: Parameters<TestWorkspace["as"]>[0]) =>
  codeIn(await acme.types(table, acme.as(name), "tocsin link"));

describe("/tocsin link", () => {
  it("says whose code it is before anything happens, then makes the two one person", async () => {
    await using acme = await testWorkspace();
    const code = await codeOf(acme, "ada");
    expect(await acme.types(table, acme.as("grace"), `tocsin link ${code.toLowerCase()}`)).toContain(
      "That code is of Ada",
    );
    expect(await rows(acme, sql`select 1 from people where linked_to is not null`)).toEqual([]);
    expect(await acme.types(table, acme.as("grace"), `tocsin link --yes ${code}`)).toContain("You are Ada here too");
    expect(
      await rows(
        acme,
        sql`select handle from identities i join people p on p.id = i.person_id where p.name = 'Ada' order by 1`,
      ),
    ).toEqual([{ handle: "ada" }, { handle: "grace" }]);
  });

  it("brings everything of the one to the other", async () => {
    await using acme = await testWorkspace();
    await acme.types(table, acme.as("ada"), "tocsin team create people:@ada,@grace platform");
    await acme.types(table, acme.as("ada"), "tocsin team create people:@grace web");
    await acme.open({ title: "checkout down" }, "grace");
    await acme.types(table, acme.as("grace"), "incident take inc-1");
    await acme.types(table, acme.as("grace"), "incident comment inc-1 I see it");
    const code = await codeOf(acme, "ada");
    await acme.types(table, acme.as("grace"), `tocsin link --yes ${code}`);
    expect(await acme.types(table, acme.as("ada"), "tocsin team list")).toBe("- platform: Ada\n- web: Ada");
    const shown = await acme.types(table, acme.as("ada"), "incident show inc-1");
    expect(shown).toContain("Ada");
    expect(shown).not.toContain("Grace");
    expect(await acme.types(table, acme.as("ada"), "incident timeline inc-1")).not.toContain("Grace");
    expect((await personCalled(acme.as("lin"), acme.people.grace))?.name).toBe("Ada");
    expect(await acme.types(table, acme.as("lin"), "tocsin people")).not.toContain("Grace");
    expect((await acme.audited("person")).at(-1)?.data).toMatchObject({ linked: acme.people.grace });
  });

  it("keeps the higher of the two roles, and never loses the last owner", async () => {
    await using acme = await testWorkspace();
    const code = await codeOf(acme, "lin");
    await acme.types(table, acme.as("ada"), `tocsin link --yes ${code}`);
    const [lin] = await rows<{ role: string }>(acme, sql`select role from people where name = 'Lin'`);
    expect(lin?.role).toBe("owner");
  });

  it("takes no code twice, none of one's own, and none after ten minutes", async () => {
    await using acme = await testWorkspace();
    const code = await codeOf(acme, "ada");
    expect(await acme.types(table, acme.as("ada"), `tocsin link --yes ${code}`)).toContain(
      "You made that code yourself",
    );
    await acme.types(table, acme.as("grace"), `tocsin link --yes ${code}`);
    expect(await acme.types(table, acme.as("lin"), `tocsin link --yes ${code}`)).toContain("is not valid");
    const late = await codeOf(acme, "ada");
    await acme.clock.advance("10m");
    expect(await acme.types(table, acme.as("lin"), `tocsin link --yes ${late}`)).toContain("is not valid");
  });

  it("lets nobody guess on after five wrong codes, for ten minutes", async () => {
    await using acme = await testWorkspace();
    for (let n = 0; n < 5; n += 1) {
      expect(await acme.types(table, acme.as("lin"), "tocsin link 2222-2222")).toContain("is not valid");
    }
    const code = await codeOf(acme, "ada");
    expect(await acme.types(table, acme.as("lin"), `tocsin link --yes ${code}`)).toContain("too many wrong codes");
    await acme.clock.advance("11m");
    const fresh = await codeOf(acme, "ada");
    expect(await acme.types(table, acme.as("lin"), `tocsin link --yes ${fresh}`)).toContain("You are Ada here too");
  });
});

describe("/tocsin connect", () => {
  it("gives administrators a code, and says where a code belongs", async () => {
    await using acme = await testWorkspace();
    expect(codeIn(await acme.types(table, acme.as("ada"), "tocsin connect"))).not.toBe("none");
    expect(await acme.types(table, acme.as("ada"), "tocsin connect 2222-2222")).toContain("connected already");
  });
});
