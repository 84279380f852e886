import type { Json } from "../../json.ts";
import { mediaTypeOf } from "../../media-types.ts";
import type { Core } from "../core.ts";
import { makeId } from "../ids.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { epochSeconds } from "../stamps.ts";
import { eraseFile, post } from "../state/messages.ts";
import type { StoredFile } from "../state/records.ts";
import { wireFile } from "../wire.ts";
import { type Args, isMember, jsonList, type Methods, openChannelOf } from "./method.ts";

export const fileMethods: Methods = {
  "files.getUploadURLExternal": {
    scopes: ["files:write"],
    run: (core, args) => {
      const length = args.number("length") ?? 0;
      if (length <= 0) refuse("missing_argument", { needed: "length" });
      if (length > limits.fileBytes) refuse("file_upload_size_restricted");
      const name = args.text("filename") || refuse("missing_argument", { needed: "filename" });
      const alt = args.text("alt_txt") ?? args.text("alt_text");
      const file = core.files.put({
        id: makeId("F"),
        name,
        mimetype: mediaTypeOf(name),
        size: length,
        user: core.identity.bot.userId,
        created: epochSeconds(core.now()),
        channels: [],
        ...(alt === undefined ? {} : { alt_txt: alt }),
      });
      return { upload_url: `${core.origin()}/upload/v1/${file.id}`, file_id: file.id };
    },
  },
  "files.completeUploadExternal": { scopes: ["files:write"], run: complete },
  "files.info": {
    scopes: ["files:read"],
    run: (core, args) => {
      const file = visible(core, args.required("file"));
      return { file: wireFile(core, file), comments: [], response_metadata: { next_cursor: "" } };
    },
  },
  "files.delete": {
    scopes: ["files:write"],
    run: (core, args) => {
      const file = visible(core, args.required("file"));
      if (file.user !== core.identity.bot.userId) refuse("cant_delete_file");
      eraseFile(core, file.id);
      return {};
    },
  },
};

/** A file the bot put up itself, or that was shared where the bot is. */
function visible(core: Core, id: string): StoredFile {
  const file = core.files.get(id) ?? refuse("file_not_found");
  const channels = file.channels.flatMap((channel) => core.channels.get(channel) ?? []);
  const seen = file.user === core.identity.bot.userId || channels.some((channel) => isMember(core, channel));
  return seen ? file : refuse("file_not_found");
}

function complete(core: Core, args: Args): Json {
  const asked = jsonList(args, "files", "invalid_arguments") ?? refuse("invalid_arguments");
  const files = asked.map(({ id, title }) => {
    const file = core.files.get(String(id));
    if (file === undefined || core.storage.bytes(file.id) === undefined) return refuse("file_not_found");
    return core.files.put({ ...file, ...(typeof title === "string" ? { title } : {}) });
  });
  if (args.text("channel_id")) share(core, args, files);
  return { files: files.map((file) => wireFile(core, core.files.get(file.id) ?? file)) };
}

function share(core: Core, args: Args, files: readonly StoredFile[]): void {
  const channel = openChannelOf(core, args, "channel_id");
  const thread = args.text("thread_ts");
  const root = thread ? (core.log.get(channel.id, thread) ?? refuse("invalid_thread_ts")) : undefined;
  const { userId, botId, appId } = core.identity.bot;
  post(core, channel, {
    user: userId,
    bot_id: botId,
    app_id: appId,
    text: args.text("initial_comment") ?? "",
    files: files.map((file) => file.id),
    ...(root === undefined ? {} : { thread_ts: root.thread_ts ?? root.ts }),
  });
}
