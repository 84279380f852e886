// @ts-check
import { h, replace } from "../dom.js";
import { acceptDrops } from "../drop.js";
import { findChannel, nameOf } from "./client.js";
import { createForum } from "./forum.js";
import { renderHead } from "./head.js";
import { createStream } from "./stream.js";

/** @import { Client } from "./client.js" */

/** The middle of the server: a text channel, a forum, or a direct message. @param {Client} client */
export function createConversation(client) {
  const head = h("header", { class: "pane-head" });
  const stream = createStream(client, "Messages");
  const forum = createForum(client);
  const closed = h("p", { class: "join" });
  const foot = h("div", { class: "pane-foot" }, closed, stream.composer.element);
  const element = h(
    "main",
    { class: "conversation", "aria-label": "Conversation" },
    head,
    stream.list.element,
    forum.element,
    foot,
  );
  acceptDrops(element, (files) => stream.composer.files.add(files));

  const draw = () => {
    const channel = findChannel(client, client.place.channel);
    if (channel === undefined) return void stream.open("", { list: "", field: "" });
    const name = nameOf(client, channel);
    const isForum = channel.kind === "forum";
    element.setAttribute("aria-label", name);
    renderHead(client, channel, { head, reveal: stream.list.reveal });
    stream.list.element.hidden = isForum;
    foot.hidden = isForum;
    forum.show(isForum ? channel : null);
    stream.open(isForum ? "" : channel.id, { list: `Messages in ${name}`, field: `Message ${name}` });
    stream.composer.element.hidden = !channel.may.send;
    closed.hidden = channel.may.send;
    replace(closed, "You do not have permission to send messages in this channel.");
    if (!isForum) stream.draw();
  };
  client.on("place", draw);
  client.on("state", draw);
  return { element, stream };
}
