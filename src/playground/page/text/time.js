// @ts-check

/** Slack's ts is seconds since the epoch with six decimals. @param {string} ts */
export const readTs = (ts) => new Date(Number(ts) * 1000);

/** @type {Map<string, Intl.DateTimeFormat>} making one is slow, and a long conversation asks for thousands */
const formatters = new Map();

/** @param {Date} date @param {string} zone @param {Intl.DateTimeFormatOptions} options @param {string} [locale] */
function format(date, zone, options, locale = "en-GB") {
  const key = `${locale} ${zone} ${Object.entries(options)}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  formatters.set(key, known);
  return known.format(date);
}

/** @param {Date} date @param {string} zone */
export const formatTime = (date, zone) => format(date, zone, { hour: "2-digit", minute: "2-digit" });

/** The calendar day in a zone, as 2026-10-05. @param {Date} date @param {string} zone */
export const dayOf = (date, zone) => format(date, zone, { year: "numeric", month: "2-digit", day: "2-digit" }, "en-CA");

/** @param {Date} date @param {string} zone */
export const formatFull = (date, zone) =>
  format(date, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });

/** Today, Yesterday, Tomorrow, or null. @param {Date} date @param {string} zone @param {Date} now */
function nameDay(date, zone, now) {
  const days = Math.round((Date.parse(dayOf(date, zone)) - Date.parse(dayOf(now, zone))) / 86_400_000);
  if (days === 0) return "Today";
  if (days === -1) return "Yesterday";
  return days === 1 ? "Tomorrow" : null;
}

/** @param {Date} date @param {string} zone @param {Date} [now] */
export function formatDay(date, zone, now = new Date()) {
  const year = dayOf(date, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return (
    nameDay(date, zone, now) ??
    format(date, zone, { weekday: "long", day: "numeric", month: "long", ...(year ? {} : { year: "numeric" }) })
  );
}

/** @param {Date} date @param {Date} [now] */
export function formatAgo(date, now = new Date()) {
  const seconds = Math.round((now.getTime() - date.getTime()) / 1000);
  const words = (/** @type {number} */ n, /** @type {string} */ unit) =>
    seconds < 0 ? `in ${n} ${unit}` : `${n} ${unit} ago`;
  const span = Math.abs(seconds);
  if (span < 45) return "just now";
  if (span < 3600) return words(Math.max(1, Math.round(span / 60)), "min");
  if (span < 86_400) return words(Math.round(span / 3600), "h");
  return words(Math.round(span / 86_400), span < 129_600 ? "day" : "days");
}

/**
 * Slack's date tokens, in the zone of whoever reads.
 * @see https://docs.slack.dev/messaging/formatting-message-text#date-formatting
 * @param {number} epoch seconds
 * @param {string} pattern such as "{date_short_pretty} {time}"
 * @param {string} zone
 */
export function formatTokens(epoch, pattern, zone) {
  const date = new Date(epoch * 1000);
  const short = () => format(date, zone, { day: "numeric", month: "short", year: "numeric" });
  const long = () => format(date, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const plain = () => format(date, zone, { day: "numeric", month: "long", year: "numeric" });
  const pretty = (/** @type {() => string} */ otherwise) => nameDay(date, zone, new Date()) ?? otherwise();
  /** @type {Record<string, () => string>} */
  const tokens = {
    date_num: () => dayOf(date, zone),
    date_slash: () => dayOf(date, zone).replaceAll("-", "/"),
    date: plain,
    date_short: short,
    date_long: long,
    date_pretty: () => pretty(plain),
    date_short_pretty: () => pretty(short),
    date_long_pretty: () => pretty(long),
    day_divider_pretty: () => pretty(long),
    time: () => formatTime(date, zone),
    time_secs: () => format(date, zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    ago: () => formatAgo(date),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name) => tokens[name]?.() ?? whole);
}
