import type { Core } from "../core.ts";
import { typed, typedPlain } from "../markup.ts";
import { readArgs } from "../methods/method.ts";
import type { SlackOutcome } from "../protocol.ts";
import { SlackRefusal } from "../refusal.ts";
import { answer } from "../respond.ts";
import type { Channel, Person } from "../state/records.ts";
import { done, failed, reasonOf } from "./outcome.ts";

export interface TypedCommand {
  readonly command: string;
  readonly text: string;
}

/** A slash command as a person sends it: the app must acknowledge, and may answer with the acknowledgement. */
export async function runCommand(
  core: Core,
  person: Person,
  channel: Channel,
  { command, text }: TypedCommand,
): Promise<SlackOutcome> {
  const name = command.toLowerCase();
  const declared = core.installation()?.commands.find((each) => each.command === name);
  if (declared === undefined) return failed(notACommand(command));
  const { team, bot, verificationToken } = core.identity;
  const target = { person: person.id, channel: channel.id };
  const reply = await core.deliver({
    kind: "slash_commands",
    url: declared.url,
    payload: {
      token: verificationToken,
      team_id: team.id,
      team_domain: team.domain,
      channel_id: channel.id,
      channel_name: { channel: channel.name, private: "privategroup", dm: "directmessage" }[channel.kind],
      user_id: person.id,
      user_name: person.handle,
      command: name,
      text: (declared.should_escape ? typed(core, text) : typedPlain(text)).trim(),
      api_app_id: bot.appId,
      is_enterprise_install: "false",
      response_url: core.responseUrls.make(target),
      trigger_id: core.triggers.make({ person: person.id }),
    },
  });
  if (!reply.ok) return failed(`${name} failed with the error "${reasonOf(reply)}"`);
  try {
    if (Object.keys(reply.payload).length > 0) answer(core, target, readArgs(reply.payload));
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return failed(`${name} failed with the error "${error.message}"`);
  }
  return done;
}

export function notACommand(command: string): string {
  return `${command} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`;
}
