import { duesLeft, forgetDues } from "../../../store/dues.ts";
import type { Owed } from "../../beat/tick.ts";
import { pingJob } from "./jobs.ts";

/** A job has had so much time: what is still due then has lost it. */
const grace = { seconds: 30 } as const;
const most = 500;
/** What was told is remembered so long, so that it is not told again. */
const kept = { hours: 35 * 24 } as const;

/** Pings whose wake-up was lost: their rows are the truth. */
export const pingsDue: Owed = {
  kind: "pings",
  async due(tx, { to }) {
    await forgetDues(tx, to.subtract(kept));
    return (await duesLeft(tx, to.subtract(grace), most)).map(pingJob);
  },
};
