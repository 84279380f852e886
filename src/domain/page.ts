/** Where the pages are, below the address at which browsers reach the bot. */
export const pages = {
  home: "/web",
  enter: "/web/enter",
  leave: "/web/leave",
  sessions: "/web/sessions",
  incidents: "/web/incidents",
  oncall: "/web/oncall",
  style: "/web/style.css",
  feed: "/ical",
} as const;
