// @ts-check
import { h } from "./dom.js";

/** Rows that stay in the page while nothing about them changes. */
export function createRowCache() {
  /** @type {Map<string, { signature: string, node: HTMLElement }>} */
  const cache = new Map();
  /** @param {string} key @param {unknown} facts @param {() => HTMLElement} render */
  return (key, facts, render) => {
    const signature = JSON.stringify(facts);
    const old = cache.get(key);
    if (old?.signature === signature) return old.node;
    const node = render();
    const held = old?.node.contains(document.activeElement);
    cache.set(key, { signature, node });
    if (held) queueMicrotask(() => node.focus());
    return node;
  };
}

/** @param {string} title */
export function renderGroup(title) {
  const list = h("div", { class: "rows" });
  return { list, element: h("section", { "aria-label": title }, h("h2", {}, title), list) };
}

/**
 * @param {object} row
 * @param {Node} row.picture
 * @param {string} row.name
 * @param {string | null} [row.badge]
 * @param {number} [row.unread]
 * @param {boolean} [row.quiet] what is unread calls nobody
 * @param {boolean} row.here
 * @param {boolean} [row.faint]
 * @param {boolean} [row.nested] stands under another
 * @param {() => void} row.open
 */
export function renderRow({
  picture,
  name,
  badge,
  unread = 0,
  quiet = false,
  here,
  faint = false,
  nested = false,
  open,
}) {
  const classes = ["row", here && "here", unread > 0 && "unread", faint && "faint", nested && "nested"]
    .filter(Boolean)
    .join(" ");
  return h(
    "button",
    { type: "button", class: classes, "aria-current": here ? "page" : null, on: { click: open } },
    h("span", { class: "row-picture" }, picture),
    h("span", { class: "row-name" }, name),
    badge ? h("span", { class: "app-badge" }, badge) : null,
    unread > 0
      ? h(
          "span",
          { class: quiet ? "unread-count quiet" : "unread-count" },
          unread > 99 ? "99+" : unread,
          h("span", { class: "visually-hidden" }, " unread"),
        )
      : null,
  );
}
