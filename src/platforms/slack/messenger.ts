import type { View } from "@slack/web-api";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Files, Groups, Home, Messenger, Pins } from "../../ports.ts";
import { calling, deliveryError, settled, slackCode } from "./errors.ts";
import { findMessage } from "./find.ts";
import { makeRooms } from "./rooms.ts";
import { change, prepareView, remove, type Sending, send } from "./send.ts";
import { permalinkOf } from "./who.ts";

/** Slack as something to talk through. */
export const makeMessenger = (sending: Sending, botToken: string): Messenger => {
  const { who, pace } = sending;
  return {
    platform: "slack",
    pace,
    post: (place, message, key) => send(sending, place, message, key),
    edit: (ref, message) => change(sending, ref, message),
    reply: (thread, message, key) =>
      send(sending, { chat: thread.place.chat, thread: thread.place.thread ?? thread.message }, message, key),
    direct: (contact, message, key) => send(sending, { chat: contact.address }, message, key),
    remove: (ref) => remove(sending, ref),
    find: (place, key, since) => findMessage(sending, place, key, since),
    permalink: (ref) => Promise.resolve(permalinkOf(who, ref)),
    reach: (place) => reach(sending, place.chat),
    files: files(sending, botToken),
    pins: pins(sending),
    rooms: makeRooms(sending),
    groups: groups(sending),
    home: home(sending),
  };
};

const invite = "I am not in that channel. Type `/invite @Tocsin` there, then try again.";

/** Only what is lost for a person's reason is an answer; trouble with Slack itself is thrown. */
const reach = async ({ client }: Sending, chat: string): ReturnType<Messenger["reach"]> => {
  try {
    const { channel } = await client.conversations.info({ channel: chat });
    if (channel?.is_archived === true) {
      return { ok: false, remedy: "That channel is archived. Unarchive it first, or choose another." };
    }
    if (channel?.is_im === true) return { ok: true, name: "direct message" };
    return channel?.is_member === true ? { ok: true, name: channel.name ?? chat } : { ok: false, remedy: invite };
  } catch (error) {
    if (slackCode(error) === "channel_not_found") return { ok: false, remedy: invite };
    throw deliveryError(error);
  }
};

const pins = ({ client }: Sending): Pins => ({
  pin: (ref) => settled(() => client.pins.add({ channel: ref.place.chat, timestamp: ref.message }), ["already_pinned"]),
  unpin: (ref) =>
    settled(
      () => client.pins.remove({ channel: ref.place.chat, timestamp: ref.message }),
      ["no_pin", "message_not_found"],
    ),
});

const groups = ({ client }: Sending): Groups => {
  const members = (group: string) =>
    calling(async () => (await client.usergroups.users.list({ usergroup: group })).users ?? []);
  return {
    members: (_connection, group) => members(group),
    async set(_connection, group, accounts) {
      const before = new Set(await members(group));
      if (before.size === accounts.length && accounts.every((one) => before.has(one))) return;
      try {
        await client.usergroups.users.update({ usergroup: group, users: accounts.join(",") });
      } catch (error) {
        if (slackCode(error) !== "permission_denied" && slackCode(error) !== "missing_scope")
          throw deliveryError(error);
        throw gone(
          "Slack does not let me change that user group. Add the scope usergroups:write, reinstall me, and let everybody edit user groups in the workspace's settings.",
        );
      }
    },
  };
};

const home = (sending: Sending): Home => ({
  async show(contact, message) {
    const blocks = await prepareView(sending, message, "`/incident list`");
    const view = { type: "home", blocks } as unknown as View;
    await calling(() => sending.client.views.publish({ user_id: contact.address, view }));
  },
});

const files = ({ client }: Sending, botToken: string): Files => ({
  async fetch(_place, id, limit) {
    const { file } = await calling(() => client.files.info({ file: id }));
    const url = file?.url_private_download ?? file?.url_private;
    if (file === undefined || url === undefined) throw gone("Slack has no such file.");
    if ((file.size ?? 0) > limit) throw gone("The file is larger than what is kept.");
    const response = await calling(() =>
      fetch(url, { headers: { authorization: `Bearer ${botToken}` }, signal: AbortSignal.timeout(60_000) }),
    );
    if (!response.ok) {
      throw new DeliveryError("slack", `Slack answered ${response.status} for a file.`, {
        permanent: response.status === 403 || response.status === 404,
      });
    }
    const mediaType = file.mimetype ?? "application/octet-stream";
    // Whoever may not read a file is shown a page to sign in, with status 200.
    if ((response.headers.get("content-type") ?? "").startsWith("text/html") && !mediaType.startsWith("text/html")) {
      throw gone("Slack did not let us read the file.");
    }
    const bytes = await readUpTo(response, limit);
    return { name: file.name ?? id, mediaType, alt: file.alt_txt ?? file.title ?? file.name ?? id, bytes };
  },
});

const gone = (message: string): DeliveryError => new DeliveryError("slack", message, { permanent: true });

const readUpTo = async (response: Response, limit: number): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > limit) throw gone("The file is larger than what is kept.");
      chunks.push(chunk);
    }
  } catch (error) {
    throw deliveryError(error);
  }
  return Buffer.concat(chunks);
};
