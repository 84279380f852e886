import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { buildStage, type Stage } from "./stage.ts";
import { type Lane, openLane, type Trying } from "./trial.ts";

const template = inject("template");

const slackSend = "chat.postMessage";
const discordSend = "POST /channels/:channel/messages";

const troubles: Readonly<Record<string, Trying>> = {
  "Slack asks three times to wait": {
    trouble: ({ playground: { slack } }) => slack.faults.rateLimit(slackSend, { times: 3, retryAfter: 40 }),
  },
  "Discord asks three times to wait": {
    trouble: ({ playground: { discord } }) => discord.faults.rateLimit(discordSend, { times: 3, retryAfter: 40 }),
  },
  "Slack fails five times": {
    trouble: ({ playground: { slack } }) => slack.faults.fail(slackSend, { times: 5, status: 500 }),
  },
  "Discord fails five times": {
    trouble: ({ playground: { discord } }) => discord.faults.fail(discordSend, { times: 5, status: 500 }),
  },
  "Slack's answers are lost three times": {
    trouble: ({ playground: { slack } }) => slack.faults.fail(slackSend, { times: 3, after: true }),
  },
  "Discord's answers are lost three times": {
    trouble: ({ playground: { discord } }) => discord.faults.fail(discordSend, { times: 3, after: true }),
  },
  "both take a request and never answer": {
    trouble: (_, { slack, discord }) => {
      slack.swallow(1);
      discord.swallow(1);
    },
  },
  "the database is away for a minute while an incident is opened": { cutAt: /insert into incidents/ },
  "the database is away for a minute while it is worked out who hears of it": { cutAt: /insert into "deliveries"/ },
  "the database is away for a minute while a page is on its way at Slack": { cutAt: /chat\.postMessage/ },
  "the database is away for a minute while a page is on its way at Discord": { cutAt: /channels\/\d+\/messages$/ },
};

describe.skipIf(template.kind === "pglite")("no page is lost, none comes twice and late ones say so when", () => {
  let stage: Stage;
  let lane: Lane;
  beforeAll(async () => {
    if (template.kind !== "postgres") return;
    stage = await buildStage(template);
    lane = openLane(stage);
  });
  afterAll(async () => {
    await lane?.[Symbol.asyncDispose]();
    await stage?.[Symbol.asyncDispose]();
  });

  it.each(Object.entries(troubles))("%s", { timeout: 120_000 }, async (_, trying) => {
    expect((await lane.try(trying)).wrongs).toEqual([]);
  });

  it("it is killed while a page is on its way, and started again after an hour", { timeout: 120_000 }, async () => {
    const { passed } = await lane.try({});
    for (const call of [/chat\.postMessage/, /channels\/\d+\/messages$/]) {
      const nth = passed.findIndex((what) => call.test(what)) + 1;
      for (const fate of ["unsent", "unanswered"] as const) {
        const trial = await lane.try({ point: { nth, fate }, away: "1h" });
        expect([trial.struck, ...trial.wrongs]).toEqual([expect.stringMatching(call)]);
      }
    }
  });
});
