import { incidentKey } from "../domain/incident/incident.ts";
import { Refusal } from "../domain/refusal.ts";
import { askToDelete, incidentChanged, named as namely } from "../presentation/incident-answers.ts";
import { also, answer, button, controls } from "../presentation/say.ts";
import { createChannel } from "../services/channel/create.ts";
import { channelCalled } from "../services/channel/find.ts";
import { deleteIncident } from "../services/incident/delete.ts";
import { duplicateIncident, undoIncidentDuplicate } from "../services/incident/duplicate.ts";
import { deliverIncident, undeliverIncident } from "../services/incident/labels.ts";
import { viewIncident } from "../services/incident/view.ts";
import { incident, otherIncident } from "./arguments/incident.ts";
import { channelWord } from "./arguments/label.ts";
import { flag } from "./arguments/plain.ts";
import { command, optional } from "./command.ts";

export const deliver = command({
  path: "incident deliver",
  summary: "Deliver it to a channel; --undo takes it back, --create makes the channel first",
  permission: "incident.change",
  answer: "private",
  args: {
    undo: flag("Take it out of the channel"),
    create: flag("Create the channel if there is none"),
    incident: incident(),
    channel: channelWord("The channel, such as #payments"),
  },
  examples: ["incident deliver 42 #payments", "incident deliver --undo 42 #payments"],
  run: async (ctx, args) => {
    const found = await channelCalled(ctx, args.channel);
    if (found === undefined && !args.create) {
      return also(
        answer(`There is no channel "${args.channel}" yet.`),
        controls(
          button("Create it and deliver", `incident deliver --create ${incidentKey(args.incident)} ${args.channel}`),
        ),
      );
    }
    const channel = found ?? (await createChannel(ctx, { name: args.channel.replace(/^#/, ""), description: "" }));
    const { incident: delivered } = await (args.undo ? undeliverIncident : deliverIncident)(
      ctx,
      args.incident,
      channel,
    );
    return incidentChanged(delivered, args.undo ? `no longer in #${channel.key}.` : `delivered to #${channel.key}.`);
  },
});

export const duplicate = command({
  path: "incident duplicate",
  summary: "Close it as a duplicate of another; --undo takes it back",
  permission: "incident.change",
  answer: "private",
  args: {
    undo: flag("It is no duplicate after all"),
    incident: incident(),
    of: optional(otherIncident("The incident that survives")),
  },
  examples: ["incident duplicate inc-43 inc-42", "incident duplicate --undo 43"],
  run: async (ctx, args) => {
    if (args.undo) return incidentChanged(await undoIncidentDuplicate(ctx, args.incident), "no longer a duplicate.");
    // In an incident's place one number is enough: it is the other one.
    const { here } = ctx;
    const implied = args.of === undefined && here !== undefined && here.number !== args.incident.number;
    const [marked, of] = implied ? [{ number: here.number }, args.incident] : [args.incident, args.of];
    if (of === undefined) {
      throw new Refusal(
        "duplicate-of-what",
        "A duplicate of which incident? Such as `/incident duplicate inc-43 inc-42`.",
      );
    }
    const { duplicate: closed, survivor } = await duplicateIncident(ctx, marked, of);
    return also(
      incidentChanged(closed, "closed as a duplicate of ", namely(survivor), ". Its people follow that one now."),
      controls(button("Undo", `incident duplicate --undo ${incidentKey(closed)}`)),
    );
  },
});

export const remove = command({
  path: "incident delete",
  summary: "Delete it for good, with its comments, files and cards",
  permission: "incident.delete",
  answer: "private",
  args: { yes: flag("Do not ask"), incident: incident() },
  run: async (ctx, args) => {
    if (!args.yes) return askToDelete((await viewIncident(ctx, args.incident)).incident);
    const gone = await deleteIncident(ctx, args.incident);
    return answer(namely(gone), " is deleted. What happened to it stays in the audit, without its words.");
  },
});
