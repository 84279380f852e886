import { deliveriesLeft } from "../../store/deliveries.ts";
import { runsLeft } from "../../store/runs.ts";
import type { Owed } from "../beat/tick.ts";
import { deliverJob, runJob } from "./jobs.ts";

/** A job has had so much time: what is still due then has lost it. */
const grace = { seconds: 30 } as const;
/** So many at a time; the rest a minute later. */
const most = 500;

/** Escalations and rules whose wake-up was lost: their rows are the truth. */
export const runsDue: Owed = {
  kind: "runs",
  async due(tx, { to }) {
    const left = await runsLeft(tx, to.subtract(grace), most);
    return left.map(({ fence, dueAt }) => runJob(fence, dueAt));
  },
};

/** Messages whose wake-up was lost. */
export const deliveriesDue: Owed = {
  kind: "deliveries",
  async due(tx, { to }) {
    const left = await deliveriesLeft(tx, to.subtract(grace), most);
    return left.map(deliverJob);
  },
};
