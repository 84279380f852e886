import type { View } from "@slack/web-api";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Form } from "../../presentation/form.ts";
import type { Message } from "../../presentation/message.ts";
import { also, answer, note } from "../../presentation/say.ts";
import type { Inbound, Replier } from "../inbound.ts";
import { wire } from "./client.ts";
import { calling, slackCode } from "./errors.ts";
import { type Carried, fitsModal, modalOf } from "./modal.ts";
import type { Rendered } from "./render.ts";
import { prepare, prepareView, type Sending, send } from "./send.ts";

/** Slack lets a response address be used five times within half an hour. */
const mostResponses = 5;

/** A trigger lives three seconds and opens one modal; an answer that was closed is not found. */
const spent = new Set([
  "not_found",
  "expired_trigger_id",
  "invalid_trigger_id",
  "exchanged_trigger_id",
  "trigger_expired",
  "trigger_exchanged",
]);

/** The privacy of a direct message is its own. */
const isDirect = (chat: string): boolean => /^[DUW]/.test(chat);

/** Pressed on the home, or on an answer that was shown over it. */
const isNowhere = ({ place, account, reach }: Inbound): boolean =>
  place.chat === account.id && reach.responseUrl === undefined;

export const replierFor = (sending: Sending, inbound: Inbound): Replier => ({
  answer: async (message, visible, replacing) => {
    const said = (message.files ?? []).length === 0 ? message : await handOver(sending, inbound, message, visible);
    if (isNowhere(inbound) && (await answerInView(sending, inbound, said))) return;
    const parts = await prepare(sending, said);
    let used = 0;
    for (const part of parts) {
      used += 1;
      const first = used === 1 && replacing === true;
      if (used <= mostResponses && (await answerByUrl(inbound, part, visible, first))) continue;
      if (visible === "public" || isDirect(inbound.place.chat)) await say(sending, inbound, part, visible);
      else await whisper(sending, inbound, part);
    }
  },
  showForm: async (form, about) => {
    const { trigger, modal } = inbound.reach;
    if (trigger === undefined) return false;
    const carrying = await carriedBy(sending, inbound, form, about);
    const shown = { trigger_id: trigger, view: modalOf(form, carrying) as unknown as View };
    const { views } = sending.client;
    return unlessSpent(() => (modal === undefined ? views.open(shown) : views.push(shown)));
  },
});

/** False where the trigger opens nothing any more. */
const unlessSpent = async (show: () => Promise<unknown>): Promise<boolean> => {
  try {
    await show();
    return true;
  } catch (error) {
    if (spent.has(slackCode(error) ?? "")) return false;
    return calling(() => Promise.reject(error));
  }
};

/** Shows an answer where somebody looks who is in no chat: over the home, in the place of the answer before it. */
const answerInView = async (sending: Sending, inbound: Inbound, message: Message): Promise<boolean> => {
  const { trigger, modal } = inbound.reach;
  if (trigger === undefined) return false;
  const view = {
    type: "modal",
    title: { type: "plain_text", text: "Tocsin" },
    close: { type: "plain_text", text: "Close" },
    blocks: await prepareView(sending, message, "the command in a channel"),
  } as unknown as View;
  const { views } = sending.client;
  return unlessSpent(() =>
    modal === undefined ? views.open({ trigger_id: trigger, view }) : views.update({ view_id: modal, view }),
  );
};

/** Gives the files of an answer to whoever may see it: a private one's directly, since no answer carries files. */
const handOver = async (
  sending: Sending,
  inbound: Inbound,
  message: Message,
  visible: "private" | "public",
): Promise<Message> => {
  const { files: _, ...words } = message;
  const here = visible === "public" || (isDirect(inbound.place.chat) && !isNowhere(inbound));
  const to = here ? inbound.place : { chat: inbound.account.id };
  try {
    await send(sending, to, message, `answer:${inbound.key}`);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return also(words, note("Slack did not take the file just now. Try again in a moment."));
  }
  return here ? answer("Here it is.") : also(words, note("I have sent it to you directly."));
};

/** What the modal carries along, the unseen arguments only as far as they fit. */
export const carriedBy = async (
  sending: Sending,
  inbound: Inbound,
  form: Form,
  about: string | undefined,
): Promise<Carried> => {
  const { responseUrl } = inbound.reach;
  const { chat, thread } = inbound.place;
  const carrying: Carried = {
    path: form.path,
    known: form.known,
    chat,
    reach: responseUrl === undefined ? {} : { responseUrl },
    ...(thread === undefined ? {} : { thread }),
    ...(about === undefined ? {} : { about }),
  };
  if (fitsModal(carrying)) return carrying;
  const { known: _, ...rest } = carrying;
  return { ...rest, kept: await sending.keepKnown(JSON.stringify(form.known)) };
};

/** False where the address is unknown, used up or expired. */
const answerByUrl = async (
  inbound: Inbound,
  part: Rendered,
  visible: "private" | "public",
  replacing: boolean,
): Promise<boolean> => {
  const { responseUrl, ephemeral } = inbound.reach;
  if (responseUrl === undefined) return false;
  const { thread } = inbound.place;
  const body = {
    ...part,
    response_type: visible === "public" ? "in_channel" : "ephemeral",
    replace_original: replacing && ephemeral === "yes" && visible === "private",
    ...(thread === undefined ? {} : { thread_ts: thread }),
  };
  try {
    const response = await fetch(responseUrl, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(10_000),
    });
    return response.ok;
  } catch {
    return false;
  }
};

/** To everybody there; to a mention, in its thread. */
const say = async (
  { client }: Sending,
  inbound: Inbound,
  part: Rendered,
  visible: "private" | "public",
): Promise<void> => {
  const { chat, thread } = inbound.place;
  const under = thread ?? (visible === "public" && !isDirect(chat) ? inbound.reach["message"] : undefined);
  await calling(() =>
    client.chat.postMessage({
      channel: chat,
      ...(under === undefined ? {} : { thread_ts: under }),
      ...wire(part),
    }),
  );
};

/** To one person there; where that cannot be, directly. */
const whisper = async ({ client }: Sending, inbound: Inbound, part: Rendered): Promise<void> => {
  const { chat, thread } = inbound.place;
  const user = inbound.account.id;
  try {
    await client.chat.postEphemeral({
      channel: chat,
      user,
      ...(thread === undefined ? {} : { thread_ts: thread }),
      ...wire(part),
    });
  } catch {
    await calling(() => client.chat.postMessage({ channel: user, ...wire(part) }));
  }
};
