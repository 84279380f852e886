import { Hono } from "hono";
import type { SlackNews } from "../slack/protocol.ts";
import type { RunningSlack } from "../slack/slack.ts";
import { guard } from "./guard.ts";
import { makeLiveStreams } from "./live.ts";
import { pageRoutes } from "./page.ts";
import { slackApi } from "./slack-api.ts";

const everything: readonly SlackNews[] = [
  { kind: "conversations" },
  { kind: "home" },
  { kind: "modals" },
  { kind: "connection" },
];

export interface Web {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly stop: () => void;
}

/** The page at "/", and what it asks for under /playground. */
export function makeWeb({ core, slack }: RunningSlack, allowedHosts: readonly string[]): Web {
  const live = makeLiveStreams(core.news, everything);
  const app = new Hono();
  app.use(guard(allowedHosts));
  app.route("/", pageRoutes());
  app.route("/playground/slack", slackApi({ core, trouble: slack.faults, live }));
  return { fetch: async (request) => app.fetch(request), stop: live.stop };
}
