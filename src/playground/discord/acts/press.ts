import { type Json, listOf, tidy } from "../../json.ts";
import { flatten } from "../check/components.ts";
import type { Core } from "../core.ts";
import { interactionKinds } from "../interactions/interactions.ts";
import { resolve } from "../interactions/payload.ts";
import type { DiscordAct, DiscordOutcome } from "../protocol.ts";
import { findChannel, findPerson, findRole } from "../state/people.ts";
import type { Channel, Person } from "../state/records.ts";
import { type Spot, spotOf, stop } from "./place.ts";

export type Press = Extract<DiscordAct, { kind: "press" }>;
export type Select = Extract<DiscordAct, { kind: "select" }>;

const failedInteraction = "This interaction failed";

/** A button pressed in a message. */
export function press(core: Core, person: Person, act: Press): Promise<DiscordOutcome> {
  const spot = spotOf(core, person, act);
  const button = componentOf(spot, act.custom_id);
  if (button.type !== 2) stop("That is not a button.");
  return use(core, person, spot, { id: button.id, custom_id: act.custom_id, component_type: 2 });
}

/** Something chosen from a menu in a message. */
export function select(core: Core, person: Person, act: Select): Promise<DiscordOutcome> {
  const spot = spotOf(core, person, act);
  const menu = componentOf(spot, act.custom_id);
  const chosen = choose(core, menu, act.values, { person, guild: spot.channel.guild });
  const { id, type } = menu;
  return use(core, person, spot, tidy({ id, custom_id: act.custom_id, component_type: type, ...chosen }));
}

async function use(core: Core, person: Person, { channel, message }: Spot, data: Json): Promise<DiscordOutcome> {
  if (message.author !== core.identity.bot.userId) stop("That is another app's.");
  const source = { channel: channel.id, message: message.id };
  const asked = {
    type: interactionKinds.component,
    person: person.id,
    channel: channel.id,
    guild: channel.guild,
    source,
  };
  const outcome = await core.carry(asked, data);
  return outcome.ok ? outcome : { ...outcome, error: failedInteraction };
}

function componentOf({ message }: Spot, customId: string): Json {
  const found = message.components
    .flatMap(flatten)
    .find((each) => "custom_id" in each && each.custom_id === customId) as Json | undefined;
  if (found === undefined) return stop("There is no such component.");
  return found.disabled === true ? stop("That is disabled.") : found;
}

export interface Chooser {
  readonly person: Person;
  readonly guild: string | undefined;
}

/** The values of a menu, with what they stand for; refuses what the menu does not offer. */
export function choose(core: Core, menu: Json, values: readonly string[], { person, guild }: Chooser) {
  const { min_values: least = 1, max_values: most = 1 } = menu;
  if (values.length > Number(most)) stop(`You can choose at most ${most}.`);
  if (values.length < Number(least)) stop(`Choose at least ${least}.`);
  if (menu.type === 3) {
    const offered = listOf(menu.options);
    return {
      values: values.map((value) =>
        String(
          offered.find((each) => each.value === value || each.label === value)?.value ??
            stop("There is no such option."),
        ),
      ),
    };
  }
  const chosen = values.map((value) => pick(core, menu, value, { person, guild }) ?? stop("There is no such option."));
  const users = chosen.flatMap((each) => (each.kind === "user" ? [each.id] : []));
  const roles = chosen.flatMap((each) => (each.kind === "role" ? [each.id] : []));
  const channels = chosen.flatMap((each) => (each.kind === "channel" ? [each.channel] : []));
  const resolved = resolve(core, guild, person.id, { users, roles, channels });
  return { values: chosen.map(({ id }) => id), ...(resolved === undefined ? {} : { resolved }) };
}

type Picked =
  | { readonly kind: "user" | "role"; readonly id: string }
  | { readonly kind: "channel"; readonly id: string; readonly channel: Channel };

/** What a menu of people, roles or channels means by a name. */
function pick(core: Core, { type, channel_types: allowed }: Json, name: string, who: Chooser): Picked | undefined {
  const person = type === 5 || type === 7 ? findPerson(core, name) : undefined;
  if (person !== undefined) return { kind: "user", id: person.id };
  const role = type === 6 || type === 7 ? findRole(core, who.guild ?? "", name) : undefined;
  if (role !== undefined) return { kind: "role", id: role.id };
  const channel = type === 8 ? findChannel(core, name, who.person) : undefined;
  if (channel === undefined) return undefined;
  if (Array.isArray(allowed) && !allowed.includes(channel.type)) stop("This kind of channel cannot be chosen.");
  return { kind: "channel", id: channel.id, channel };
}
