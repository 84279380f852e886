import { expect, it } from "vitest";
import { menu } from "../../../src/commands/menu.ts";
import { acknowledgeIncident } from "../../../src/services/incident/progress.ts";
import { postingWorld } from "../../support/posting-world.ts";

it("says who is called next and by which step, or what silenced it, where nobody was told yet", async () => {
  await using world = await postingWorld();
  const { workspace } = world;
  const asks = (line: string) => workspace.types(menu(), world.as("ada"), line);
  await asks('tocsin escalation create payments steps:"@ada 5m, @lin 10m" channels:all');
  const { id } = await world.open("Checkout is down", { severity: "sev1" });
  await world.settle();
  expect(await asks("incident page why 1 @lin")).toBe(
    "Lin was told nothing of INC-1 Checkout is down. payments is under way: step 2 of 2 comes at 2026-01-05T09:05Z unless somebody answers. Lin is called at step 2 of 2.",
  );
  expect(await asks("incident page why 1 @bo")).toContain("Bo is in none of the steps to come.");
  await acknowledgeIncident(world.as("ada"), { id });
  await world.settle();
  expect(await asks("incident page why 1 @lin")).toContain(
    "payments fell silent when it was answered, before it came to Lin.",
  );
});

it("says what gone through steps mean for somebody who is in none of them", async () => {
  await using world = await postingWorld();
  const asks = (line: string) => world.workspace.types(menu(), world.as("ada"), line);
  await asks('tocsin escalation create payments steps:"@ada 5m" channels:all');
  await world.open("Checkout is down", { severity: "sev1" });
  await world.advance("1m");
  expect(await asks("incident page why 1 @bo")).toContain("payments is under way: its steps are gone through.");
  await world.advance("10m");
  expect(await asks("incident page why 1 @bo")).toContain(
    "payments went through all its steps, and Bo was in none of them.",
  );
});

it("says who was paged and answered nothing, and which team has nobody in it", async () => {
  await using world = await postingWorld();
  await world.map("all", "C-OPS");
  const asks = (line: string) => world.workspace.types(menu(), world.as("ada"), line);
  await asks("tocsin team create platform");
  await asks('tocsin escalation create esc steps:"@lin 1m, @grace 1m, platform 1m" channels:all');
  await world.open("Checkout is down", { severity: "sev1" });
  for (let i = 0; i < 3; i += 1) await world.advance("1m");
  const said = "Nobody answered esc: Lin and Grace were paged, and platform has no members";
  expect(world.chat.thread("C-OPS").at(-1)).toContain(said);
  expect(world.chat.words("U-ADA").at(-1)).toContain(`${said}.`);
  expect(await asks("incident page why 1 @ada")).toContain(said.replace("Nobody", "nobody"));
});

it("says which team a step was passed over for, and why", async () => {
  await using world = await postingWorld();
  await world.map("all", "C-OPS");
  const asks = (line: string) => world.workspace.types(menu(), world.as("ada"), line);
  await asks("tocsin team create platform");
  await asks('tocsin escalation create esc steps:"platform 1m, @grace 1m" channels:all');
  await world.open("Checkout is down", { severity: "sev1" });
  await world.settle();
  expect(world.chat.thread("C-OPS").at(-1)).toContain("paged Grace (esc, step 2), because platform has no members");
  expect(await asks("incident page 1 platform")).toBe(
    "Nobody would be paged, because platform has no members. Page a person instead.",
  );
});

it("warns of a team that nobody is in where a policy names it, and says it in a rehearsal", async () => {
  await using world = await postingWorld();
  const asks = (line: string) => world.workspace.types(menu(), world.as("ada"), line);
  await asks("tocsin team create platform");
  const warning = "platform has no members and calls nobody. Add some: /tocsin team add platform @ada.";
  const made = await asks(`tocsin escalation create esc steps:"@lin 1m, platform 1m" channels:all`);
  expect(made).toContain(warning);
  expect(await asks("tocsin escalation show esc")).toContain(warning);
  expect(await asks("tocsin policy try esc")).toContain("Step 2: platform has no members");
  await asks("tocsin team add platform @grace");
  expect(await asks("tocsin escalation show esc")).not.toContain("has no members");
});

it("pages several with a plus between them, and says what stands for whoever is on call", async () => {
  await using world = await postingWorld();
  const asks = (line: string) => world.workspace.types(menu(), world.as("ada"), line);
  await world.open("Checkout is down", { severity: "sev1" });
  expect(await asks("incident page 1 on call")).toContain("there is no schedule yet. Name a person, such as @ada.");
  await asks("oncall schedule create web people:@bo");
  expect(await asks("incident page 1 on call")).toBe(
    "Whoever is on call goes by the name of the schedule: type web. /oncall schedule list shows them all.",
  );
  expect(await asks("incident page 1 @grace+@lin")).toContain("Grace and Lin");
  expect(await asks("incident page 1 @grace+@nemo")).toContain('"@nemo" is nobody I know.');
});

it("says of what was silenced that it was, and not that it was answered", async () => {
  await using world = await postingWorld();
  const asks = (line: string) => world.workspace.types(menu(), world.as("ada"), line);
  await asks("tocsin me rules page slack, email after 2m");
  await asks('tocsin escalation create payments steps:"@ada 15m" channels:all');
  await world.open("Checkout is down", { severity: "sev1" });
  await world.settle();
  await asks("incident page snooze 1 1h");
  await world.advance("5m");
  const said = await asks("incident page why 1 @ada");
  expect(said).toContain("not sent: It was silenced");
  expect(said).not.toContain("It was answered");
});

it("says to whoever acknowledges whose it is", async () => {
  await using world = await postingWorld();
  const asks = (line: string) => world.workspace.types(menu(), world.as("ada"), line);
  await world.open("Checkout is down", { severity: "sev1" });
  await asks("incident assign add 1 @lin");
  expect(await asks("incident ack 1")).toContain("acknowledged. It is assigned to Lin.");
  await world.open("Search is slow", { severity: "sev1" });
  expect(await asks("incident ack 2")).toContain("acknowledged. It is yours.");
});
