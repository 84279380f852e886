import type { Owed } from "../services/beat/tick.ts";
import { deliveriesDue, runsDue } from "../services/notify/rearm.ts";
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
  teamsDue,
  receiptsKept,
  sessionsKept,
];
