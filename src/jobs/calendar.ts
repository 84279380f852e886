import { readAgain } from "../services/oncall/calendar/again.ts";
import { inWorkspace } from "./deps.ts";

/** Reads somebody else's calendar again. */
export const calendar = inWorkspace<"calendar">(({ calendar: id }, { outside }, ctx) => readAgain(ctx, outside, id));
