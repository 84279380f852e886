import type { Core } from "../core.ts";
import { refuse } from "../refusal.ts";
import { type Draft, post, update } from "./messages.ts";
import { type Channel, flags, type Message } from "./records.ts";
import { beginThread, type NewThread } from "./threads.ts";

type Asked = Omit<NewThread, "id">;

/** Begins the one thread a message can have; in it stands a reference to the message. */
export function threadUnder(core: Core, parent: Channel, message: Message, asked: Asked): Channel {
  if (core.channels.get(message.id) !== undefined) refuse("alreadyThreaded");
  const thread = beginThread(core, parent, { ...asked, id: message.id });
  update(core, parent, core.log.put({ ...message, flags: message.flags | flags.hasThread }));
  post(core, thread, {
    author: asked.owner,
    type: 21,
    reference: { channel: parent.id, message: message.id },
    allowed: {},
  });
  return core.channels.get(thread.id) ?? thread;
}

/** Begins a thread without a message; of a public one the channel tells. */
export function threadBeside(core: Core, parent: Channel, asked: Asked): Channel {
  const thread = beginThread(core, parent, asked);
  if (!asked.private) {
    post(core, parent, {
      author: asked.owner,
      type: 18,
      content: asked.name,
      reference: { channel: thread.id },
      allowed: {},
    });
  }
  return core.channels.get(thread.id) ?? thread;
}

/** A forum post: a thread whose first message has its id. */
export function postIn(core: Core, forum: Channel, asked: Asked, draft: Draft) {
  const thread = beginThread(core, forum, asked);
  core.channels.put({ ...forum, latest: thread.id });
  const message = post(core, thread, { ...draft, id: thread.id });
  return { channel: core.channels.get(thread.id) ?? thread, message };
}
