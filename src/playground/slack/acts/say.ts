import type { Core } from "../core.ts";
import { cutText } from "../limits.ts";
import { typed } from "../markup.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { post } from "../state/messages.ts";
import type { Channel, Person } from "../state/records.ts";
import { notACommand, runCommand } from "./command.ts";
import { failed } from "./outcome.ts";

export type Say = Extract<SlackAct, { kind: "say" }>;

/** A message typed by a person; one that begins with a slash is a command, which threads do not take. */
export async function say(core: Core, person: Person, channel: Channel, act: Say): Promise<SlackOutcome> {
  const { text, thread, files = [], broadcast = false } = act;
  const slash = /^(\/\S+)\s*([\s\S]*)$/.exec(text);
  if (slash !== null) {
    const [, command = "", rest = ""] = slash;
    const known = core.installation()?.commands.some((each) => each.command === command.toLowerCase());
    if (!known) return failed(notACommand(command));
    if (thread !== undefined) return failed(`${command} is not supported in threads. Sorry!`);
    return runCommand(core, person, channel, { command, text: rest });
  }
  if (channel.archived) return failed("is_archived");
  if (!channel.members.includes(person.id)) return failed("not_in_channel");
  const words = text.trim();
  if (words === "" && files.length === 0) return failed("no_text");
  if (files.some((id) => core.files.get(id)?.user !== person.id)) return failed("file_not_found");
  const root = thread === undefined ? undefined : core.log.get(channel.id, thread);
  if (thread !== undefined && root === undefined) return failed("thread_not_found");
  const message = post(core, channel, {
    user: person.id,
    text: cutText(typed(core, words)),
    ...(root === undefined ? {} : { thread_ts: root.thread_ts ?? root.ts }),
    ...(files.length === 0 ? {} : { files }),
    ...(broadcast && root !== undefined ? { broadcast } : {}),
  });
  return { ok: true, ts: message.ts };
}
