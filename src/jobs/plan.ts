import { planPings } from "../services/oncall/ping/plan.ts";
import { inWorkspace } from "./deps.ts";

/** Writes down what is owed by the calendar, as far as is planned ahead. */
export const plan = inWorkspace<"plan">((data, _deps, ctx) => planPings(ctx, data));
