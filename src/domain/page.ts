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
  /** Another Slack team is let in here. */
  install: "/slack/install",
  /** Slack sends the browser back here. */
  installed: "/slack/oauth_redirect",
} as const;
