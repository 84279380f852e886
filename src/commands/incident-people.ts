import { incidentChanged } from "../presentation/incident-answers.ts";
import { bold } from "../presentation/say.ts";
import { assignIncident, clearIncidentRole, setIncidentRole, unassignIncident } from "../services/incident/people.ts";
import { handOver } from "../services/notify/hand-over.ts";
import { incident } from "./arguments/incident.ts";
import { role } from "./arguments/label.ts";
import { assignee, person } from "./arguments/person.ts";
import { command } from "./command.ts";

export const assign = command({
  path: "incident assign add",
  summary: "Give it to a person, a team or an e-mail address",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), assignee: assignee("Who has it now") },
  examples: ["incident assign 42 @ada", "incident assign inc-42 me"],
  run: async (ctx, args) => {
    const { incident: assigned } = await assignIncident(ctx, args.incident, args.assignee.assignee);
    const typed = args.assignee.assignee.kind === "email" ? " They are not known here: the address is kept." : "";
    return incidentChanged(assigned, "assigned to ", bold(args.assignee.name), `.${typed}`);
  },
});

export const unassign = command({
  path: "incident assign remove",
  summary: "Take it from somebody",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), assignee: assignee("Who no longer has it") },
  run: async (ctx, args) => {
    const { incident: left } = await unassignIncident(ctx, args.incident, args.assignee.assignee);
    return incidentChanged(left, "no longer assigned to ", bold(args.assignee.name), ".");
  },
});

export const passOn = command({
  path: "incident assign over",
  summary: "Hand it over: somebody else is paged and has it, you no longer do",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), person: person("Who has it now") },
  examples: ["incident assign over 42 @ada"],
  run: async (ctx, args) =>
    incidentChanged(await handOver(ctx, args.incident, args.person.id), "handed over to ", bold(args.person.name), "."),
});

export const giveRole = command({
  path: "incident role set",
  summary: "Give somebody a part to play, such as commander or scribe",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), role: role("Which part"), person: person("Who plays it") },
  examples: ["incident role set 42 commander @ada"],
  run: async (ctx, args) => {
    const { incident: changed } = await setIncidentRole(ctx, args.incident, args.role.key, args.person.id);
    return incidentChanged(changed, bold(args.person.name), ` is ${args.role.name.toLowerCase()}.`);
  },
});

export const takeRole = command({
  path: "incident role clear",
  summary: "Leave a part empty",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), role: role("Which part") },
  run: async (ctx, args) => {
    const { incident: changed } = await clearIncidentRole(ctx, args.incident, args.role.key);
    return incidentChanged(changed, `nobody is ${args.role.name.toLowerCase()} now.`);
  },
});
