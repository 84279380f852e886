// @ts-check
import { h, replace } from "../dom.js";
import { icon } from "../icons.js";
import { formatAgo } from "../text/time.js";
import { compareIds, findPerson, isThread } from "./client.js";
import { openChannel } from "./navigate.js";
import { askPost } from "./new-post.js";
import { renderTagChoices, renderTags } from "./tags.js";

/** @import { DiscordChannel } from "../../discord/protocol.ts" */
/** @import { Client } from "./client.js" */

/** The first second of 2015, which snowflakes count from. */
const EPOCH = 1_420_070_400_000;

/** @param {string} id */
const momentOf = (id) => new Date(Number(BigInt(id) >> 22n) + EPOCH);

/** A forum's posts, the latest spoken in first, with its tags to filter by. @param {Client} client */
export function createForum(client) {
  const chips = h("div", { class: "forum-tags", role: "group", "aria-label": "Filter by tag" });
  const add = h("button", { type: "button", class: "button primary" }, icon("add", 15), " New post");
  const posts = h("div", { class: "posts", role: "list", "aria-label": "Posts" });
  const element = h(
    "div",
    { class: "forum", hidden: true },
    h("div", { class: "forum-bar" }, chips, h("span", { class: "spacer" }), add),
    h("div", { class: "scroller" }, posts),
  );
  /** @type {DiscordChannel | null} */
  let forum = null;
  /** @type {Set<string>} */
  const wanted = new Set();
  let drawn = "";
  add.addEventListener("click", () => forum !== null && askPost(client, forum));

  const draw = () => {
    if (forum === null) return;
    const own = forum;
    const tags = own.tags ?? [];
    const all = client.state.channels.filter((each) => each.parent === own.id && isThread(each));
    const shown = all
      .filter((post) => wanted.size === 0 || post.thread?.tags.some((tag) => wanted.has(tag)))
      .sort(
        (one, other) =>
          Number(one.thread?.archived) - Number(other.thread?.archived) ||
          compareIds(other.latest ?? other.id, one.latest ?? one.id),
      );
    const signature = JSON.stringify([client.as, own.id, tags, shown, [...wanted], client.place.thread]);
    if (signature === drawn) return;
    drawn = signature;
    add.hidden = !own.may.send;
    const toggle = (/** @type {string} */ id) => {
      if (!wanted.delete(id)) wanted.add(id);
      draw();
    };
    replace(chips, renderTagChoices(tags, { chosen: wanted, toggle }));
    replace(
      posts,
      shown.length > 0
        ? shown.map((post) => renderPost(post, own))
        : h("p", { class: "empty" }, "There are no posts here yet."),
    );
  };

  /** @param {DiscordChannel} post @param {DiscordChannel} from */
  function renderPost(post, from) {
    const owner = findPerson(client, post.thread?.owner ?? "");
    const count = post.thread?.messages ?? 0;
    const here = client.place.thread === post.id;
    return h(
      "div",
      { role: "listitem" },
      h(
        "button",
        {
          type: "button",
          class: here ? "post here" : "post",
          "aria-current": here ? "page" : null,
          on: { click: () => openChannel(client, post.id) },
        },
        h("span", { class: "post-tags" }, ...renderTags(from.tags ?? [], post.thread?.tags ?? [])),
        h("strong", { class: "post-name" }, post.name, post.thread?.locked ? " 🔒" : ""),
        h(
          "span",
          { class: "post-about" },
          `${owner?.name ?? "Somebody"} · ${count === 0 ? "no replies" : count === 1 ? "1 reply" : `${count} replies`} · `,
          formatAgo(momentOf(post.latest ?? post.id)),
          post.thread?.archived ? " · archived" : "",
        ),
        post.unread > 0 && !here ? h("span", { class: "post-new" }, `${post.unread} new`) : null,
      ),
    );
  }

  return {
    element,
    /** @param {DiscordChannel | null} next */
    show(next) {
      if (next?.id !== forum?.id) wanted.clear();
      forum = next;
      element.hidden = next === null;
      draw();
    },
  };
}
