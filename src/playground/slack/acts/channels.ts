import type { Core } from "../core.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import {
  addMember,
  archiveChannel,
  createChannel,
  removeMember,
  unarchiveChannel,
  wrongName,
} from "../state/channels.ts";
import { findPerson, openDm } from "../state/people.ts";
import type { Channel, Person } from "../state/records.ts";
import { done, failed } from "./outcome.ts";

export function join(core: Core, person: Person, channel: Channel): SlackOutcome {
  if (channel.kind !== "channel") return failed("method_not_supported_for_channel_type");
  if (channel.archived) return failed("is_archived");
  addMember(core, channel, person.id);
  return done;
}

export function leave(core: Core, person: Person, channel: Channel): SlackOutcome {
  if (!channel.members.includes(person.id)) return failed("not_in_channel");
  if (channel.name === "general") return failed("cant_leave_general");
  removeMember(core, channel, person.id, person.id);
  return done;
}

export function setArchived(core: Core, person: Person, channel: Channel, archived: boolean): SlackOutcome {
  if (channel.kind === "dm") return failed("method_not_supported_for_channel_type");
  if (channel.archived === archived) return failed(archived ? "already_archived" : "not_archived");
  if (channel.name === "general") return failed("cant_archive_general");
  if (archived) archiveChannel(core, channel, person.id);
  else unarchiveChannel(core, channel, person.id);
  return done;
}

export function invite(core: Core, person: Person, channel: Channel, name: string): SlackOutcome {
  const invited = findPerson(core, name) ?? refuse("user_not_found");
  if (channel.kind === "dm") return failed("method_not_supported_for_channel_type");
  if (!channel.members.includes(person.id)) return failed("not_in_channel");
  if (channel.archived) return failed("is_archived");
  if (channel.members.includes(invited.id)) return failed("already_in_channel");
  addMember(core, channel, invited.id, person.id);
  return done;
}

export type Create = Extract<SlackAct, { kind: "create" }>;

export function create(core: Core, person: Person, act: Create): SlackOutcome {
  const name = act.name.trim().replace(/^#/, "").toLowerCase().replaceAll(" ", "-");
  const wrong = wrongName(core, name);
  if (wrong !== null) return failed(wrong);
  const channel = createChannel(core, { name, private: act.private ?? false, creator: person.id });
  return { ok: true, id: channel.id };
}

export function beginDm(core: Core, person: Person, name: string): SlackOutcome {
  const other = findPerson(core, name) ?? refuse("user_not_found");
  return { ok: true, id: openDm(core, person.id, other.id).id };
}
