import type { Channel } from "../../domain/channel.ts";
import type { Link, Resource } from "../../domain/incident/incident.ts";
import {
  addLink,
  addResource,
  addTag,
  deliver,
  removeLink,
  removeResource,
  removeTag,
  undeliver,
} from "../../domain/incident/labels.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import type { Ctx } from "../ctx.ts";
import { changeIncident } from "./load.ts";
import type { Changed } from "./progress.ts";

export const tagIncident = (ctx: Ctx, ref: IncidentRef, tag: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => addTag(incident, tag, by));

export const untagIncident = (ctx: Ctx, ref: IncidentRef, tag: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => removeTag(incident, tag, by));

export const linkIncident = (ctx: Ctx, ref: IncidentRef, link: Link): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => addLink(incident, link, by));

export const unlinkIncident = (ctx: Ctx, ref: IncidentRef, nameOrUrl: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => removeLink(incident, nameOrUrl, by));

export const addIncidentResource = (ctx: Ctx, ref: IncidentRef, resource: Resource): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => addResource(incident, resource, by));

export const removeIncidentResource = (ctx: Ctx, ref: IncidentRef, nameOrId: string): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => removeResource(incident, nameOrId, by));

/** Announces the incident in every place mapped to that channel. */
export const deliverIncident = (ctx: Ctx, ref: IncidentRef, channel: Channel): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => deliver(incident, channel, by));

export const undeliverIncident = (ctx: Ctx, ref: IncidentRef, channel: Channel): Promise<Changed> =>
  changeIncident(ctx, "incident.change", ref, (incident, by) => undeliver(incident, channel, by));
