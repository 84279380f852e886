import { expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { memberKey } from "../../../src/domain/oncall/member.ts";
import { createTeam } from "../../../src/services/team/change.ts";
import { schedules } from "../../../src/store/schema/oncall.ts";
import { calling } from "../../support/policies.ts";
import { postingWorld } from "../../support/posting-world.ts";

it.each([
  ["do not hold", "on call"],
  ["do not hold", "named"],
  ["hold", "in it alone"],
] as const)("quiet hours %s the page of a team to whoever is %s", async (what, how) => {
  await using world = await postingWorld();
  const { workspace } = world;
  const { grace } = workspace.people;
  const { team } = await createTeam(world.as("ada"), "webbers", [grace]);
  await workspace.types(menu(), world.as("ada"), 'oncall schedule create web every:week people:"@grace"');
  await workspace.types(menu(), world.as("grace"), "tocsin me quiet 09:00-13:00");
  const [schedule] = await workspace.database.read((tx) => tx.select().from(schedules));
  if (schedule === undefined) throw new Error("There is no schedule.");
  const others = {
    "on call": [memberKey({ kind: "schedule", id: schedule.id })],
    named: [memberKey({ kind: "person", id: grace })],
    "in it alone": [],
  };
  await calling(world, [{ targets: [memberKey({ kind: "team", id: team.id }), ...others[how]], wait: 3600, need: 1 }]);
  await world.open("Checkout is down", { severity: "sev3" });
  await world.advance("1m");
  const pages = world.chat.words("U-GRACE").filter((words) => words.includes("Payments, step 1"));
  expect(pages).toHaveLength(what === "hold" ? 0 : 1);
});
