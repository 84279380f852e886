import type { Core } from "../core.ts";
import type { DiscordAct, DiscordOutcome } from "../protocol.ts";
import { DiscordRefusal } from "../refusal.ts";
import { markRead } from "../state/messages.ts";
import type { Person } from "../state/records.ts";
import { beginDm, create, found, invite, pinAs, reactAs, rename, startPost, startThread, turn } from "./channels.ts";
import { autocomplete, runCommand, runContext } from "./command.ts";
import { done, failed } from "./outcome.ts";
import { placeOf, spotOf } from "./place.ts";
import { press, select } from "./press.ts";
import { editOwn, remove, say, upload } from "./say.ts";
import { dismiss, submit } from "./submit.ts";

/** Does what a person does. What Discord would not do is an outcome, not an exception. */
export async function perform(core: Core, person: Person, act: DiscordAct): Promise<DiscordOutcome> {
  try {
    return await route(core, person, act);
  } catch (error) {
    if (error instanceof DiscordRefusal) return failed(error.message);
    throw error;
  }
}

function route(core: Core, person: Person, act: DiscordAct): DiscordOutcome | Promise<DiscordOutcome> {
  switch (act.kind) {
    case "say":
      return say(core, person, act);
    case "command":
      return runCommand(core, person, act);
    case "autocomplete":
      return autocomplete(core, person, act);
    case "context":
      return runContext(core, person, act);
    case "press":
      return press(core, person, act);
    case "select":
      return select(core, person, act);
    case "submit":
      return submit(core, person, act);
    case "dismiss":
      return dismiss(core, person, act.modal);
    case "edit":
      return editOwn(core, person, spotOf(core, person, act), act.content);
    case "delete":
      return remove(core, person, spotOf(core, person, act));
    case "pin":
    case "unpin":
      return pinAs(core, person, spotOf(core, person, act), act.kind === "pin");
    case "react":
    case "unreact":
      return reactAs(core, person, spotOf(core, person, act), { emoji: act.emoji, add: act.kind === "react" });
    case "read":
      markRead(core, placeOf(core, person, act.channel).id, person.id, act.message);
      return done;
    case "upload":
      return upload(core, person, act);
    case "thread":
      return startThread(core, person, act);
    case "post":
      return startPost(core, person, act);
    case "rename":
      return rename(core, person, act);
    case "invite":
      return invite(core, person, act);
    case "create":
      return create(core, person, act);
    case "found":
      return found(core, person, act);
    case "dm":
      return beginDm(core, person, act.person);
    default:
      return turn(core, person, act);
  }
}
