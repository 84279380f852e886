import { type Json, listOf } from "../../json.ts";
import type { Core } from "../core.ts";
import type { Answer } from "../delivery/envelope.ts";
import { refuse } from "../refusal.ts";
import type { Channel, Message, Person } from "../state/records.ts";
import { wireMessage } from "../wire.ts";
import { reasonOf } from "./outcome.ts";

/** What every interactive payload says of who and where. */
export function basis(core: Core, person: Person, type: string): Json {
  const { team, bot, verificationToken } = core.identity;
  return {
    type,
    user: { id: person.id, username: person.handle, name: person.handle, team_id: team.id },
    api_app_id: bot.appId,
    token: verificationToken,
    team: { id: team.id, domain: team.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

export function channelPart({ id, kind, name }: Channel): Json {
  return { channel: { id, name: { channel: name, private: "privategroup", dm: "directmessage" }[kind] } };
}

/** A message's own blocks, then those of its attachments. */
export function blocksOf({ blocks = [], attachments = [] }: Message): readonly Json[] {
  return [...blocks, ...attachments.flatMap((attachment) => listOf(attachment.blocks))];
}

/** Where in a message something was pressed; apps never get to see an ephemeral message again. */
export function messagePart(core: Core, message: Message, blockId: string): Json {
  const { channel, ts, thread_ts, ephemeralTo, blocks = [], attachments = [] } = message;
  const isEphemeral = ephemeralTo !== undefined;
  const place = { message_ts: ts, channel_id: channel, is_ephemeral: isEphemeral };
  const thread = thread_ts === undefined ? {} : { thread_ts };
  const inBlocks = blocks.some((block) => block.block_id === blockId);
  const attachment = attachments.findIndex((each) => listOf(each.blocks).some((block) => block.block_id === blockId));
  const container =
    inBlocks || attachment < 0
      ? { type: "message", ...place, ...thread }
      : { type: "message_attachment", ...place, ...thread, attachment_id: attachment + 1, is_app_unfurl: false };
  return { container, ...(isEphemeral ? {} : { message: wireMessage(core, message) }) };
}

/** Sends an interaction to the app and gives back its answer; refuses with what Slack shows when there is none. */
export async function interact(core: Core, payload: Json): Promise<Json> {
  const installed = core.installation();
  if (!installed?.interactive) return refuse("This app is not configured to handle interactive responses.");
  const { interactive, options } = installed.urls;
  const url = payload.type === "block_suggestion" ? (options ?? interactive) : interactive;
  const answer: Answer = await core.deliver({ kind: "interactive", payload, url });
  return answer.ok ? answer.payload : refuse(`This app did not respond (${reasonOf(answer)}). Try again.`);
}
