// @ts-check
import { h } from "../dom.js";
import { formatAgo, formatFull } from "../text/time.js";

/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

/** @type {Map<string, Intl.DateTimeFormat>} */
const formatters = new Map();

/**
 * Discord's <t:…> in the zone of whoever reads; a relative one is kept current by the clock of the page.
 * @param {number} epoch seconds
 * @param {string} style
 * @param {string} zone
 */
export function renderMoment(epoch, style, zone) {
  const date = new Date(epoch * 1000);
  if (Number.isNaN(date.getTime())) return h("span", {}, "Invalid Date");
  const about = { class: "moment-text", datetime: date.toISOString(), title: formatFull(date, zone) };
  if (style === "R") return h("time", { ...about, dataset: { ago: String(date.getTime()) } }, formatAgo(date));
  const key = `${zone} ${style}`;
  const formatter =
    formatters.get(key) ?? new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...(STYLES[style] ?? STYLES.f) });
  formatters.set(key, formatter);
  return h("time", about, formatter.format(date));
}
