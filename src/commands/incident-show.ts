import { incidentKey } from "../domain/incident/incident.ts";
import { incidentDetails } from "../presentation/incident-details.ts";
import { timelinePage } from "../presentation/timeline.ts";
import { viewTimeline } from "../services/incident/entries.ts";
import { showIncident } from "../services/incident/show.ts";
import { incident } from "./arguments/incident.ts";
import { number } from "./arguments/plain.ts";
import { command, named } from "./command.ts";

/** How many entries a page of the timeline shows. */
const pageSize = 15;

export const show = command({
  path: "incident show",
  summary: "Show everything about one incident",
  permission: "incident.view",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => {
    const { view, ...more } = await showIncident(ctx, args.incident);
    return incidentDetails(view, more, ctx.now());
  },
});

export const timeline = command({
  path: "incident timeline",
  summary: "Show what happened, oldest first",
  permission: "incident.view",
  answer: "private",
  args: {
    after: named(number("The page after this entry", 0)),
    before: named(number("The page before this entry")),
    incident: incident(),
  },
  run: async (ctx, args) => {
    const page = {
      limit: pageSize,
      ...(args.before === undefined ? { after: args.after ?? 0 } : { before: args.before }),
    };
    const { incident: found, entries } = await viewTimeline(ctx, args.incident, page);
    const line = `incident timeline ${"%"} ${incidentKey(found)}`;
    const first = entries[0]?.entry.seq ?? 1;
    const last = entries.at(-1)?.entry.seq ?? found.lastSeq;
    return timelinePage(found, entries, {
      zone: ctx.zone,
      ...(first > 1 ? { previous: line.replace("%", `before:${first}`) } : {}),
      ...(last < found.lastSeq ? { next: line.replace("%", `after:${last}`) } : {}),
    });
  },
});
