// @ts-check
import { refocus } from "../dom.js";

/** @type {(() => void)[]} */
const open = [];

/**
 * Shows something beside an element, above everything else. A press elsewhere or Escape closes it and gives focus back.
 * @param {Element} anchor
 * @param {HTMLElement} content
 * @param {{ onClose?: () => void, wide?: boolean, above?: boolean }} [options]
 * @returns {() => void} closes it
 */
export function openFloat(anchor, content, { onClose, wide = false, above = false } = {}) {
  const host = anchor.closest("dialog") ?? document.body;
  const before = document.activeElement;
  content.classList.add("float");
  content.setAttribute("popover", "manual");
  host.append(content);
  content.showPopover();
  const place = () => placeBeside(anchor, content, { wide, above });
  place();

  const onPress = (/** @type {Event} */ event) => {
    const target = /** @type {Node} */ (event.target);
    if (!content.contains(target) && !anchor.contains(target)) close();
  };
  const onKey = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape" || open.at(-1) !== close) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  let closed = false;
  function close() {
    if (closed) return;
    closed = true;
    const held = content.contains(document.activeElement);
    open.splice(open.indexOf(close), 1);
    document.removeEventListener("pointerdown", onPress, true);
    document.removeEventListener("keydown", onKey, true);
    window.removeEventListener("resize", place);
    document.removeEventListener("scroll", place, true);
    content.remove();
    if (held) refocus(before);
    onClose?.();
  }
  document.addEventListener("pointerdown", onPress, true);
  document.addEventListener("keydown", onKey, true);
  window.addEventListener("resize", place);
  document.addEventListener("scroll", place, true);
  open.push(close);
  return close;
}

/** @param {Element} anchor @param {HTMLElement} content @param {{ wide: boolean, above: boolean }} options */
function placeBeside(anchor, content, { wide, above }) {
  const gap = 6;
  const edge = 8;
  const box = anchor.getBoundingClientRect();
  if (wide) content.style.minWidth = `${Math.min(box.width, innerWidth - 2 * edge)}px`;
  const { offsetWidth: width, offsetHeight: height } = content;
  const below = innerHeight - box.bottom;
  const up = above ? box.top > height + gap : below < height + gap + edge && box.top > below;
  const top = up ? box.top - height - gap : box.bottom + gap;
  const end = box.left + width > innerWidth - edge;
  const left = end ? box.right - width : box.left;
  content.style.top = `${Math.max(edge, Math.min(top, innerHeight - height - edge))}px`;
  content.style.left = `${Math.max(edge, Math.min(left, innerWidth - width - edge))}px`;
}
