import { expect } from "vitest";
import type { Table } from "../../src/commands/table.ts";
import type { DiscordPlayground } from "../../src/playground/discord/discord.ts";
import type { DiscordAct, DiscordMessage, DiscordModal } from "../../src/playground/discord/protocol.ts";
import { type Control, controlsOf, wordsOf } from "../platforms/discord/words.ts";
import { invocationOf } from "./discord-invocation.ts";
import type { Channel, Outcome, Person, Sight, Until, Where } from "./person.ts";

/** A message somebody saw at Discord; `ts` is its id. */
export interface DiscordSight extends Sight {
  readonly message: DiscordMessage;
  readonly controls: readonly Control[];
}

export interface DiscordPersonDriver extends Person {
  sees(words: string | readonly string[], where?: Where): Promise<DiscordSight>;
  reads(where?: Where): Promise<readonly DiscordSight[]>;
  seesModal(words: string): Promise<DiscordModal>;
  does(act: DiscordAct): Promise<Outcome>;
}

export interface AtDiscord {
  readonly discord: DiscordPlayground;
  readonly table: Table;
  readonly until: Until;
  readonly quiet: () => Promise<void>;
  /** Resolves when nothing that came in is being handled. */
  readonly idle: () => Promise<void>;
}

/** One person at their local Discord: they type, press and read. */
export const discordPerson = ({ discord, table, until, quiet, idle }: AtDiscord, name: string): DiscordPersonDriver => {
  const id = discord.idOf(name);
  /** What Discord itself refused: told when something is waited for in vain. */
  const refused: string[] = [];
  const threadUnder = ({ channel, ts }: Sight): string | undefined => {
    const channels = discord.state(name).channels;
    // A post of a forum and what is said in a thread are in it already.
    if (channels.find((one) => one.id === channel)?.thread !== undefined) return channel;
    return channels.find((one) => one.id === ts)?.id;
  };
  const channelOf = (where: Where): string | undefined => {
    if (where.thread !== undefined) return threadUnder(where.thread);
    if (where.in === "dm")
      return discord.state(name).channels.find((one) => one.kind === "dm" && one.members.includes(discord.bot.userId))
        ?.id;
    return discord.idOf(where.in ?? "#incidents");
  };
  const nameOf = (person: string) => discord.state(name).people.find((one) => one.id === person)?.name;
  const look = (where: Where): readonly DiscordSight[] => {
    const channel = channelOf(where);
    if (channel === undefined) return [];
    return discord.messages(name, channel).map((message) => ({
      channel,
      ts: message.id,
      words: wordsOf(message)
        .replaceAll(/<@!?(\d+)>/g, (mark, one: string) => nameOf(one) ?? mark)
        .replaceAll(/(?<![\p{L}\p{N}])`|`(?![\p{L}\p{N}])/gu, ""),
      files: message.attachments.map((file) => file.name),
      message,
      controls: controlsOf(message),
    }));
  };
  const act = async (done: DiscordAct): Promise<Outcome> => {
    const outcome = await discord.act(name, done);
    await discord.settled();
    await idle();
    if (!outcome.ok) refused.push(`${name} was told: ${outcome.error}`);
    return outcome;
  };
  /** The thread of a message, begun where there is none yet. */
  const enter = async (where: Where): Promise<string> => {
    const known = channelOf(where);
    if (known !== undefined) return known;
    const { channel = "", ts = "" } = where.thread ?? {};
    return (await act({ kind: "thread", channel, message: ts, name: "Thread" })).id ?? "";
  };
  const control = (on: Sight, fits: (one: Control) => boolean, what: string): Control => {
    const message = discord.messages(name, on.channel).find((one) => one.id === on.ts);
    const all = controlsOf(message);
    const found = all.find(fits);
    expect(found, `${what} among ${all.map(({ label }) => label).join(", ")}`).toBeDefined();
    return found as Control;
  };
  const spot = (on: Sight) => ({ channel: on.channel, message: on.ts });

  return {
    id,
    types: async (text, where = {}) => {
      const channel = await enter(where);
      const written = mentioning(discord, name, text);
      if (text.startsWith("/")) return act({ kind: "command", channel, ...invocationOf(table, written) });
      return act({
        kind: "say",
        channel,
        content: text,
        ...(where.files === undefined ? {} : { files: where.files }),
      });
    },
    sees: (words, where = {}) => {
      const wanted = typeof words === "string" ? [words] : words;
      return until(
        `${name} sees ${wanted.map((word) => JSON.stringify(word)).join(", ")} at Discord`,
        () => look(where).findLast((seen) => wanted.every((word) => seen.words.includes(word))),
        () => [...look(where).map((seen) => seen.words), ...refused].join("\n---\n"),
      );
    },
    misses: async (words, where = {}) => {
      const gone = () => (look(where).some((seen) => seen.words.includes(words)) ? undefined : true);
      await until(`${name} misses ${words}`, gone, () =>
        look(where)
          .map((seen) => seen.words)
          .join("\n---\n"),
      );
    },
    reads: async (where = {}) => {
      await quiet();
      return look(where);
    },
    presses: (label, on) =>
      act({
        kind: "press",
        ...spot(on),
        custom_id: control(on, (one) => one.label === label, `a control "${label}"`).custom_id,
      }),
    chooses: (option, on) => {
      const menu = control(on, (one) => one.options.some(({ label }) => label === option), `a select with "${option}"`);
      const value = menu.options.find(({ label }) => label === option)?.value ?? "";
      return act({ kind: "select", ...spot(on), custom_id: menu.custom_id, values: [value] });
    },
    seesModal: (words) =>
      until(
        `${name} sees a form with ${words} at Discord`,
        () => {
          const { modal } = discord.state(name);
          return modal !== null && JSON.stringify(modal).includes(words) ? modal : undefined;
        },
        () => JSON.stringify(discord.state(name).modal),
      ),
    submits: async (values) => {
      const { modal } = discord.state(name);
      expect(modal, "an open form").not.toBeNull();
      return act({ kind: "submit", modal: modal?.id ?? "", values: modal === null ? {} : entered(modal, values) });
    },
    seesRefusal: (words) =>
      until(
        `${name} is told at Discord that ${words}`,
        () => look({}).findLast((seen) => seen.words.includes(words)),
        () => refused.join("\n"),
      ),
    shortcut: (label, on) =>
      act({ kind: "context", channel: on?.channel ?? discord.idOf("#incidents"), name: label, message: on?.ts ?? "" }),
    edits: (message, text) => act({ kind: "edit", ...spot(message), content: text }),
    deletes: (message) => act({ kind: "delete", ...spot(message) }),
    reacts: (emoji, on) => act({ kind: "react", ...spot(on), emoji }),
    pins: (message) => act({ kind: "pin", ...spot(message) }),
    uploads: async (file, mediaType, bytes) =>
      (await act({ kind: "upload", name: file, mediaType, base64: Buffer.from(bytes).toString("base64") })).id ?? "",
    does: act,
  };
};

/** People, roles and chat channels chosen from the list that Discord's client opens at "@" and "#". */
const mentioning = (discord: DiscordPlayground, name: string, text: string): string => {
  const { people, channels, roles } = discord.state(name);
  return text
    .replaceAll(/(?<![\w<])@([\w.-]+)/g, (typed, handle: string) => {
      const found = people.find((one) => one.handle === handle);
      const role = roles.find((one) => one.name === handle);
      if (found !== undefined) return `<@${found.id}>`;
      return role === undefined ? typed : `<@&${role.id}>`;
    })
    .replaceAll(/(?<![\w<])#([\w-]+)/g, (typed, chat: string) => {
      const found = channels.find((one) => one.name === chat && one.guild !== null);
      return found === undefined ? typed : `<#${found.id}>`;
    });
};

type Json = Readonly<Record<string, unknown>>;

/** The values somebody typed, by the label of the input; what they left alone stays as it was shown. */
const entered = (
  { components }: DiscordModal,
  values: Readonly<Record<string, string | readonly string[]>>,
): Record<string, string | readonly string[]> => {
  const inputs = components.flatMap((one) => {
    const input = one["component"] as Json | undefined;
    return input === undefined ? [] : [{ label: String(one["label"]), input }];
  });
  return Object.fromEntries(
    inputs.map(({ label, input }): readonly [string, string | readonly string[]] => {
      const value = values[label];
      const options = (input["options"] as readonly Json[] | undefined) ?? [];
      if (input["type"] === 4) return [String(input["custom_id"]), String(value ?? input["value"] ?? "")];
      const chosen =
        value === undefined
          ? options.filter((one) => one["default"] === true)
          : [value].flat().flatMap((text) => options.filter((one) => one["label"] === text || one["value"] === text));
      return [String(input["custom_id"]), chosen.map((one) => String(one["value"]))];
    }),
  );
};

/** What somebody sees of a channel of the server without opening it. */
export const discordChannel = (discord: DiscordPlayground, name: string, as: string): Channel | undefined => {
  const found = discord
    .state(as)
    .channels.find((one) => one.name === name.replace(/^#/, "") && one.guild !== null && one.thread === undefined);
  return found && { topic: found.topic, members: found.members, pins: found.pins, closed: !found.may.send };
};
