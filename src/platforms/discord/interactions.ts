import { Routes } from "discord.js";
import { readControlId } from "../../commands/press.ts";
import { findPath } from "../../commands/read.ts";
import type { Table } from "../../commands/table.ts";
import type { Place } from "../../domain/place.ts";
import type { Option } from "../../presentation/message.ts";
import type { Inbound } from "../inbound.ts";
import { tokenInLine } from "../requests.ts";
import { type Ack, awaitAnswer, type Promised, responses } from "./acks.ts";
import { interactionShape, type RawInteraction } from "./body.ts";
import { placeIn } from "./chats.ts";
import type { Json } from "./client.ts";
import { label } from "./controls.ts";
import type { Door } from "./door.ts";
import { deliveryError } from "./errors.ts";
import type { Guild, Shared } from "./guilds.ts";
import { ofInteraction, pathOf, textOf, userOf } from "./inbound.ts";

export interface Interacting {
  readonly shared: Shared;
  /** Milliseconds after which an answer is promised. */
  readonly patience: number;
  readonly door: Pick<Door, "guildOf" | "turnAway">;
  /** Remembers what is under way. */
  track(work: Promise<unknown>): void;
}

export interface Interactions {
  ack(inbound: Inbound): Ack | undefined;
  /** Resolves once it is written down; what follows from it goes on by itself. */
  take(data: unknown, respond?: (response: Json) => Promise<void>): Promise<void>;
}

/** Everything people do with commands, controls and forms. */
export const makeInteractions = ({ shared, patience, door, track }: Interacting): Interactions => {
  const acks = new Map<string, Ack>();

  const suggest = async (said: Extract<RawInteraction, { type: 4 }>, guild: Guild, place: Place): Promise<Json> => {
    const { path, options } = pathOf(said.data);
    const focused = options.find((one) => one.focused === true);
    const user = userOf(said);
    if (focused === undefined || user === undefined) return { type: responses.choices, data: { choices: [] } };
    const who = { account: { id: user.id, realm: "", handle: user.username }, place };
    // What cannot be completed can still be typed.
    const found = await guild.receive.complete(who, `${path} ${focused.name}`, textOf(focused.value)).catch(() => []);
    return { type: responses.choices, data: { choices: found.flatMap(choiceOf) } };
  };

  const work = async (guild: Guild, inbound: Inbound, ack: Ack, receipt: Parameters<Guild["receive"]["handle"]>[1]) => {
    try {
      const handled = await guild.receive.handle(inbound, receipt);
      await guild.receive.respond(inbound, handled);
      // Discord wants to hear that nothing is to be said.
      if (handled.kind === "silent") await ack.give(nothing(inbound)).catch(() => {});
    } finally {
      ack.end();
      acks.delete(inbound.key);
    }
  };

  return {
    ack: (inbound) => acks.get(inbound.key),
    async take(data, respond) {
      const began = performance.now();
      const parsed = interactionShape.safeParse(data);
      if (!parsed.success) return shared.log.warn({ err: parsed.error }, "an interaction could not be read");
      const said = parsed.data;
      const first = respond ?? byRest(shared, said);
      const guild = await door.guildOf(said);
      if (guild === undefined) {
        const body = said.type === 4 ? noChoices : await door.turnAway(said);
        return first(body).catch((error: unknown) => shared.log.warn(problem(error), "an answer did not arrive"));
      }
      const place: Place = { connection: guild.connection.id, ...placeOf(shared, said) };
      if (said.type === 4) {
        const choices = await suggest(said, guild, place);
        return first(choices).catch((error: unknown) => shared.log.debug(problem(error), "choices came too late"));
      }
      const inbound = ofInteraction(said, place, guild.who);
      if (inbound === null) return;
      const accepted = await guild.receive.accept(inbound);
      if (accepted.kind !== "new") return;
      const ack = awaitAnswer({
        kind: promisedTo(shared.table, inbound),
        within: patience - (performance.now() - began),
        respond: first,
        onFailure: (error) => shared.log.warn(problem(error), "an answer could not be promised"),
      });
      acks.set(inbound.key, ack);
      const working = work(guild, inbound, ack, accepted.receipt);
      track(working);
      // Discord's own call waits for the first response; the gateway waits for nobody.
      if (respond !== undefined) await Promise.race([working, ack.given()]);
    },
  };
};

/** The client's own error carries the interaction's token and what was to be said. */
const problem = (error: unknown) => ({ err: deliveryError(error) });

const noChoices: Json = { type: responses.choices, data: { choices: [] } };
const longestChoice = 100;

const choiceOf = (option: Option): readonly Json[] =>
  option.value.length > longestChoice ? [] : [{ name: label(option.label, longestChoice), value: option.value }];

const byRest =
  ({ rest }: Shared, { id, token }: RawInteraction) =>
  async (response: Json): Promise<void> => {
    await rest.post(Routes.interactionCallback(id, token), { body: response, auth: false });
  };

const placeOf = ({ chats }: Shared, said: RawInteraction): Pick<Place, "chat" | "thread"> => {
  const { channel, channel_id: id = channel?.id ?? "" } = said;
  if (channel?.id !== undefined && channel.type !== undefined) {
    chats.learn({ ...channel, id: channel.id, type: channel.type }, said.guild_id);
  }
  const known = chats.known(id);
  return known === undefined ? { chat: id } : placeIn(known);
};

/** How an answer is promised before it is known: as the command answers. */
const promisedTo = (table: Table, inbound: Inbound): Promised => {
  if (inbound.reach["ephemeral"] === "yes") return "update";
  const line = lineOf(inbound);
  if (line === undefined || tokenInLine(line) !== undefined) return "private";
  const found = findPath(table, line);
  return found.kind === "command" ? found.command.answer : "private";
};

const lineOf = (inbound: Inbound): string | undefined => {
  switch (inbound.kind) {
    case "command":
      return inbound.line;
    case "form":
      return inbound.path;
    case "press":
      return readControlId(inbound.id)?.line;
    default:
      return undefined;
  }
};

const nothing = (inbound: Inbound): Json =>
  inbound.kind === "press" ? { type: responses.promiseUpdate } : { type: responses.promise, data: { flags: 64 } };
