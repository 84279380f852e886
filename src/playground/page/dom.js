// @ts-check

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * Makes an element. Text always becomes text nodes, never markup. `on` holds listeners, `style` and `dataset` properties; null and false leave an attribute out.
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, unknown>} [props]
 * @param {...(Child | readonly Child[])} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) setProperty(element, name, value);
  append(element, ...children);
  return element;
}

/** @param {HTMLElement} element @param {string} name @param {unknown} value */
function setProperty(element, name, value) {
  if (value === undefined || value === null || value === false) return;
  if (name === "class") element.className = String(value);
  else if (name === "on") {
    for (const [type, listener] of Object.entries(/** @type {Record<string, EventListener>} */ (value)))
      element.addEventListener(type, listener);
  } else if (name === "style") {
    for (const [key, text] of Object.entries(/** @type {Record<string, string>} */ (value)))
      element.style.setProperty(key, text);
  } else if (name === "dataset") Object.assign(element.dataset, value);
  else if (name === "value") /** @type {HTMLInputElement} */ (element).value = String(value);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/** @param {Node} parent @param {...(Child | readonly Child[])} children */
export function append(parent, ...children) {
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    parent.appendChild(child instanceof Node ? child : document.createTextNode(String(child)));
  }
}

/** @param {Element} parent @param {...(Child | readonly Child[])} children */
export function replace(parent, ...children) {
  parent.replaceChildren();
  append(parent, ...children);
}

let count = 0;

/** An id no other element has. @param {string} stem */
export function makeId(stem) {
  count += 1;
  return `${stem}-${count}`;
}

/**
 * Makes `parent` hold exactly `nodes`, moving as little as possible so that focus, scroll and open controls survive.
 * @param {Element} parent
 * @param {readonly Node[]} nodes
 */
export function arrange(parent, nodes) {
  const wanted = new Set(nodes);
  for (const node of [...parent.childNodes]) if (!wanted.has(node)) node.remove();
  let at = parent.firstChild;
  for (const node of nodes) {
    if (node === at) at = at.nextSibling;
    else parent.insertBefore(node, at);
  }
}

/** Tells people who use a screen reader what just happened. @param {string} text */
export function announce(text) {
  let region = document.getElementById("announcements");
  if (region === null) {
    region = h("div", { id: "announcements", class: "visually-hidden", role: "status", "aria-live": "polite" });
    document.body.append(region);
  }
  region.textContent = text;
}

/** Chromium loses the caret of a field it gives the focus back to, so the focus is taken and given anew. @param {Element | null} element */
export function refocus(element) {
  if (!(element instanceof HTMLElement) || !element.isConnected) return;
  element.blur();
  element.focus();
}
