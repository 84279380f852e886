import type { Core } from "../core.ts";
import { sees } from "../look.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { refuse, SlackRefusal } from "../refusal.ts";
import { findChannel } from "../state/people.ts";
import type { Channel, Person } from "../state/records.ts";
import { beginDm, create, invite, join, leave, setArchived } from "./channels.ts";
import { runCommand } from "./command.ts";
import { editOwn, type Place, pinAs, reactAs, readTo, removeOwn, upload } from "./messages.ts";
import { failed } from "./outcome.ts";
import { press, suggest } from "./press.ts";
import { say } from "./say.ts";
import { openHome, runShortcut } from "./shortcut.ts";
import { close, submit } from "./submit.ts";

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
    return channel !== undefined && sees(person, channel) ? channel : refuse("channel_not_found");
  };
  const message = ({ channel: name, ts }: { readonly channel: string; readonly ts: string }): Place => {
    const channel = place(name);
    const found = core.log.get(channel.id, ts);
    const hidden = found === undefined || (found.ephemeralTo ?? person.id) !== person.id;
    return hidden ? refuse("message_not_found") : { channel, message: found };
  };
  switch (act.kind) {
    case "say":
      return say(core, person, place(act.channel), act);
    case "command":
      return runCommand(core, person, place(act.channel), act);
    case "press":
      return press(core, person, act);
    case "suggest":
      return suggest(core, person, act);
    case "submit":
      return submit(core, person, act);
    case "close":
      return close(core, person, act.view);
    case "shortcut":
      return runShortcut(core, person, act);
    case "home":
      return openHome(core, person);
    case "edit":
      return editOwn(core, person, message(act), act.text);
    case "delete":
      return removeOwn(core, person, message(act));
    case "react":
    case "unreact":
      return reactAs(core, person, message(act), act);
    case "pin":
    case "unpin":
      return pinAs(core, person, message(act), act.kind === "pin");
    case "upload":
      return upload(core, person, act);
    case "read":
      return readTo(core, person, place(act.channel), act.ts);
    case "join":
      return join(core, person, place(act.channel));
    case "leave":
      return leave(core, person, place(act.channel));
    case "archive":
    case "unarchive":
      return setArchived(core, person, place(act.channel), act.kind === "archive");
    case "invite":
      return invite(core, person, place(act.channel), act.person);
    case "create":
      return create(core, person, act);
    case "dm":
      return beginDm(core, person, act.person);
  }
}
