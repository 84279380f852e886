import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../../src/store/database.ts";
import { type StoryBot, startBot } from "../support/bot.ts";

const hook = `https://hooks.example.com/services/T1/${"hunter2".repeat(8)}`;

/** Everything that is written down, in any table. */
const everything = (bot: StoryBot): Promise<string> =>
  bot.database.read(async (tx) => {
    const found = rowsOf<{ schema: string; name: string }>(
      await tx.execute(sql`select schemaname as schema, tablename as name from pg_tables
        where schemaname in ('public', 'pgboss')`),
    );
    const parts = found.map(
      ({ schema, name }) =>
        sql`select coalesce(string_agg(t::text, ' '), '') as words from ${sql.identifier(schema)}.${sql.identifier(name)} t`,
    );
    const rows = rowsOf<{ words: string }>(await tx.execute(sql.join(parts, sql` union all `)));
    return rows.map(({ words }) => words).join("\n");
  });

describe.each(["slack", "discord"] as const)("a webhook at %s", (platform) => {
  it("is added by a form whose secret is nowhere to be read afterwards", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const ada = bot.on(platform).as("ada");
    await ada.types("/tocsin target add kind:webhook name:ops-hook");
    await ada.seesModal("Add: Webhook");
    await ada.submits({ "Its address": hook });
    const told = await ada.sees(["ops-hook · Webhook hooks.example.com", "is added", "whsec_"]);
    const secret = /whsec_[A-Za-z0-9+/=]+/u.exec(told.words)?.[0] ?? "none";
    const written = await everything(bot);
    expect(written).toContain("hooks.example.com");
    expect(written).not.toContain("hunter2");
    expect(written).not.toContain(secret);
    await ada.presses("Send a test", told);
    await ada.sees("took the test");
    expect(bot.outside.posted.map(({ to }) => to.settings)).toEqual([{ url: hook, secret }]);
  });

  it("that is refused is not said back", async () => {
    await using bot = await startBot({ platforms: [platform] });
    const ada = bot.on(platform).as("ada");
    await ada.types("/tocsin target add kind:webhook name:ops-hook");
    await ada.seesModal("Add: Webhook");
    await ada.submits({ "Its address": hook.replace("https://", "https://ada:hunter2@") });
    await bot.quiet();
    const said = (await ada.reads()).map(({ words }) => words).join("\n");
    // Slack shows a refusal in the form itself.
    expect(`${JSON.stringify(bot.server.state("ada").modals)}${said}`).toContain("Its address is not understood");
    expect(said).not.toContain("hunter2");
    expect(await everything(bot)).not.toContain("hunter2");
  });
});
