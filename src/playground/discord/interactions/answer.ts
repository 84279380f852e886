import { z } from "zod";
import { type Json, jsonOr } from "../../json.ts";
import { readMessage } from "../check/message.ts";
import { modal as modalShape } from "../check/modal.ts";
import { read } from "../check/problems.ts";
import type { Core } from "../core.ts";
import { limits } from "../limits.ts";
import { DiscordRefusal, refuse, refuseForm } from "../refusal.ts";
import type { GivenFile } from "../rest/body.ts";
import { changeOf, draftOf } from "../rest/draft.ts";
import { edit, post } from "../state/messages.ts";
import { flags, type Message } from "../state/records.ts";
import { causeOf, type Interaction, interactionKinds, isMissed } from "./interactions.ts";

const callback = z.object({ type: z.literal([1, 4, 5, 6, 7, 8, 9]), data: z.unknown().optional() });

/** The app's first answer to an interaction: a message, the promise of one, a change, choices or a form. */
export function answer(
  core: Core,
  interaction: Interaction,
  body: Json,
  files: readonly GivenFile[],
): Message | undefined {
  if (isMissed(interaction, core.now())) refuse("unknownInteraction");
  if (interaction.state === "answered") refuse("alreadyAcknowledged");
  const { type, data: given } = read(callback, body);
  const data = jsonOr(given);
  if (!fits(interaction, type)) {
    refuseForm([
      {
        path: ["type"],
        code: "INTERACTION_CALLBACK_TYPE_INVALID",
        message: "This callback type does not answer this kind of interaction.",
      },
    ]);
  }
  const done = inData(() => act(core, interaction, { type, data, files }));
  interaction.state = "answered";
  interaction.settle({ ok: true, ...(type === 8 ? { choices: choicesOf(data) } : {}) });
  return done;
}

function fits({ type, source }: Interaction, callbackType: number): boolean {
  if (type === interactionKinds.autocomplete) return callbackType === 8;
  if (callbackType === 6 || callbackType === 7) return source !== undefined;
  if (callbackType === 9) return type !== interactionKinds.modal;
  return callbackType === 4 || callbackType === 5;
}

interface Given {
  readonly type: number;
  readonly data: Json;
  readonly files: readonly GivenFile[];
}

function act(core: Core, interaction: Interaction, { type, data, files }: Given): Message | undefined {
  const { source } = interaction;
  const shown = source === undefined ? undefined : core.log.get(source.channel, source.message);
  switch (type) {
    case 4:
      return speak(core, interaction, data, files);
    case 5:
      return promise(core, interaction, data);
    case 6:
      interaction.original = source ?? null;
      return shown;
    case 7: {
      const before = shown ?? refuse("unknownMessage");
      interaction.original = source ?? null;
      return edit(core, before, { ...changeOf(core, before, { body: data, files }), silently: false });
    }
    case 8:
      choicesOf(data);
      return undefined;
    default:
      openModal(core, interaction, data);
      return undefined;
  }
}

/** The answer as a message: in the channel, or for the asker's eyes only. */
export function speak(core: Core, interaction: Interaction, data: Json, files: readonly GivenFile[]): Message {
  const channel = core.channels.get(interaction.channel) ?? refuse("unknownChannel");
  const content = draftOf(core, { body: data, files }, readMessage(data));
  const message = post(core, channel, { ...content, ...answering(core, interaction, content.flags) });
  interaction.original ??= { channel: channel.id, message: message.id };
  return message;
}

function promise(core: Core, interaction: Interaction, data: Json): Message {
  const channel = core.channels.get(interaction.channel) ?? refuse("unknownChannel");
  const asked = typeof data.flags === "number" ? data.flags & flags.ephemeral : 0;
  const message = post(core, channel, answering(core, interaction, asked | flags.loading));
  interaction.original = { channel: channel.id, message: message.id };
  return message;
}

/** What makes a message an answer: its kind, whom it answers, and who sees it. */
export function answering(core: Core, interaction: Interaction, given: number) {
  const { name, person, source, isContext = false, original } = interaction;
  const isFirst = original === null;
  const replied = source ?? (original === null ? undefined : { channel: original.channel, message: original.message });
  const kind = source === undefined && isFirst ? (isContext ? 23 : name === undefined ? 0 : 20) : 19;
  return {
    author: core.identity.bot.userId,
    type: kind,
    answers: causeOf(interaction),
    flags: given,
    ...(kind === 19 && replied !== undefined ? { reference: replied } : {}),
    ...((given & flags.ephemeral) === 0 ? {} : { ephemeralTo: person }),
  };
}

const choices = z.object({
  choices: z
    .array(
      z.object({
        name: z.string().min(1).max(limits.optionText),
        value: z.union([z.string().max(limits.optionText), z.number()]),
      }),
    )
    .max(limits.choices),
});

function choicesOf(data: Json) {
  return read(choices, data).choices;
}

function openModal(core: Core, interaction: Interaction, data: Json): void {
  const modal = read(modalShape, data);
  core.interactions.modals.set(interaction.person, {
    id: interaction.id,
    person: interaction.person,
    modal,
    from: interaction,
  });
  core.news.tell([interaction.person], { kind: "modal" });
}

/** Mistakes in what a callback carries stand under its "data". */
function inData<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || error.errors === undefined) throw error;
    throw new DiscordRefusal(error.status, error.code, error.message, { data: error.errors });
  }
}
