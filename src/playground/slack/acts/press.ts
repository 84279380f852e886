import type { Json } from "../../json.ts";
import type { Core } from "../core.ts";
import { enter, type Field, findField, optionsOf, stateOf, withEntry } from "../fields.ts";
import { findModal, replaceModal, wireView } from "../modals.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import { findChannel } from "../state/people.ts";
import type { Channel, Message, Person, Values, View } from "../state/records.ts";
import { done } from "./outcome.ts";
import { basis, blocksOf, channelPart, interact, messagePart } from "./payload.ts";

export type Press = Extract<SlackAct, { kind: "press" }>;
export type Suggest = Extract<SlackAct, { kind: "suggest" }>;

/** A button pressed or a choice made, in a message or a view. */
export async function press(core: Core, person: Person, act: Press): Promise<SlackOutcome> {
  const origin = originOf(core, person, act);
  const field = findField(origin.blocks, act.block_id, act.action_id) ?? refuse("no_such_action");
  const said = enter(field, act.value, suggestedTo(core, person, field));
  const entered = fillIn(origin, { ...act.values }, core, person);
  const values = field.type === "button" || field.type === "overflow" ? entered : withEntry(entered, field, said);
  origin.keep(values);
  await interact(core, {
    ...basis(core, person, "block_actions"),
    trigger_id: core.triggers.make({
      person: person.id,
      ...(origin.view === undefined ? {} : { view: origin.view.id }),
    }),
    ...origin.part(values),
    ...(origin.view === undefined ? { state: { values: stateOf(origin.blocks, values) } } : {}),
    actions: [{ ...actionOf(field), ...said, action_ts: core.stamp() }],
  });
  return done;
}

/** What a person types into a menu whose options the app knows. */
export async function suggest(core: Core, person: Person, act: Suggest): Promise<SlackOutcome> {
  const origin = originOf(core, person, act);
  const field = findField(origin.blocks, act.block_id, act.action_id) ?? refuse("no_such_action");
  const { response_url: _, ...part } = origin.part(origin.entered);
  const { action_id, block_id, value } = act;
  const reply = await interact(core, {
    ...basis(core, person, "block_suggestion"),
    ...part,
    action_id,
    block_id,
    value,
  });
  const options = optionsOf(reply);
  const known = core.suggested.get(suggestionKey(person, field)) ?? [];
  core.suggested.set(suggestionKey(person, field), [...options, ...known].slice(0, 300));
  return { ok: true, options };
}

export function suggestedTo(core: Core, person: Person, field: Field): readonly Json[] {
  return core.suggested.get(suggestionKey(person, field)) ?? [];
}

function suggestionKey(person: Person, { block_id, action_id }: Field): string {
  return `${person.id}\n${block_id}\n${action_id}`;
}

interface Origin {
  readonly blocks: readonly Json[];
  readonly entered: Values;
  readonly view?: View;
  readonly keep: (values: Values) => void;
  readonly part: (values: Values) => Json;
}

function originOf(core: Core, person: Person, act: Press | Suggest): Origin {
  if (act.view !== undefined) return viewOrigin(core, person, act.view);
  const channel = findChannel(core, act.channel ?? "", person) ?? refuse("channel_not_found");
  const message = core.log.get(channel.id, act.ts ?? "") ?? refuse("message_not_found");
  if ((message.ephemeralTo ?? person.id) !== person.id) refuse("message_not_found");
  return messageOrigin(core, { person, channel, message, blockId: act.block_id });
}

function viewOrigin(core: Core, person: Person, id: string): Origin {
  const modal = findModal(core, (view) => view.id === id && view.user === person.id);
  const view =
    modal ?? core.homes.find((home) => home.id === id && home.user === person.id) ?? refuse("view_not_found");
  return {
    blocks: view.blocks,
    entered: view.values,
    view,
    keep: (values) => {
      if (modal === undefined) core.homes.put({ ...view, values });
      else replaceModal(core, view, { ...view, values });
    },
    part: (values) => ({ container: { type: "view", view_id: view.id }, view: wireView(core, { ...view, values }) }),
  };
}

interface MessagePlace {
  readonly person: Person;
  readonly channel: Channel;
  readonly message: Message;
  readonly blockId: string;
}

function messageOrigin(core: Core, { person, channel, message, blockId }: MessagePlace): Origin {
  const key = `${person.id}\n${channel.id}\n${message.ts}`;
  return {
    blocks: blocksOf(message),
    entered: core.entered.get(key) ?? {},
    keep: (values) => void core.entered.set(key, values),
    part: () => ({
      ...channelPart(channel),
      ...messagePart(core, message, blockId),
      response_url: core.responseUrls.make({ person: person.id, channel: channel.id, ts: message.ts }),
    }),
  };
}

type Given = NonNullable<Press["values"]>;

/** What the page says is filled in elsewhere in the same message or view. */
export function fillIn(origin: Pick<Origin, "blocks" | "entered">, given: Given, core: Core, person: Person): Values {
  let values = origin.entered;
  for (const [block_id, actions] of Object.entries(given)) {
    for (const [action_id, raw] of Object.entries(actions)) {
      const field = findField(origin.blocks, block_id, action_id);
      if (field !== undefined) values = withEntry(values, field, enter(field, raw, suggestedTo(core, person, field)));
    }
  }
  return values;
}

/** What an action repeats of its element. */
function actionOf({ type, action_id, block_id, element }: Field): Json {
  const { text, value, style, placeholder, confirm } = element;
  const repeated = { text, value, style, placeholder, confirm };
  const kept = Object.entries(repeated).filter(([, each]) => each !== undefined);
  return { type, action_id, block_id, ...Object.fromEntries(kept) };
}
