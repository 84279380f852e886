// @ts-check

/** What stands behind "#/": who looks, where in Slack, and behind "!" where in Discord: #/lin/incidents!war-room/123. */
const shown = { as: "", slack: "", discord: "" };
let isDue = false;

/** @typedef {{ name: string, thread: string | undefined }} Path */

const written = () => `#/${shown.as}/${shown.slack}${shown.discord === "" ? "" : `!${shown.discord}`}`;

/** @param {Path} path */
export const writePath = ({ name, thread }) => `${encodeURIComponent(name)}${thread === undefined ? "" : `/${thread}`}`;

/**
 * Says where somebody is now; both sides moving at once are one step back.
 * @param {"slack" | "discord"} platform
 * @param {{ as: string, path: string }} at
 */
export function moveTo(platform, { as, path }) {
  shown.as = as;
  shown[platform] = path;
  if (isDue) return;
  isDue = true;
  queueMicrotask(() => {
    isDue = false;
    if (location.hash !== written()) history.pushState(null, "", written());
  });
}

/** @param {string} path @returns {Path} */
function readPath(path) {
  const [name = "", thread] = path.split("/").map(decodeURIComponent);
  return { name, thread };
}

/** @param {string} hash */
export function readAddress(hash) {
  const [, as = "", rest = ""] = /^#\/([^/]*)\/?(.*)$/.exec(hash) ?? [];
  const [slack = "", discord = ""] = rest.split("!");
  shown.discord = discord;
  return { as: decodeURIComponent(as), slack: readPath(slack), discord: readPath(discord) };
}
