import { incidentAcknowledged, incidentChanged, incidentEnded } from "../presentation/incident-answers.ts";
import {
  acknowledgeIncident,
  changeIncidentStatus,
  reopenIncident,
  takeIncident,
} from "../services/incident/progress.ts";
import { incident } from "./arguments/incident.ts";
import { status } from "./arguments/label.ts";
import { rest } from "./arguments/plain.ts";
import { command, optional } from "./command.ts";

const note = (description: string) => optional(rest(description));

export const acknowledge = command({
  path: "incident ack",
  summary: "Say that you have it: pages fall silent",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => {
    const { incident: acknowledged, first, assignees } = await acknowledgeIncident(ctx, args.incident);
    return incidentAcknowledged(acknowledged, first, "acknowledged", assignees);
  },
});

export const take = command({
  path: "incident take",
  summary: "Acknowledge it and assign it to yourself",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident() },
  run: async (ctx, args) => {
    const { incident: taken, first } = await takeIncident(ctx, args.incident);
    return incidentAcknowledged(taken, first, "taken");
  },
});

export const resolve = command({
  path: "incident resolve",
  summary: "Say that it is fixed, and how",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), note: note("How it was fixed; kept as the resolution") },
  examples: ["incident resolve 42 rolled back to 1.8"],
  run: async (ctx, args) => {
    const { incident: resolved } = await changeIncidentStatus(ctx, args.incident, "resolved", args.note);
    return incidentEnded(resolved, "resolved", args.note);
  },
});

export const close = command({
  path: "incident close",
  summary: "Close it: no fix is needed",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), note: note("Why; kept as the resolution") },
  run: async (ctx, args) => {
    const { incident: closed } = await changeIncidentStatus(ctx, args.incident, "closed", args.note);
    return incidentEnded(closed, "closed", args.note);
  },
});

export const reopen = command({
  path: "incident reopen",
  summary: "Open a resolved or closed incident again",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), note: note("Why") },
  run: async (ctx, args) => {
    const { incident: reopened } = await reopenIncident(ctx, args.incident, args.note);
    return incidentChanged(reopened, "open again.");
  },
});

export const setStatus = command({
  path: "incident status",
  summary: "Set the status: open, working, pending, resolved or closed",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), status: status("The new status"), note: note("Why") },
  examples: ["incident status 42 pending waiting for the vendor"],
  run: async (ctx, args) => {
    const { incident: changed } = await changeIncidentStatus(ctx, args.incident, args.status, args.note);
    return args.status === "resolved" || args.status === "closed"
      ? incidentEnded(changed, args.status, args.note)
      : incidentChanged(changed, `${changed.status} → ${args.status}.`);
  },
});
