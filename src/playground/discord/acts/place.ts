import { may, sees, sendingIn } from "../access.ts";
import type { Core } from "../core.ts";
import type { Permission } from "../permissions.ts";
import { DiscordRefusal, refuse } from "../refusal.ts";
import { findChannel } from "../state/people.ts";
import type { Channel, Message, Person } from "../state/records.ts";

/** What Discord's own client says, instead of doing something. */
export function stop(reason: string): never {
  throw new DiscordRefusal(400, 0, reason);
}

/** A channel by id or name, if this person sees it. */
export function placeOf(core: Core, person: Person, name: string): Channel {
  const channel = findChannel(core, name, person);
  return channel !== undefined && sees(core, person.id, channel) ? channel : refuse("unknownChannel");
}

export interface Spot {
  readonly channel: Channel;
  readonly message: Message;
}

export function spotOf(core: Core, person: Person, at: { readonly channel: string; readonly message: string }): Spot {
  const channel = placeOf(core, person, at.channel);
  const message = core.log.get(channel.id, at.message);
  const hidden = message === undefined || (message.ephemeralTo ?? person.id) !== person.id;
  return hidden ? refuse("unknownMessage") : { channel, message };
}

export function needs(core: Core, person: Person, channel: Channel, permission: Permission): void {
  if (!may(core, person.id, channel, permission)) refuse("missingPermissions");
}

/** Refuses where this person may not write; an archived thread opens again unless it is locked. */
export function needsToSend(core: Core, person: Person, channel: Channel): void {
  needs(core, person, channel, sendingIn(channel));
  const { thread } = channel;
  if (thread?.locked && !may(core, person.id, channel, "manageThreads")) refuse("locked");
}
