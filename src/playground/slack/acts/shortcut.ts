import type { Core } from "../core.ts";
import type { SlackAct, SlackOutcome } from "../protocol.ts";
import { refuse } from "../refusal.ts";
import { epochSeconds } from "../stamps.ts";
import { findChannel, openDm } from "../state/people.ts";
import type { Person } from "../state/records.ts";
import { wireMessage } from "../wire.ts";
import { done } from "./outcome.ts";
import { basis, channelPart, interact } from "./payload.ts";

export type Shortcut = Extract<SlackAct, { kind: "shortcut" }>;

/** A shortcut of the app, on a message or from anywhere. */
export async function runShortcut(core: Core, person: Person, act: Shortcut): Promise<SlackOutcome> {
  const { callback_id } = act;
  const declared = core.installation()?.shortcuts.find((each) => each.callback_id === callback_id);
  if (declared === undefined) return refuse("no_such_shortcut");
  const trigger_id = core.triggers.make({ person: person.id });
  const common = { callback_id, trigger_id, action_ts: core.stamp() };
  if (declared.type === "global") {
    await interact(core, { ...basis(core, person, "shortcut"), ...common });
    return done;
  }
  const channel = findChannel(core, act.channel ?? "", person) ?? refuse("channel_not_found");
  const message = core.log.get(channel.id, act.ts ?? "") ?? refuse("message_not_found");
  if (message.ephemeralTo !== undefined) refuse("message_not_found");
  await interact(core, {
    ...basis(core, person, "message_action"),
    ...common,
    ...channelPart(channel),
    message_ts: message.ts,
    message: wireMessage(core, message),
    response_url: core.responseUrls.make({ person: person.id, channel: channel.id }),
  });
  return done;
}

/** The app's own page in Slack, opened. */
export function openHome(core: Core, person: Person): SlackOutcome {
  const dm = openDm(core, core.identity.bot.userId, person.id);
  const view = core.homes.find((home) => home.user === person.id);
  core.emit("app_home_opened", {
    type: "app_home_opened",
    user: person.id,
    channel: dm.id,
    tab: "home",
    event_ts: `${epochSeconds(core.now())}.000000`,
    ...(view === undefined ? {} : { view: { id: view.id, hash: view.hash, type: "home" } }),
  });
  return { ok: true, id: dm.id };
}
