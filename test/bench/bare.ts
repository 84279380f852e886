import { WebClient } from "@slack/web-api";
import { PgBoss } from "pg-boss";
import type { SlackPlayground } from "../../src/playground/slack/slack.ts";

/** pg-boss set up for what it is good at, whose jobs do nothing but post a message. */
export interface Bare extends AsyncDisposable {
  readonly boss: PgBoss;
  readonly queue: string;
}

export interface Post {
  readonly channel: string;
  readonly text: string;
}

export const startBare = async (url: string, { botToken, apiUrl }: SlackPlayground): Promise<Bare> => {
  const queue = "bare";
  const boss = new PgBoss({ connectionString: url, schema: "bare", schedule: false, useListenNotify: true });
  boss.on("error", (error) => process.stderr.write(`${error.message}\n`));
  await boss.start();
  await boss.createQueue(queue, { notify: true });
  const client = new WebClient(botToken, { slackApiUrl: apiUrl, retryConfig: { retries: 0 } });
  const options = {
    batchSize: 20,
    burstWhenBatchFull: true,
    localConcurrency: 2,
    pollingIntervalSeconds: 0.5,
    notifyPollingIntervalSeconds: 0.5,
  };
  await boss.work<Post>(queue, options, async (jobs) => {
    await Promise.all(jobs.map(({ data }) => client.chat.postMessage({ ...data })));
  });
  return { boss, queue, [Symbol.asyncDispose]: () => boss.stop({ graceful: true, timeout: 2_000 }) };
};
