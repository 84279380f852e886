// @ts-check

/**
 * Keeps a scrolling list where its reader left it: at the end if they were there, else on the message they were looking at.
 * @param {HTMLElement} scroller
 * @param {HTMLElement} content
 * @param {(atEnd: boolean) => void} onMove
 */
export function keepScroll(scroller, content, onMove) {
  let stuck = true;
  /** @type {{ node: HTMLElement, top: number } | null} */
  let anchor = null;

  const note = () => {
    stuck = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 32;
    anchor = stuck ? null : findAnchor(scroller, content);
    onMove(stuck);
  };
  const hold = () => {
    if (stuck) scroller.scrollTop = scroller.scrollHeight;
    else if (anchor?.node.isConnected) scroller.scrollTop += anchor.node.offsetTop - scroller.scrollTop - anchor.top;
  };
  scroller.addEventListener("scroll", note, { passive: true });
  new ResizeObserver(hold).observe(content);
  new ResizeObserver(hold).observe(scroller);
  return {
    hold,
    isAtEnd: () => stuck,
    toEnd() {
      stuck = true;
      scroller.scrollTop = scroller.scrollHeight;
      onMove(true);
    },
    /** @param {HTMLElement} node */
    toNode(node) {
      scroller.scrollTop = Math.max(0, node.offsetTop - scroller.clientHeight / 3);
      note();
    },
  };
}

/** The first message in sight and how far below the edge it begins. @param {HTMLElement} scroller @param {HTMLElement} content */
function findAnchor(scroller, content) {
  const nodes = /** @type {HTMLCollectionOf<HTMLElement>} */ (content.children);
  let low = 0;
  let high = nodes.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    const node = nodes[middle];
    if (node !== undefined && node.offsetTop + node.offsetHeight <= scroller.scrollTop) low = middle + 1;
    else high = middle;
  }
  const node = nodes[low];
  return node === undefined ? null : { node, top: node.offsetTop - scroller.scrollTop };
}
