/** Where the pages are, below the address at which browsers reach the bot. */
export const pages = {
  home: "/web",
  enter: "/web/enter",
  leave: "/web/leave",
  sessions: "/web/sessions",
  oncall: "/web/oncall",
  feeds: "/web/feeds",
  style: "/web/style.css",
  icon: "/web/icon.svg",
  cards: "/web/cards",
  feed: "/ical",
} as const;
