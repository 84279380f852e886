import { type MemberKey, memberKey, personKey } from "../../../domain/oncall/member.ts";
import type { Override } from "../../../domain/oncall/override.ts";
import type { ScheduleRecord } from "../../../domain/oncall/record.ts";
import { redefine } from "../../../domain/oncall/redefine.ts";
import { permit } from "../../../domain/permission.ts";
import { Refusal } from "../../../domain/refusal.ts";
import type { Tx } from "../../../store/database.ts";
import { peopleMeant } from "../../../store/people-find.ts";
import type { Ctx } from "../../ctx.ts";
import { beginAct, changeOverrides } from "../override/change.ts";
import { createSchedule } from "../schedule/create.ts";
import { lockedSchedule } from "../schedule/lock.ts";
import { importGrafana } from "./grafana.ts";
import type { Imported, Stranger } from "./imported.ts";
import { importOpsgenie } from "./opsgenie.ts";
import { importPagerDuty } from "./pagerduty.ts";

export interface ScheduleImported {
  readonly record: ScheduleRecord;
  /** Those whom nobody here is: they are on call by their address. */
  readonly byAddress: readonly string[];
  readonly overrides: number;
}

/** Makes a schedule out of what PagerDuty, Opsgenie or Grafana OnCall exports, with the overrides that are to come. */
export const importSchedule = async (
  ctx: Ctx,
  { text, name }: { readonly text: string; readonly name?: string },
): Promise<ScheduleImported> => {
  permit(ctx.actor, "schedule.manage");
  const imported = readExport(text);
  const members = await ctx.read((tx) => membersMeant(ctx, tx, imported.people));
  const memberOf = (key: string): MemberKey => members.get(key) ?? never();
  const now = ctx.now().epochMilliseconds;
  const record = await createSchedule(ctx, {
    name: name ?? imported.name,
    description: imported.description.slice(0, 1000),
    definition: redefine(imported.schedule, memberOf, now),
  });
  const coming = imported.schedule.overrides.filter(({ end }) => end > now).map((one) => named(one, memberOf));
  if (coming.length > 0) {
    await ctx.transact(async (tx) => {
      const locked = await lockedSchedule(ctx, tx, record.id);
      const act = await beginAct(ctx, tx, "override");
      await changeOverrides(ctx, tx, locked, { act, change: { added: coming, removed: [] } });
    });
  }
  return {
    record,
    byAddress: [...members.values()].filter((key) => key.startsWith("email:")).map((key) => key.slice("email:".length)),
    overrides: coming.length,
  };
};

/** Which product it comes from shows in what it has. */
const readExport = (text: string): Imported => {
  const json = parse(text);
  const has = (name: string) => typeof json === "object" && json !== null && name in json;
  if (has("schedule")) return importPagerDuty(json);
  if (has("data")) return importOpsgenie(json);
  return importGrafana(json);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("import-unreadable", "That file is no JSON. Export the schedule again and try once more.");
  }
};

const address = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** Who each stranger is here: by address, handle or name; whoever is unknown is on call by their address. */
const membersMeant = async (
  { workspace }: Ctx,
  tx: Tx,
  strangers: readonly Stranger[],
): Promise<ReadonlyMap<string, MemberKey>> => {
  const wordsOf = ({ key, name }: Stranger) => [key.toLowerCase(), name.toLowerCase()];
  const found = await peopleMeant(tx, workspace, strangers.flatMap(wordsOf));
  const byWord = new Map(found.map(({ word, id }) => [word, id]));
  const members = strangers.map((one): readonly [Stranger, MemberKey | undefined] => {
    const id = wordsOf(one)
      .map((word) => byWord.get(word))
      .find((known) => known !== undefined);
    if (id !== undefined) return [one, personKey(id)];
    return [one, address.test(one.key) ? memberKey({ kind: "email", address: one.key }) : undefined];
  });
  const unknown = members.filter(([, key]) => key === undefined).map(([{ name }]) => name);
  if (unknown.length > 0) {
    throw new Refusal(
      "import-strangers",
      `Nobody here is called ${unknown.join(", ")}. Ask them to type \`/tocsin me\` first, or put their e-mail addresses into the file.`,
    );
  }
  return new Map(members.flatMap(([{ key }, member]) => (member === undefined ? [] : [[key, member]])));
};

const named = (one: Override, memberOf: (key: string) => MemberKey): Override => ({
  ...one,
  ...("person" in one && { person: memberOf(one.person) }),
  ...("by" in one && { by: memberOf(one.by) }),
});

const never = (): never => {
  throw new Error("An import names somebody whom it does not list.");
};
