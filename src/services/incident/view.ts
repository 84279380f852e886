import type { PersonId, TeamId, TextId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import type { Entry } from "../../domain/incident/timeline.ts";
import { splitUpdate } from "../../domain/incident/update.ts";
import type { IncidentView, Named } from "../../domain/incident/view.ts";
import { permit } from "../../domain/permission.ts";
import { countAttachments } from "../../store/attachments.ts";
import type { Tx } from "../../store/database.ts";
import { readEntries } from "../../store/entries.ts";
import { findIncident, given, type IncidentRef } from "../../store/incidents.ts";
import { channelNames, peopleNames, roleNames, teamNames } from "../../store/names.ts";
import { readTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";
import { foundIncident } from "./load.ts";

/** One incident with everything that is shown of it. */
export const viewIncident = async (ctx: Ctx, ref: IncidentRef): Promise<IncidentView> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => completeView(ctx, tx, await foundIncident(ctx, tx, ref)));
};

/** Adds the names and words that an incident's ids stand for, in two rounds of statements. */
export const completeView = async (ctx: Ctx, tx: Tx, incident: Incident): Promise<IncidentView> => {
  const { workspace } = ctx;
  const [update] = incident.latestUpdate === undefined ? [] : await readEntries(tx, workspace, [incident.latestUpdate]);
  const texts: readonly TextId[] = [
    incident.description,
    incident.resolution,
    update?.data.text,
    ...incident.tasks.map((task) => task.text),
  ].filter((text) => text !== undefined);
  const [bodies, people, teams, channels, roles, attachments, original] = await Promise.all([
    readTexts(tx, workspace, texts),
    peopleNames(tx, workspace, peopleOf(incident, update)),
    teamNames(
      tx,
      workspace,
      incident.assignees.flatMap((one): readonly TeamId[] => (one.kind === "team" ? [one.id] : [])),
    ),
    channelNames(tx, workspace, incident.channels),
    roleNames(tx, workspace),
    countAttachments(tx, workspace, incident.id),
    incident.duplicateOf === undefined ? null : findIncident(tx, workspace, ctx.actor, { id: incident.duplicateOf }),
  ]);
  const updateText = update?.data.text === undefined ? undefined : bodies.get(update.data.text);
  return {
    incident,
    people,
    teams,
    channels,
    roleNames: roles,
    attachments,
    creator: namedBy(incident.createdBy, people),
    taskTexts: bodies,
    ...given("description", incident.description && bodies.get(incident.description)),
    ...given("resolution", incident.resolution && bodies.get(incident.resolution)),
    ...(update === undefined || updateText === undefined
      ? {}
      : {
          update: {
            ...splitUpdate(updateText),
            by: namedActor(update, people),
            at: update.at,
            ...given("nextAt", incident.nextUpdateAt),
          },
        }),
    ...given("duplicateOf", original && { number: original.number, title: original.title }),
  };
};

const peopleOf = (incident: Incident, update: Entry | undefined): readonly PersonId[] => [
  ...incident.assignees.flatMap((one) => (one.kind === "person" ? [one.id] : [])),
  ...Object.values(incident.roles),
  ...incident.acknowledgements.map((one) => one.person),
  ...incident.tasks.flatMap((task) => (task.assignee === undefined ? [] : [task.assignee])),
  ...incident.participants,
  ...(incident.createdBy.startsWith("person:") ? [incident.createdBy.slice(7) as PersonId] : []),
  ...(update?.actor.kind === "person" ? [update.actor.id] : []),
];

/** Who an actor's key stands for. */
export const namedBy = (key: string, people: ReadonlyMap<PersonId, string>): Named => {
  const id = key.slice(key.indexOf(":") + 1);
  if (key.startsWith("person:")) {
    return { kind: "person", id: id as PersonId, name: people.get(id as PersonId) ?? "somebody who left" };
  }
  return { kind: "other", name: key === "system" ? "Tocsin" : id };
};

/** Who did what an entry says. */
export const namedActor = ({ actor }: Pick<Entry, "actor">, people: ReadonlyMap<PersonId, string>): Named => {
  switch (actor.kind) {
    case "person":
      return { kind: "person", id: actor.id, name: people.get(actor.id) ?? "somebody who left" };
    case "system":
      return { kind: "other", name: "Tocsin" };
    default:
      return { kind: "other", name: actor.name };
  }
};
