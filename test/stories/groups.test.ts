import { expect, it } from "vitest";
import { startBot } from "../support/bot.ts";

it("gives a team the members of a user group, and follows the group when it changes", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  for (const name of ["grace", "sam"]) await bot.as(name).types("/incident list");
  await lin.types("/tocsin team create payments");
  await lin.sees("payments is created");
  await lin.types("/tocsin team follow payments @payments-team");
  const answer = await lin.sees("payments follows");
  for (const name of ["Ada Okafor", "Lin Wei", "Grace Nilsson"]) expect(answer.words).toContain(name);
  expect(answer.words).not.toContain("Sam Ortiz");

  bot.server.admin.setGroup({ handle: "payments-team", name: "Payments team", members: ["lin", "sam"] });
  await bot.quiet();
  await lin.types("/tocsin team list payments");
  const list = (await lin.reads()).at(-1)?.words ?? "";
  for (const name of ["Lin Wei", "Sam Ortiz"]) expect(list).toContain(name);
  for (const name of ["Ada Okafor", "Grace Nilsson"]) expect(list).not.toContain(name);
});

it("shows a group in a comment by its name", async () => {
  await using bot = await startBot();
  const lin = bot.as("lin");
  await lin.types("/incident open checkout down");
  const card = await lin.sees("INC-1 ·");
  await lin.types("/incident comment 1 the replica is @payments-team's");
  expect((await lin.sees("the replica is", { thread: card })).words).not.toContain("group:");
});
