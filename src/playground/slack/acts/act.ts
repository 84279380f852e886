import type { Core } from "../core.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { SlackRefusal } from "../refusal.ts";
import { findChannel } from "../state/people.ts";
import type { Channel, Person } from "../state/records.ts";
import { runCommand } from "./command.ts";
import { failed } from "./outcome.ts";
import { say } from "./say.ts";

/** Does what a person does. What Slack would not do is an outcome, not an exception. */
export async function perform(core: Core, person: Person, act: SlackAct): Promise<SlackOutcome> {
  try {
    return await route(core, person, act);
  } catch (error) {
    if (error instanceof SlackRefusal) return failed(error.message);
    throw error;
  }
}

function route(core: Core, person: Person, act: SlackAct): SlackOutcome | Promise<SlackOutcome> {
  const place = (name: string): Channel => {
    const channel = findChannel(core, name, person);
    if (channel === undefined) throw new SlackRefusal("channel_not_found");
    return channel;
  };
  switch (act.kind) {
    case "say":
      return say(core, person, place(act.channel), act);
    case "command":
      return runCommand(core, person, place(act.channel), act);
    default:
      return failed("unknown_act");
  }
}
