import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type Json, tidy } from "../../json.ts";
import { type CommandBody, command as commandShape, plain } from "../check/command.ts";
import { mistake, read } from "../check/problems.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import type { Command } from "../state/records.ts";
import { wireApplication } from "../wire/guild.ts";
import { wireUser } from "../wire/person.ts";
import { type Call, guildOf, type Route, type Routes } from "./route.ts";

const everywhere = "/applications/:application/commands";
const inGuild = "/applications/:application/guilds/:guild/commands";

const application: Route = {
  run: (core) => ({
    ...wireApplication(core),
    bot: wireUser(core, core.identity.bot.userId),
    owner: wireUser(core, core.guilds.get(core.identity.guildId)?.owner ?? "0"),
  }),
};

const all: Route = { run: (core, call) => scopeOf(core, call).map((each) => wireCommand(core, each)) };
const overwrite: Route = { run: (core, call) => overwriteAll(core, call) };
const create: Route = { status: 201, run: (core, call) => wireCommand(core, createOne(core, call)) };
const one: Route = { run: (core, call) => wireCommand(core, oneOf(core, call)) };
const change: Route = { run: (core, call) => wireCommand(core, changeOne(core, call)) };
const remove: Route = {
  run: (core, call) => {
    core.commands.remove(oneOf(core, call).id);
    core.news.tell("everyone", { kind: "commands" });
    return null;
  },
};

export const applicationRoutes: Routes = {
  "GET /applications/@me": application,
  "GET /oauth2/applications/@me": application,
  ...Object.fromEntries(
    [everywhere, inGuild].flatMap((path) => [
      [`GET ${path}`, all],
      [`PUT ${path}`, overwrite],
      [`POST ${path}`, create],
      [`GET ${path}/:command`, one],
      [`PATCH ${path}/:command`, change],
      [`DELETE ${path}/:command`, remove],
    ]),
  ),
};

/** The commands of the call's scope: one server's, or those for everywhere. */
function scopeOf(core: Core, call: Call): readonly Command[] {
  const { application: id, guild } = call.params;
  if (id !== core.identity.applicationId) refuse("unknownApplication");
  if (guild !== undefined) guildOf(core, call);
  return core.commands.all().filter((command) => command.guild === guild);
}

function oneOf(core: Core, call: Call): Command {
  return scopeOf(core, call).find(({ id }) => id === call.params.command) ?? refuse("unknownCommand");
}

const list = z.array(commandShape).superRefine((commands, context) => {
  const names = new Set<string>();
  for (const [index, { type, name }] of commands.entries()) {
    const said = "Application command names must be unique";
    if (names.has(`${type} ${name}`)) mistake(context, [index], "APPLICATION_COMMANDS_DUPLICATE_NAME", said);
    names.add(`${type} ${name}`);
  }
  for (const type of [1, 2, 3] as const) {
    const most = limits.commandsPerKind[type];
    const count = commands.filter((each) => each.type === type).length;
    if (count > most)
      mistake(context, [], "APPLICATION_COMMANDS_MAX", `Maximum number of application commands reached (${most}).`);
  }
});

/** What is not in the list goes; what is unchanged keeps its id and its version. */
function overwriteAll(core: Core, call: Call): readonly Json[] {
  const before = scopeOf(core, call);
  const bodies = read(list, call.list ?? call.json);
  const fresh = bodies.filter((body) => !before.some((each) => isSame(each, body)));
  checkCreates(core, call, fresh.length);
  for (const old of before) if (!bodies.some((body) => isSame(old, body))) core.commands.remove(old.id);
  const kept = bodies.map((body) => keep(core, call, body));
  core.news.tell("everyone", { kind: "commands" });
  return kept.map((each) => wireCommand(core, each));
}

function isSame(command: Command, body: CommandBody): boolean {
  return command.type === body.type && command.name === body.name;
}

function createOne(core: Core, call: Call): Command {
  const before = scopeOf(core, call);
  const body = read(commandShape, call.json);
  if (!before.some((each) => isSame(each, body))) checkCreates(core, call, 1);
  const kept = keep(core, call, body);
  core.news.tell("everyone", { kind: "commands" });
  return kept;
}

function changeOne(core: Core, call: Call): Command {
  const before = oneOf(core, call);
  const body = read(commandShape, { ...before.body, ...call.json, type: before.type });
  const version = core.nextId();
  const changed = core.commands.put({ ...before, version, name: body.name, body: plain(body) });
  core.news.tell("everyone", { kind: "commands" });
  return changed;
}

function keep(core: Core, call: Call, read: CommandBody): Command {
  const body = plain(read);
  const old = scopeOf(core, call).find((each) => isSame(each, read));
  if (old !== undefined && isDeepStrictEqual(old.body, body)) return old;
  const guild = call.params.guild;
  const about = {
    type: read.type,
    name: read.name,
    body,
    version: core.nextId(),
    ...(guild === undefined ? {} : { guild }),
  };
  return core.commands.put({ id: old?.id ?? core.nextId(), ...about });
}

/** Two hundred new ones a day in each scope, also when they are gone again. */
function checkCreates(core: Core, call: Call, fresh: number): void {
  const since = core.now().subtract({ hours: 24 });
  const scope = call.params.guild ?? "";
  const today = (core.creates.get(scope) ?? []).filter((at) => Temporal.Instant.compare(at, since) > 0);
  if (fresh + today.length > limits.dailyCommandCreates) refuse("tooManyCommandCreates");
  core.creates.set(scope, [...today, ...Array.from({ length: fresh }, () => core.now())]);
}

function wireCommand(core: Core, { id, version, guild, body }: Command): Json {
  const about = { id, application_id: core.identity.applicationId, version, guild_id: guild };
  return tidy({
    ...about,
    dm_permission: guild === undefined ? true : undefined,
    integration_types: guild === undefined ? [0] : undefined,
    ...body,
  });
}
