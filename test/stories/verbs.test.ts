import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type StoryBot, startBot } from "../support/bot.ts";
import type { Person, Sight } from "../support/person.ts";

/** Every verb as somebody types it: what they are answered, what the card says then, and what the thread says. */
interface Verb {
  readonly types: string;
  readonly answer: string;
  readonly card?: string | readonly string[];
  readonly thread?: string;
}

const verbs: readonly Verb[] = [
  {
    types: "/incident ack",
    answer: "acknowledged",
    card: ["Working", "Acknowledged by Lin Wei"],
    thread: "Lin Wei acknowledged it",
  },
  {
    types: "/incident severity INC-1 P1",
    answer: "SEV1 Critical → SEV2 High (P1)",
    card: "SEV2 High",
    thread: "changed the severity from SEV1 Critical to SEV2 High",
  },
  { types: "/incident severity 1 high", answer: "is already SEV2 High" },
  {
    types: "/incident status 1 pending waiting for the vendor",
    answer: "→ pending",
    card: "Pending",
    thread: "waiting for the vendor",
  },
  {
    types: "/incident assign 1 @ada",
    answer: "assigned to Ada Okafor",
    card: "Ada Okafor",
    thread: "assigned Ada Okafor",
  },
  { types: "/incident assign 1 oncall@vendor.example", answer: "the address is kept", card: "oncall@vendor.example" },
  { types: "/incident unassign 1 oncall@vendor.example", answer: "no longer assigned" },
  {
    types: "/incident role 1 commander @grace",
    answer: "Grace Nilsson is commander",
    card: "Commander: Grace Nilsson",
    thread: "made Grace Nilsson Commander",
  },
  { types: "/incident role clear 1 commander", answer: "nobody is commander now", thread: "relieved Grace Nilsson" },
  {
    types: "/incident title 1 checkout is down in Europe",
    answer: "before it was called",
    card: "INC-1 · checkout is down in Europe",
  },
  {
    types: "/incident describe 1 The gateway answers 502 since the deploy.",
    answer: "the description is changed",
    card: "The gateway answers 502",
  },
  { types: "/incident start 1 20m ago", answer: "it began", card: "20m", thread: "changed the start" },
  { types: "/incident tag 1 database", answer: "tagged database", card: "database", thread: "added the tag database" },
  { types: "/incident untag 1 database", answer: "no longer tagged" },
  { types: "/incident link 1 https://grafana.example/d/1 Latency", answer: "linked Latency", card: "Latency" },
  {
    types: "/incident link resource 1 service checkout-api",
    answer: "affects service checkout-api",
    card: "checkout-api",
  },
  { types: "/incident link remove --resource 1 checkout-api", answer: "checkout-api is gone" },
  {
    types: "/incident comment 1 the replica is catching up",
    answer: "your comment is number 1",
    thread: "the replica is catching up",
  },
  {
    types: "/incident comment edit:1 1 the replica has caught up",
    answer: "comment 1 is changed",
    thread: "the replica has caught up",
  },
  { types: "/incident comment --list 1", answer: "the replica has caught up" },
  {
    types: "/incident update 1 Payments in Europe fail. We are rolling back.",
    answer: "your update is being posted",
    card: "Payments in Europe fail",
  },
  {
    types: "/incident task due:2h 1 warm the caches",
    answer: "task 1",
    card: "0 of 1 task done",
    thread: "added task 1",
  },
  {
    types: "/incident task assign 1 1 @sam",
    answer: "task 1 is given to Sam Ortiz",
    thread: "gave task 1 to Sam Ortiz",
  },
  { types: "/incident task done 1 1", answer: "warm the caches", card: "1 of 1 task done", thread: "finished task 1" },
  { types: "/incident comment delete:1 1", answer: "comment 1 is deleted" },
  {
    types: "/incident resolve 1 rolled back to 1.8",
    answer: "Your note is kept as the resolution",
    card: ["Resolved", "rolled back to 1.8"],
    thread: "resolved it",
  },
  { types: "/incident resolution 1 rolled back to 1.7", answer: "the resolution is kept", card: "rolled back to 1.7" },
  { types: "/incident ack 1", answer: "Reopen it with" },
  { types: "/incident reopen 1 it is back", answer: "open again", card: "Open", thread: "reopened it" },
  { types: "/incident close 1 false alarm", answer: "closed", card: "Closed", thread: "closed it" },
  { types: "/incident show 1", answer: "false alarm" },
  { types: "/incident timeline 1", answer: "opened it as SEV1 Critical" },
  { types: "/incident list status:closed checkout", answer: "INC-1" },
  { types: "/incident mine", answer: "Your active incidents" },
];

describe.each([
  { platform: "slack", name: "Lin Wei" },
  { platform: "discord", name: "Lin" },
] as const)("every verb by slash command at $platform", ({ platform, name }) => {
  let bot: StoryBot;
  let lin: Person;
  let ada: Person;
  let card: Sight;
  const named = (words: string) => words.replaceAll("Lin Wei", name);
  beforeAll(async () => {
    bot = await startBot({ platforms: [platform] });
    [lin, ada] = [bot.on(platform).as("lin"), bot.on(platform).as("ada")];
    await lin.types("/incident OPEN Sev1 checkout down");
    card = await ada.sees("INC-1 · checkout down");
  });
  afterAll(() => bot[Symbol.asyncDispose]());

  it.each(verbs)("$types", async ({ types, answer, card: shows, thread }) => {
    await lin.types(types === "/incident ack" ? "/incident ack inc-1" : types);
    const said = await lin.sees(answer);
    expect(said.message.ephemeral).toBe(true);
    if (shows !== undefined) {
      const words = [shows].flat().map(named);
      expect((await ada.sees(["INC-1 ·", ...words])).ts).toBe(card.ts);
    }
    if (thread !== undefined) await ada.sees(named(thread), { thread: card });
  });
});
