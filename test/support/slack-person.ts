import { expect } from "vitest";
import type { SlackAct, SlackMessage, SlackOutcome, SlackView } from "../../src/playground/slack/protocol.ts";
import type { SlackTeam } from "../../src/playground/slack/team.ts";
import type { Channel, Person, Sight, Until } from "./person.ts";
import { blocksOf, type Control, controlsOf, viewWords, wordsOf } from "./visible.ts";

interface At {
  readonly in?: string;
  readonly thread?: Seen;
}

/** One person at their local Slack: they type, press and read. */
export interface SlackPersonDriver extends Person {
  types(text: string, where?: At & { readonly files?: readonly string[] }): Promise<SlackOutcome>;
  sees(words: string | readonly string[], where?: At): Promise<Seen>;
  misses(words: string, where?: At): Promise<void>;
  reads(where?: At): Promise<readonly Seen[]>;
  presses(label: string, on: Seen): Promise<SlackOutcome>;
  /** Presses in a modal or on the home. */
  pressesIn(label: string, view: SlackView): Promise<SlackOutcome>;
  chooses(option: string, on: Seen): Promise<SlackOutcome>;
  seesModal(words: string): Promise<SlackView>;
  submits(values: Readonly<Record<string, string | readonly string[]>>): Promise<SlackOutcome>;
  home(words: string): Promise<SlackView>;
  does(act: SlackAct): Promise<SlackOutcome>;
}

/** A message somebody saw. */
export interface Seen extends Sight {
  readonly message: SlackMessage;
  readonly controls: readonly Control[];
}

export const slackPerson = (
  slack: SlackTeam,
  name: string,
  until: Until,
  quiet: () => Promise<void>,
  idle: () => Promise<void>,
): SlackPersonDriver => {
  const id = slack.idOf(name);
  /** What Slack itself refused: told when something is waited for in vain. */
  const refused: string[] = [];
  const channelOf = (where: At): string => {
    if (where.thread !== undefined) return where.thread.channel;
    if (where.in === "dm")
      return (
        slack.state(name).conversations.find((one) => one.kind === "dm" && one.members.includes(slack.bot.userId))
          ?.id ?? ""
      );
    return slack.idOf(where.in ?? "#incidents");
  };
  const look = (where: At): readonly Seen[] => {
    const channel = channelOf(where);
    if (channel === "") return [];
    const root = where.thread === undefined ? undefined : (where.thread.message.thread_ts ?? where.thread.ts);
    return slack.messages(name, channel, root).map((message) => ({
      channel,
      ts: message.ts,
      words: wordsOf(message),
      files: (message.files ?? []).map((file) => file.name),
      message,
      controls: controlsOf(blocksOf(message)),
    }));
  };
  const act = async (done: SlackAct): Promise<SlackOutcome> => {
    const outcome = await slack.act(name, done);
    await slack.settled();
    await idle();
    if (!outcome.ok) refused.push(`${name} was told: ${outcome.error}`);
    return outcome;
  };
  const control = (on: Seen, label: string): Control => {
    const found = on.controls.find((one) => one.label === label);
    expect(found, `a control "${label}" among ${on.controls.map((one) => one.label).join(", ")}`).toBeDefined();
    return found as Control;
  };
  /** What the app offers for what is typed into the menus whose options it knows: values by their labels. */
  const searched = async (view: SlackView, values: Entered): Promise<ReadonlyMap<string, string>> => {
    const found = new Map<string, string>();
    for (const { type, action_id, block_id, label } of controlsOf(view.blocks)) {
      if (!type.includes("external")) continue;
      for (const text of [values[labelIn(view, block_id) ?? label] ?? []].flat()) {
        const { options = [] } = await act({ kind: "suggest", view: view.id, action_id, block_id, value: text });
        for (const option of options as unknown as readonly SlackOption[]) found.set(option.text.text, option.value);
      }
    }
    return found;
  };
  const press = (on: Seen, one: Control, value?: unknown): Promise<SlackOutcome> =>
    act({
      kind: "press",
      channel: on.channel,
      ts: on.ts,
      action_id: one.action_id,
      block_id: one.block_id,
      ...(value === undefined ? {} : { value }),
    });

  /** Those of some menus the app is asked for when they are opened. */
  const optionsOf = async (on: Seen, { type, action_id, block_id, options }: Control): Promise<Control["options"]> => {
    if (type !== "external_select") return options;
    const asked = await act({ kind: "suggest", channel: on.channel, ts: on.ts, action_id, block_id, value: "" });
    return (asked.options ?? []).map(({ text, value }) => ({ label: textOf(text), value: String(value) }));
  };

  return {
    id,
    types: (text, where = {}) => {
      const channel = channelOf(where);
      const [command = "", ...rest] = text.split(" ");
      if (text.startsWith("/") && where.thread === undefined)
        return act({ kind: "command", channel, command, text: rest.join(" ") });
      const thread = where.thread === undefined ? {} : { thread: where.thread.message.thread_ts ?? where.thread.ts };
      return act({
        kind: "say",
        channel,
        text,
        ...thread,
        ...(where.files === undefined ? {} : { files: where.files }),
      });
    },
    sees: (words, where = {}) => {
      const wanted = typeof words === "string" ? [words] : words;
      return until(
        `${name} sees ${wanted.map((word) => JSON.stringify(word)).join(", ")}`,
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
    presses: (label, on) => press(on, control(on, label)),
    pressesIn: (label, view) => {
      const found = controlsOf(view.blocks).find((one) => one.label === label);
      expect(found, `a control "${label}" in ${viewWords(view)}`).toBeDefined();
      return act({
        kind: "press",
        view: view.id,
        action_id: found?.action_id ?? "",
        block_id: found?.block_id ?? "",
      });
    },
    chooses: async (option, on) => {
      const offered = await Promise.all(on.controls.map(async (one) => ({ one, options: await optionsOf(on, one) })));
      const found = offered.find(({ options }) => options.some(({ label }) => label === option));
      expect(found, `a select with "${option}"`).toBeDefined();
      return press(on, found?.one as Control, found?.options.find(({ label }) => label === option)?.value);
    },
    seesModal: (words) =>
      until(
        `${name} sees a modal with ${words}`,
        () => slack.state(name).modals.findLast((view) => viewWords(view).includes(words)),
        () => slack.state(name).modals.map(viewWords).join("\n---\n"),
      ),
    submits: async (values) => {
      const view = slack.state(name).modals.at(-1);
      expect(view, "an open modal").toBeDefined();
      if (view === undefined) return act({ kind: "submit", view: "", values: {} });
      return act({ kind: "submit", view: view.id, values: filled(view, values, await searched(view, values)) });
    },
    seesRefusal: (words) =>
      until(
        `${name} sees in a modal that ${words}`,
        () => (JSON.stringify(slack.state(name).modals).includes(words) ? null : undefined),
        () => JSON.stringify(slack.state(name).modals),
      ),
    shortcut: (label, on) => {
      const found = slack.state(name).shortcuts.find((one) => one.name === label);
      expect(found, `a shortcut "${label}"`).toBeDefined();
      return act({
        kind: "shortcut",
        callback_id: found?.callback_id ?? "",
        ...(on === undefined ? {} : { channel: on.channel, ts: on.ts }),
      });
    },
    edits: (message, text) => act({ kind: "edit", channel: message.channel, ts: message.ts, text }),
    deletes: (message) => act({ kind: "delete", channel: message.channel, ts: message.ts }),
    reacts: (reaction, on) => act({ kind: "react", channel: on.channel, ts: on.ts, name: reaction }),
    pins: (message) => act({ kind: "pin", channel: message.channel, ts: message.ts }),
    uploads: async (file, mediaType, bytes) =>
      (await act({ kind: "upload", name: file, mediaType, base64: Buffer.from(bytes).toString("base64") })).id ?? "",
    home: async (words) => {
      await act({ kind: "home" });
      return until(
        `${name}'s home says ${words}`,
        () => {
          const { home } = slack.state(name);
          return home !== null && viewWords(home).includes(words) ? home : undefined;
        },
        () => JSON.stringify(slack.state(name).home),
      );
    },
    does: act,
  };
};

/** What somebody sees of a chat channel without opening it. */
export const slackChannel = (slack: SlackTeam, name: string, as: string): Channel | undefined => {
  const found = slack.state(as).conversations.find((one) => one.name === name.replace(/^#/, ""));
  return found && { topic: found.topic, members: found.members, pins: found.pins, closed: found.archived };
};

const textOf = (text: unknown): string =>
  typeof text === "object" && text !== null && "text" in text ? String(text.text) : String(text);

/** What a person enters, by the labels of the inputs. */
type Entered = Readonly<Record<string, string | readonly string[]>>;

interface SlackOption {
  readonly text: { readonly text: string };
  readonly value: string;
}

const inputIn = (view: SlackView, block: string): InputBlock | undefined =>
  view.blocks.find((candidate) => candidate.block_id === block) as InputBlock | undefined;

const labelIn = (view: SlackView, block: string): string | undefined => inputIn(view, block)?.label?.text;

/** The values a person typed; what they left alone stays as it was shown. */
const filled = (view: SlackView, values: Entered, searched: ReadonlyMap<string, string>) => {
  const state: Record<string, Record<string, unknown>> = {};
  for (const one of controlsOf(view.blocks)) {
    const value = values[labelIn(view, one.block_id) ?? one.label];
    const entered =
      value === undefined
        ? untouched(one.type, inputIn(view, one.block_id)?.element ?? {})
        : typed(one, value, searched);
    state[one.block_id] = { [one.action_id]: entered };
  }
  return state;
};

interface InputBlock {
  readonly label?: { readonly text?: string };
  readonly element?: Readonly<Record<string, unknown>>;
}

const untouched = (type: string, element: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  type.startsWith("multi_")
    ? { type, selected_options: element.initial_options ?? [] }
    : type.endsWith("select")
      ? { type, selected_option: element.initial_option ?? null }
      : { type, value: element.initial_value ?? null };

const typed = (
  one: Control,
  value: string | readonly string[],
  searched: ReadonlyMap<string, string>,
): Record<string, unknown> => {
  const chosen = (text: string) => ({
    text: { type: "plain_text", text },
    value: one.options.find((option) => option.label === text)?.value ?? searched.get(text) ?? text,
  });
  return one.type.startsWith("multi_")
    ? { type: one.type, selected_options: [value].flat().map(chosen) }
    : one.type.endsWith("select")
      ? { type: one.type, selected_option: chosen(String(value)) }
      : { type: one.type, value: String(value) };
};
