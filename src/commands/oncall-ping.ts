import type { PingRule } from "../domain/oncall/ping.ts";
import { Refusal } from "../domain/refusal.ts";
import {
  pingAdded,
  pingDeleted,
  pingList,
  pingPaused,
  pingPreview,
  pingResumed,
} from "../presentation/oncall-pings.ts";
import { nameOfPlace } from "../services/connection/reach.ts";
import { plainWords } from "../services/incident/references.ts";
import { addPing, type PingWish, previewPing } from "../services/oncall/ping/add.ts";
import { deletePing, listPings, pausePing, resumePing } from "../services/oncall/ping/change.ts";
import { readPingRule } from "../services/oncall/ping/rule.ts";
import { viewSettings } from "../services/workspace/settings.ts";
import { ping, pingRule } from "./arguments/ping.ts";
import { flag, rest, zone } from "./arguments/plain.ts";
import { schedule } from "./arguments/schedule.ts";
import { type Command, command, named, optional } from "./command.ts";
import type { CommandCtx } from "./context.ts";

/** Messages to whoever is on call, by calendar rules. */
export const pingCommands: readonly Command[] = [
  command({
    path: "oncall ping add",
    summary: "Send a message to whoever is on call, by a calendar rule",
    permission: "schedule.manage",
    answer: "private",
    args: {
      when: named(pingRule("Such as every weekday 09:00, a cron line or an RRULE")),
      zone: named(zone("Its clocks")),
      here: flag("In this channel too"),
      workdays: flag("Not on holidays"),
      save: flag("Do not ask"),
      schedule: optional(schedule("Which schedule")),
      message: rest("The message"),
    },
    examples: [
      "oncall ping add web every weekday 09:00 Europe/Berlin: morning check",
      'oncall ping add when:"0 9 * * 1-5" zone:Europe/Berlin --here web Morning check',
    ],
    run: async (ctx, { when, zone: clocks, here, workdays, save, schedule: of, message }) => {
      const said = when === undefined ? splitRule(message) : { rule: when, message };
      const place = here ? await placeOf(ctx) : undefined;
      const zoneName = clocks ?? said.zone ?? (await viewSettings(ctx)).zone;
      const wish: PingWish = {
        rule: { ...said.rule, zone: zoneName },
        message: await plainWords(ctx, said.message),
        skipHolidays: workdays,
        ...(of === undefined ? {} : { schedule: of.id }),
        ...(place === undefined ? {} : { place }),
      };
      if (save) return pingAdded(await addPing(ctx, wish));
      const flags = `${here ? " --here" : ""}${workdays ? " --workdays" : ""}`;
      const line = `oncall ping add when:"${said.rule.text}" zone:${zoneName}${flags} --save ${of?.key ?? ""} ${said.message}`;
      return pingPreview(await previewPing(ctx, wish), line);
    },
  }),
  command({
    path: "oncall ping list",
    summary: "Show all pings",
    permission: "schedule.view",
    answer: "private",
    args: {},
    run: async (ctx) => pingList(await listPings(ctx)),
  }),
  command({
    path: "oncall ping pause",
    summary: "Let a ping be silent for now",
    permission: "schedule.manage",
    answer: "private",
    args: { ping: ping("Which one") },
    run: async (ctx, { ping: { ping: of } }) => pingPaused(await pausePing(ctx, of.id)),
  }),
  command({
    path: "oncall ping resume",
    summary: "Let a paused ping go on",
    permission: "schedule.manage",
    answer: "private",
    args: { ping: ping("Which one") },
    run: async (ctx, { ping: { ping: of } }) => pingResumed(await resumePing(ctx, of.id)),
  }),
  command({
    path: "oncall ping delete",
    summary: "Delete a ping",
    permission: "schedule.manage",
    answer: "private",
    args: { ping: ping("Which one") },
    run: async (ctx, { ping: { ping: of } }) => pingDeleted(await deletePing(ctx, of.id)),
  }),
];

interface Split {
  readonly rule: Pick<PingRule, "kind" | "text">;
  readonly zone?: string;
  readonly message: string;
}

/** "every weekday 09:00 Europe/Berlin: morning check" */
const splitRule = (typed: string): Split => {
  const [, before = "", message = ""] = /^(.*?)\s*:\s+(.*)$/s.exec(typed) ?? [];
  const [, text = "", zoneName] = /^(.*?)(?:\s+(UTC|[A-Za-z_]+\/[A-Za-z_/+-]+\d*))?$/s.exec(before) ?? [];
  const rule = readPingRule(text);
  if (rule === undefined) {
    throw new Refusal(
      "ping-when",
      "When is it to be said? Write the time before a colon: `every weekday 09:00: morning check`.",
      "when",
    );
  }
  return { rule, message, ...(zoneName === undefined ? {} : { zone: knownZone(zoneName) }) };
};

const knownZone = (typed: string): string => {
  const known = Intl.supportedValuesOf("timeZone").find((one) => one.toLowerCase() === typed.toLowerCase());
  if (known !== undefined || typed === "UTC") return known ?? "UTC";
  throw new Refusal("zone-unknown", `There is no time zone ${typed}. Name one such as Europe/Berlin.`, "zone");
};

const placeOf = async (ctx: CommandCtx): Promise<PingWish["place"]> => {
  if (ctx.place === undefined) throw new Refusal("no-place", "Type it in the chat channel that is meant.");
  const { connection, chat } = ctx.place;
  return { connection, chat, name: await nameOfPlace(ctx.messengers, { connection, chat }) };
};
