import type { Owed } from "../services/beat/tick.ts";
import { deliveriesDue, runsDue } from "../services/notify/rearm.ts";
import { summariesDue } from "../services/notify/summarize.ts";
import { calendarsDue } from "../services/oncall/calendar/again.ts";
import { plansDue } from "../services/oncall/ping/plan.ts";
import { pingsDue } from "../services/oncall/ping/rearm.ts";
import { bannersDue, cardsDue } from "../services/posting/refresh.ts";
import { receiptsKept } from "../services/receipt/forget.ts";
import { sessionsKept } from "../services/session/forget.ts";
import { teamsDue } from "../services/team/refollow.ts";

/** What the heartbeat looks through. */
export const beats: readonly Owed[] = [
  cardsDue,
  bannersDue,
  runsDue,
  deliveriesDue,
  summariesDue,
  plansDue,
  pingsDue,
  teamsDue,
  calendarsDue,
  receiptsKept,
  sessionsKept,
];
