import { Routes } from "discord.js";
import type { Form } from "../../presentation/form.ts";
import type { Message, Option } from "../../presentation/message.ts";
import { also, answer as answerOf, paragraph } from "../../presentation/say.ts";
import type { Inbound, Replier } from "../inbound.ts";
import { type Ack, ephemeralFlag, responses } from "./acks.ts";
import type { Json } from "./client.ts";
import { calling, codes, discordCode, settled } from "./errors.ts";
import { modalOf, typedIn } from "./modal.ts";
import { bodyOf, type Rendered } from "./render.ts";
import { prepare, type Sending, withFiles } from "./send.ts";

export interface Replying extends Sending {
  /** The interaction of an inbound that still waits, if it does. */
  ack(inbound: Inbound): Ack | undefined;
  /** What can be chosen, as whoever asks may see it. */
  choices(inbound: Inbound, target: string): Promise<readonly Option[]>;
}

type Visible = "private" | "public";

export const replierFor = (replying: Replying, inbound: Inbound): Replier => ({
  answer: async (message, visible, replacing) => {
    const said = inbound.kind === "form" && replacing === false ? withTyped(message, inbound) : message;
    const parts = await prepare(replying, said);
    if (inbound.reach["interaction"] === undefined) return speak(replying, inbound, parts, visible);
    if (await respond(replying, inbound, { parts, message: said, visible, replacing: replacing === true })) return;
    await speak(replying, inbound, parts, visible);
  },
  showForm: (form, about) => showForm(replying, inbound, form, about),
});

/** Discord closes a modal whatever comes of it: what somebody took pains to write is given back. */
const withTyped = (message: Message, inbound: Extract<Inbound, { kind: "form" }>): Message => {
  const typed = typedIn(inbound.given);
  if (typed.length === 0) return message;
  return also(message, paragraph("You wrote:"), ...typed.map((text) => ({ kind: "preformatted", text }) as const));
};

const modalInteraction = "5";

const showForm = async (
  replying: Replying,
  inbound: Inbound,
  form: Form,
  about: string | undefined,
): Promise<boolean> => {
  const ack = replying.ack(inbound);
  if (ack === undefined || inbound.reach["type"] === modalInteraction) return false;
  const known = Object.keys(form.known).length > 0;
  const kept = known ? await replying.keepKnown(JSON.stringify(form.known)) : undefined;
  const modal = await modalOf(form, { kept, about }, (target) => replying.choices(inbound, target));
  if (modal === null) {
    const message = answerOf("That text is too long for a form here. Say all of it with the command instead.");
    const parts = await prepare(replying, message);
    return respond(replying, inbound, { parts, message, visible: "private", replacing: false });
  }
  try {
    return await ack.give({ type: responses.modal, data: modal });
  } catch (error) {
    if (discordCode(error) === codes.unknownInteraction) return false;
    return calling(() => Promise.reject(error));
  }
};

interface Answer {
  readonly parts: readonly [Rendered, ...Rendered[]];
  readonly message: Message;
  readonly visible: Visible;
  readonly replacing: boolean;
}

/** Discord no longer knows the interaction: somebody else answered, its time is over, or it never heard of us. */
const over = new Set<number>([codes.unknownInteraction, codes.unknownWebhook, codes.badToken, codes.unknownMessage]);

/** Answers with the interaction's own token. False where its time is over. */
const respond = async (replying: Replying, inbound: Inbound, answer: Answer): Promise<boolean> => {
  try {
    const left = await begin(replying, inbound, answer);
    for (const part of left) await followUp(replying, inbound, part, answer.visible);
    return true;
  } catch (error) {
    if (over.has(discordCode(error) ?? 0)) return false;
    return calling(() => Promise.reject(error));
  }
};

/** Gives the first part, and says which parts are left. */
const begin = async (
  replying: Replying,
  inbound: Inbound,
  { parts, message, visible, replacing }: Answer,
): Promise<readonly Json[]> => {
  const [first, ...rest] = parts;
  const left = rest.map(bodyOf);
  const files = message.files ?? [];
  const ack = replying.ack(inbound);
  const updates = replacing && inbound.reach["ephemeral"] === "yes";
  if (ack !== undefined && files.length === 0) {
    const type = updates ? responses.update : responses.message;
    if (await ack.give({ type, data: shown(first, inbound, visible) })) return left;
  }
  await ack?.promise();
  const promised = ack === undefined ? null : await ack.promised();
  const fits = promised === null || promised === visible || (promised === "update" && updates);
  if (fits && (promised !== null || ack === undefined)) {
    await replying.rest.patch(original(replying, inbound), { ...withFiles(bodyOf(first), files), ...byToken });
    return left;
  }
  // What was promised to one cannot be shown to all, nor the other way round: the promise is taken back.
  if (promised !== "update") {
    await settled(() => replying.rest.delete(original(replying, inbound), byToken), [codes.unknownMessage]);
  }
  return [bodyOf(first), ...left];
};

const shown = (part: Rendered, inbound: Inbound, visible: Visible): Json => ({
  ...bodyOf(part),
  flags: part.flags | flagOf(inbound, visible),
});

/** The privacy of a direct message is its own. */
const flagOf = ({ reach }: Inbound, visible: Visible): number =>
  visible === "private" && reach["direct"] === undefined ? ephemeralFlag : 0;

/** Their own token speaks for them. With ours, the client would forget it as soon as theirs has expired. */
const byToken = { auth: false } as const;

const original = ({ who }: Replying, { reach }: Inbound) =>
  Routes.webhookMessage(who.application, reach["token"] ?? "", "@original");

const followUp = async ({ rest, who }: Replying, inbound: Inbound, part: Json, visible: Visible): Promise<void> => {
  const flags = Number(part["flags"] ?? 0) | flagOf(inbound, visible);
  await rest.post(Routes.webhook(who.application, inbound.reach["token"] ?? ""), {
    body: { ...part, flags },
    ...byToken,
  });
};

/** Without an interaction: to everybody where it was asked, or to one person directly. */
const speak = async (
  replying: Replying,
  inbound: Inbound,
  parts: readonly Rendered[],
  visible: Visible,
): Promise<void> => {
  const { rest } = replying;
  const here = inbound.reach["channel"] ?? inbound.place.thread ?? inbound.place.chat;
  const isDirect = inbound.reach["direct"] !== undefined;
  const channel = visible === "public" || isDirect ? here : await directOrNull(replying, inbound.account.id);
  if (channel === null) return sayClosed(replying, inbound, here);
  const { message } = inbound.reach;
  for (const part of parts) {
    const reference =
      channel === here && message !== undefined
        ? { message_reference: { message_id: message, fail_if_not_exists: false } }
        : {};
    try {
      await rest.post(Routes.channelMessages(channel), { body: { ...bodyOf(part), ...reference } });
    } catch (error) {
      if (channel !== here && discordCode(error) === codes.cannotWriteTo) return sayClosed(replying, inbound, here);
      await calling(() => Promise.reject(error));
    }
  }
};

const directOrNull = async ({ rest }: Replying, account: string): Promise<string | null> => {
  try {
    const { id } = (await rest.post(Routes.userChannels(), { body: { recipient_id: account } })) as { id: string };
    return id;
  } catch (error) {
    if (discordCode(error) === codes.cannotWriteTo) return null;
    return calling(() => Promise.reject(error));
  }
};

/** The answer itself is nobody else's business. */
const sayClosed = async (replying: Replying, inbound: Inbound, channel: string): Promise<void> => {
  const words =
    "I have an answer but may not write to you directly. Use the command with `/`, or allow direct messages.";
  const { message } = inbound.reach;
  await calling(() =>
    replying.rest.post(Routes.channelMessages(channel), {
      body: {
        content: words,
        allowed_mentions: { parse: [] },
        ...(message === undefined ? {} : { message_reference: { message_id: message, fail_if_not_exists: false } }),
      },
    }),
  );
};
