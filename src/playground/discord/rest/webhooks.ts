import type { Json } from "../../json.ts";
import { readMessage } from "../check/message.ts";
import type { Core } from "../core.ts";
import { answering } from "../interactions/answer.ts";
import { type Interaction, isExpired } from "../interactions/interactions.ts";
import { refuse } from "../refusal.ts";
import { edit, erase, post } from "../state/messages.ts";
import { flags, type Message } from "../state/records.ts";
import { wireMessage } from "../wire/message.ts";
import { changeOf, draftOf } from "./draft.ts";
import type { Call, Routes } from "./route.ts";

const original = "GET /webhooks/:application/:token/messages/:message";

/** What an app says with an interaction's token, within fifteen minutes. */
export const webhookRoutes: Routes = {
  "POST /webhooks/:application/:token": { open: true, run: (core, call) => wireMessage(core, followUp(core, call)) },
  [original]: {
    open: true,
    run: (core, call) => wireMessage(core, messageOf(core, interactionOf(core, call), call)),
  },
  [original.replace("GET", "PATCH")]: {
    open: true,
    run: (core, call) => {
      const interaction = interactionOf(core, call);
      return wireMessage(core, fillIn(core, messageOf(core, interaction, call), call));
    },
  },
  [original.replace("GET", "DELETE")]: {
    open: true,
    run: (core, call) => {
      const message = messageOf(core, interactionOf(core, call), call);
      const channel = core.channels.get(message.channel);
      if (channel !== undefined) erase(core, channel, [message]);
      return null;
    },
  },
};

function interactionOf(core: Core, { params }: Call): Interaction {
  if (params.application !== core.identity.applicationId) refuse("unknownWebhook");
  const interaction = core.interactions.byToken(params.token ?? "");
  if (interaction === undefined || isExpired(interaction, core.now())) return refuse("invalidToken");
  return interaction.state === "answered" ? interaction : refuse("unknownWebhook");
}

function messageOf(core: Core, interaction: Interaction, { params }: Call): Message {
  const { channel, original: first } = interaction;
  const place = params.message === "@original" ? first : { channel, message: params.message ?? "" };
  const message = place === null ? undefined : core.log.get(place.channel, place.message);
  const isOurs = message?.answers?.id === interaction.id || message?.id === first?.message;
  return message !== undefined && isOurs ? message : refuse("unknownMessage");
}

/** The first words after a promise take its place; they do not count as an edit. */
function fillIn(
  core: Core,
  before: Message,
  { json, files }: { readonly json: Json; readonly files: Call["files"] },
): Message {
  const isPromise = (before.flags & flags.loading) !== 0;
  const change = changeOf(core, before, { body: json, files });
  const flagged = (change.flags ?? before.flags) & ~flags.loading;
  return edit(core, before, { ...change, flags: flagged, silently: isPromise });
}

function followUp(core: Core, call: Call): Message {
  const interaction = interactionOf(core, call);
  const first = interaction.original;
  const promised = first === null ? undefined : core.log.get(first.channel, first.message);
  if (promised !== undefined && (promised.flags & flags.loading) !== 0) return fillIn(core, promised, call);
  const channel = core.channels.get(interaction.channel) ?? refuse("unknownChannel");
  const draft = draftOf(core, { body: call.json, files: call.files }, readMessage(call.json));
  return post(core, channel, { ...draft, ...answering(core, interaction, draft.flags) });
}
