import type { Channel } from "../channel.ts";
import { type By, type Decision, decision } from "../decision.ts";
import type { EntryId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { refuseSame } from "./fields.ts";
import { type Incident, incidentName, type Link, type Resource } from "./incident.ts";

const tagPattern = /^[\p{L}\p{N}][\p{L}\p{N}_.:/-]{0,63}$/u;

/** A tag is one word of at most 64 letters, digits and _.:/- in lower case. */
export const checkTag = (typed: string): string => {
  const tag = typed.trim().replace(/^#/, "").toLowerCase();
  if (!tagPattern.test(tag)) {
    throw new Refusal(
      "bad-tag",
      `"${typed}" cannot be a tag. Use one word of letters, digits, _ . : / or -, at most 64.`,
    );
  }
  return tag;
};

export const addTag = (incident: Incident, typed: string, by: By): Decision => {
  const tag = checkTag(typed);
  refuseSame(incident, incident.tags.includes(tag), `already has the tag ${tag}`);
  return decision({
    changes: [{ kind: "tag", tag }],
    entries: [{ id: by.fresh<EntryId>(), kind: "tagged", data: { after: tag } }],
  });
};

export const removeTag = (incident: Incident, typed: string, by: By): Decision => {
  const tag = checkTag(typed);
  refuseSame(incident, !incident.tags.includes(tag), `does not have the tag ${tag}`);
  return decision({
    changes: [{ kind: "untag", tag }],
    entries: [{ id: by.fresh<EntryId>(), kind: "untagged", data: { before: tag } }],
  });
};

/** An address people can follow: http, https or mailto. */
export const checkUrl = (typed: string): string => {
  const url = URL.parse(typed.trim());
  if (url === null || !["http:", "https:", "mailto:"].includes(url.protocol)) {
    throw new Refusal("bad-url", `"${typed}" is no address. Write one that begins with https://.`);
  }
  return url.href;
};

export const addLink = (incident: Incident, link: Link, by: By): Decision => {
  const url = checkUrl(link.url);
  refuseSame(
    incident,
    incident.links.some((other) => other.url === url),
    "already has that link",
  );
  const after = { name: link.name.trim() === "" ? url : [...link.name.trim()].slice(0, 256).join(""), url };
  return decision({
    changes: [{ kind: "add-link", link: after }],
    entries: [{ id: by.fresh<EntryId>(), kind: "link-added", data: { after } }],
  });
};

export const removeLink = (incident: Incident, nameOrUrl: string, by: By): Decision => {
  const sought = nameOrUrl.trim();
  const address = URL.parse(sought)?.href;
  const link = incident.links.find((one) => one.url === sought || one.name === sought || one.url === address);
  if (link === undefined)
    throw new Refusal("no-such-link", `${incidentName(incident)} has no link "${sought}". ${seeIt(incident)}`);
  return decision({
    changes: [{ kind: "remove-link", link }],
    entries: [{ id: by.fresh<EntryId>(), kind: "link-removed", data: { before: { ...link } } }],
  });
};

export const addResource = (incident: Incident, wanted: Resource, by: By): Decision => {
  const resource = { ...wanted, ...(wanted.url === undefined ? {} : { url: checkUrl(wanted.url) }) };
  refuseSame(
    incident,
    incident.resources.some((one) => one.kind === resource.kind && one.id === resource.id),
    `already has the ${resource.kind} ${resource.name}`,
  );
  return decision({
    changes: [{ kind: "add-resource", resource }],
    entries: [{ id: by.fresh<EntryId>(), kind: "resource-added", data: { after: { ...resource } } }],
  });
};

export const removeResource = (incident: Incident, nameOrId: string, by: By): Decision => {
  const sought = nameOrId.trim();
  const resource = incident.resources.find(
    (one) =>
      one.id === sought ||
      one.name === sought ||
      `${one.kind} ${one.id}` === sought ||
      `${one.kind} ${one.name}` === sought,
  );
  if (resource === undefined) {
    throw new Refusal("no-such-resource", `${incidentName(incident)} has no resource "${sought}". ${seeIt(incident)}`);
  }
  return decision({
    changes: [{ kind: "remove-resource", resource }],
    entries: [{ id: by.fresh<EntryId>(), kind: "resource-removed", data: { before: { ...resource } } }],
  });
};

const seeIt = (incident: Incident): string => `See what it has with \`/incident show inc-${incident.number}\`.`;

/** Puts the incident into a channel: it is announced in every place mapped there. */
export const deliver = (incident: Incident, channel: Channel, by: By): Decision => {
  refuseSame(incident, channel.builtIn, `is in #${channel.key}, as every incident is`);
  refuseSame(incident, incident.channels.includes(channel.id), `is already in #${channel.key}`);
  return decision({
    changes: [{ kind: "deliver", channel: channel.id }],
    entries: [{ id: by.fresh<EntryId>(), kind: "delivered", data: { after: channel.id, channel: channel.key } }],
  });
};

export const undeliver = (incident: Incident, channel: Channel, by: By): Decision => {
  if (channel.builtIn) throw new Refusal("all-holds-all", `#${channel.key} holds every incident; none can leave it.`);
  refuseSame(incident, !incident.channels.includes(channel.id), `is not in #${channel.key}`);
  return decision({
    changes: [{ kind: "undeliver", channel: channel.id }],
    entries: [{ id: by.fresh<EntryId>(), kind: "undelivered", data: { before: channel.id, channel: channel.key } }],
  });
};
