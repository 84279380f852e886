import { isJson } from "../json.ts";
import type { Core } from "./core.ts";
import { isEmpty, readContent } from "./methods/chat.ts";
import { type Args, readArgs } from "./methods/method.ts";
import { refuse, SlackRefusal } from "./refusal.ts";
import type { ResponseTarget } from "./response-urls.ts";
import { edit, erase, post } from "./state/messages.ts";

/** A post to a response URL: a new answer, or a change to the message whose button was pressed. */
export async function respond(core: Core, token: string, request: Request): Promise<Response> {
  const target = core.responseUrls.use(token);
  if (typeof target === "string") return Response.json({ ok: false, error: target }, { status: 404 });
  try {
    const body: unknown = await request.json();
    answer(core, target, readArgs(isJson(body) ? body : refuse("invalid_payload")));
    return new Response("ok");
  } catch (error) {
    if (error instanceof SlackRefusal) {
      return Response.json({ ok: false, error: error.message, ...error.extra }, { status: 400 });
    }
    if (error instanceof SyntaxError) return Response.json({ ok: false, error: "invalid_payload" }, { status: 400 });
    throw error;
  }
}

/** Says what an app answered, privately unless it asks for in_channel. */
export function answer(core: Core, target: ResponseTarget, args: Args): void {
  const channel = core.channels.get(target.channel) ?? refuse("channel_not_found");
  const original = target.ts === undefined ? undefined : core.log.get(channel.id, target.ts);
  if (args.flag("delete_original")) {
    if (original !== undefined) erase(core, channel, original);
    return;
  }
  const content = readContent(core, args);
  if (args.flag("replace_original") && original !== undefined) {
    edit(core, channel, original, { blocks: [], attachments: [], ...content });
    return;
  }
  if (isEmpty(content)) refuse("no_text");
  const thread = args.text("thread_ts");
  post(core, channel, {
    ...content,
    ...(thread ? { thread_ts: thread } : {}),
    ...(args.text("response_type") === "in_channel" ? {} : { ephemeralTo: target.person }),
  });
}
