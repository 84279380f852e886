import { Refusal } from "../domain/refusal.ts";
import { incidentChanged } from "../presentation/incident-answers.ts";
import { bold, code, link as linked } from "../presentation/say.ts";
import { removeIncidentAttachment } from "../services/incident/attachment.ts";
import {
  addIncidentResource,
  linkIncident,
  removeIncidentResource,
  tagIncident,
  unlinkIncident,
  untagIncident,
} from "../services/incident/labels.ts";
import { incident } from "./arguments/incident.ts";
import { tag, url } from "./arguments/label.ts";
import { flag, rest, word } from "./arguments/plain.ts";
import { command, named, optional } from "./command.ts";

export const addTag = command({
  path: "incident tag add",
  summary: "Tag it",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), tag: tag("One word") },
  examples: ["incident tag 42 database"],
  run: async (ctx, args) => {
    const { incident: tagged } = await tagIncident(ctx, args.incident, args.tag);
    return incidentChanged(tagged, "tagged ", code(args.tag.toLowerCase()), ".");
  },
});

export const removeTag = command({
  path: "incident tag remove",
  summary: "Take a tag away",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), tag: tag("Which one") },
  run: async (ctx, args) => {
    const { incident: untagged } = await untagIncident(ctx, args.incident, args.tag);
    return incidentChanged(untagged, "no longer tagged ", code(args.tag.toLowerCase()), ".");
  },
});

export const addLink = command({
  path: "incident link add",
  summary: "Add an address: a dashboard, a document, a ticket",
  permission: "incident.change",
  answer: "private",
  args: { incident: incident(), url: url("It begins with https://"), name: optional(rest("What to call it")) },
  examples: ["incident link 42 https://grafana.example/d/1 Latency"],
  run: async (ctx, args) => {
    const { incident: changed } = await linkIncident(ctx, args.incident, { url: args.url, name: args.name ?? "" });
    return incidentChanged(changed, "linked ", linked(args.name ?? args.url, args.url), ".");
  },
});

export const removeLink = command({
  path: "incident link remove",
  summary: "Take a link, a resource or a file away",
  permission: "incident.change",
  answer: "private",
  args: {
    incident: incident(),
    resource: flag("It is a resource"),
    file: flag("It is a file"),
    name: rest("Its name, address or id"),
  },
  run: async (ctx, args) => {
    const remove = args.resource ? removeIncidentResource : args.file ? removeIncidentAttachment : removeWhatever;
    const { incident: changed } = await remove(ctx, args.incident, args.name);
    return incidentChanged(changed, bold(args.name), " is gone.");
  },
});

/** Whatever goes by that name: a link, else a resource, else a file. */
const removeWhatever: typeof unlinkIncident = async (ctx, ref, name) => {
  for (const remove of [unlinkIncident, removeIncidentResource]) {
    try {
      return await remove(ctx, ref, name);
    } catch (error) {
      if (!(error instanceof Refusal && ["no-such-link", "no-such-resource"].includes(error.code))) throw error;
    }
  }
  return removeIncidentAttachment(ctx, ref, name);
};

export const addResource = command({
  path: "incident link resource",
  summary: "Say what is affected, such as a service or a host",
  permission: "incident.change",
  answer: "private",
  args: {
    incident: incident(),
    url: named(url("Where it can be seen")),
    id: named(word("Its id in the system it comes from; its name unless given")),
    kind: word("What it is, such as service"),
    name: rest("What it is called"),
  },
  examples: ["incident link resource 42 service checkout"],
  run: async (ctx, args) => {
    const { incident: changed } = await addIncidentResource(ctx, args.incident, {
      kind: args.kind.toLowerCase(),
      id: args.id ?? args.name,
      name: args.name,
      ...(args.url === undefined ? {} : { url: args.url }),
    });
    return incidentChanged(changed, `affects ${args.kind.toLowerCase()} `, bold(args.name), ".");
  },
});
