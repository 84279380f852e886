import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { complete } from "../../src/commands/complete.ts";
import { menu } from "../../src/commands/menu.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";

const table = menu();

describe.each(["incident page person who", "tocsin channel target members", "tocsin channel upgrade members"])(
  "for %s",
  (target) => {
    let world: TestWorkspace;
    beforeAll(async () => {
      world = await testWorkspace();
      await world.types(table, world.as("ada"), "tocsin team create people:@grace graphics");
      await world.types(table, world.as("ada"), "oncall schedule create every:week people:@ada grid");
    });
    afterAll(() => world[Symbol.asyncDispose]());

    const offered = (typed: string) => complete(table, world.as("ada"), target, typed);

    it("people, teams and schedules are offered by how they begin", async () => {
      const all = await offered("gr");
      expect(all.map(({ label }) => label)).toEqual(["Grace", "graphics (team)", "grid (on call)"]);
      expect(await offered("@gra")).toEqual(all.slice(0, 2));
    });

    it("what was chosen before stays, and the whole is understood", async () => {
      const [first] = await offered("gri");
      const [second] = await offered(`${first?.value}, grace`);
      expect(second?.value).toBe(`${first?.value}, person:${world.people.grace}`);
      await world.types(table, world.as("ada"), "tocsin channel create money");
      const said = await world.types(table, world.as("ada"), `tocsin channel target add money ${second?.value}`);
      expect(said).toContain("grid");
      expect(said).toContain("Grace");
    });
  },
);
