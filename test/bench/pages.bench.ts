import { sql } from "drizzle-orm";
import { menu } from "../../src/commands/menu.ts";
import type { ChannelId, DeliveryId, IncidentId } from "../../src/domain/ids.ts";
import { contactKey } from "../../src/domain/notify/contact.ts";
import { personKey } from "../../src/domain/oncall/member.ts";
import { slackManifest } from "../../src/platforms/slack/manifest.ts";
import { startPlayground } from "../../src/playground/playground.ts";
import type { SlackPlayground } from "../../src/playground/slack/slack.ts";
import { freshId } from "../../src/services/ctx.ts";
import { deliverJob } from "../../src/services/notify/jobs.ts";
import { rowsOf } from "../../src/store/database.ts";
import { insertDeliveries } from "../../src/store/deliveries.ts";
import { crowd, meet } from "../support/storm.ts";
import { startBare } from "./bare.ts";
import { liveJobs, startOn } from "./bot.ts";
import { atShare, makeDatabase, startServer, tableOf } from "./support.ts";

/*
 * From the instant a page is due until it is at Slack, on PostgreSQL, against a bare pg-boss whose jobs only post. Pages
 * that are due at once are told of by a notification, those of a timer are found by looking twice a second. The bot, the
 * bare queue and the local Slack are in this process.
 */

const size = { people: 500, places: 0 };
const rates = [
  { rate: 1, count: 20 },
  { rate: 10, count: 150 },
  { rate: 100, count: 1_200 },
] as const;

const now = () => Temporal.Now.instant();
const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, Math.max(0, milliseconds)));

/** Owes one page, due then; its number is somewhere in what is posted. */
type Owe = (number: number, due: Temporal.Instant) => Promise<void>;

/** The milliseconds from due to posted of so many pages a second; `ahead` so many seconds are they owed before. */
const measure = async (
  slack: SlackPlayground,
  owe: Owe,
  { rate, count, ahead }: { readonly rate: number; readonly count: number; readonly ahead: number },
): Promise<readonly number[]> => {
  const dues = new Map<number, Temporal.Instant>();
  const took: number[] = [];
  const began = performance.now();
  const take = () => {
    for (const { method, body, at } of slack.calls) {
      const number = Number(/bench:(\d+)/.exec(JSON.stringify(body))?.[1]);
      const due = dues.get(number);
      if (method !== "chat.postMessage" || due === undefined) continue;
      took.push(due.until(at).total("milliseconds"));
      dues.delete(number);
    }
    slack.calls.clear();
  };
  const first = Math.floor(Math.random() * 1e9);
  const looking = setInterval(take, 100);
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      await pause((i * 1000) / rate - (performance.now() - began));
      const due = now().add({ seconds: ahead });
      dues.set(first + i, due);
      await owe(first + i, due);
    }),
  );
  for (const end = performance.now() + 60_000; dues.size > 0 && performance.now() < end; ) await pause(50);
  clearInterval(looking);
  if (dues.size > 0) throw new Error(`${dues.size} pages did not arrive in a minute.`);
  return took;
};

const pagesOf = async (stack: AsyncDisposableStack, slack: SlackPlayground, url: string): Promise<Owe> => {
  const { database, jobs } = await startOn(stack, url, { slack }, { clock: { now }, queue: liveJobs });
  const channel = slack.idOf("#incidents");
  const types = (command: string, text: string) => slack.act("ada", { kind: "command", channel, command, text });
  await types("/tocsin", "channel map all");
  for (let n = 1; n <= 5; n += 1) await types("/incident", `open sev1 part ${n} is down`);
  await pause(25_000);
  const { workspace, connection, people } = await meet(database, slack, size);
  const [found] = await database.read(async (tx) =>
    rowsOf<{ incidents: readonly IncidentId[]; all: ChannelId }>(
      await tx.execute(sql`select (select json_agg(id) from incidents) as incidents,
        (select id from channels where built_in) as all`),
    ),
  );
  if (found === undefined) throw new Error("There are no incidents.");
  return async (number, due) => {
    const person = people[number % people.length];
    const incident = found.incidents[number % found.incidents.length];
    if (person === undefined || incident === undefined) return;
    await database.transact(async (tx) => {
      const contact = contactKey({ kind: "account", platform: "slack", connection, account: person.account });
      const added = await insertDeliveries(tx, workspace, [
        {
          id: freshId<DeliveryId>(),
          key: `bench:${number}:person:0`,
          about: "page",
          incident,
          member: personKey(person.id),
          person: person.id,
          contact,
          rung: 0,
          isPage: true,
          isFirst: true,
          causes: [{ kind: "subscription", channel: found.all, level: "responsible" }],
          dueAt: due,
          createdAt: earlier(due, now()),
        },
      ]);
      await jobs.enqueue(tx, added.map(deliverJob));
    });
  };
};

const earlier = (a: Temporal.Instant, b: Temporal.Instant) => (Temporal.Instant.compare(a, b) < 0 ? a : b);

const bareOf = async (stack: AsyncDisposableStack, slack: SlackPlayground, url: string): Promise<Owe> => {
  const { boss, queue } = stack.use(await startBare(url, slack));
  return async (number, due) => {
    const channel = slack.idOf(`hearer-${String((number % size.people) + 1).padStart(3, "0")}`);
    const data = { channel, text: `bench:${number} part 1 of the shop is down` };
    await boss.send(queue, data, { startAfter: new Date(due.epochMilliseconds) });
  };
};

const compare = async (): Promise<void> => {
  await using stack = new AsyncDisposableStack();
  const server = stack.use(await startServer());
  const database = stack.use(await makeDatabase(server, "pages"));
  const { slack } = stack.adopt(await startPlayground({ now, seed: crowd(size) }), (one) => one.stop());
  slack.install(slackManifest(menu()));
  const page = await pagesOf(stack, slack, database.url);
  const bare = await bareOf(stack, slack, database.url);
  const rows: string[][] = [];
  for (const ahead of [0, 2]) {
    for (const { rate, count } of rates) {
      const plain = await measure(slack, bare, { rate, count, ahead });
      const ours = await measure(slack, page, { rate, count, ahead });
      const at = (share: number) => [atShare(plain, share), atShare(ours, share)] as const;
      const [p50, p99] = [at(0.5), at(0.99)];
      rows.push([
        ahead === 0 ? "due at once" : "due by timer",
        String(rate),
        ...[...p50, ...p99].map((one) => one.toFixed(0)),
        (p99[1] / p99[0]).toFixed(1),
      ]);
    }
  }
  const head = ["pages", "a second", "bare p50 ms", "p50 ms", "bare p99 ms", "p99 ms", "p99 ratio"];
  process.stdout.write(`${tableOf(head, rows)}\n`);
};

await compare();
process.exit(0);
