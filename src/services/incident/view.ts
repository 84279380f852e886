import type { PersonId, TeamId, TextId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import { isActive } from "../../domain/incident/status.ts";
import type { Entry } from "../../domain/incident/timeline.ts";
import { splitUpdate } from "../../domain/incident/update.ts";
import type { IncidentView, Named } from "../../domain/incident/view.ts";
import { permit } from "../../domain/permission.ts";
import { countAttachments } from "../../store/attachments.ts";
import type { Tx } from "../../store/database.ts";
import { readEntries } from "../../store/entries.ts";
import { findIncidents, given, type IncidentRef } from "../../store/incidents.ts";
import { channelNames, peopleNames, roleNames, teamNames } from "../../store/names.ts";
import { pagesSilenced } from "../../store/snoozes.ts";
import { readTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";
import { foundIncident } from "./load.ts";

/** One incident with everything that is shown of it. */
export const viewIncident = async (ctx: Ctx, ref: IncidentRef): Promise<IncidentView> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => completeView(ctx, tx, await foundIncident(ctx, tx, ref)));
};

/** Adds the names and words that an incident's ids stand for. */
export const completeView = async (ctx: Ctx, tx: Tx, incident: Incident): Promise<IncidentView> => {
  const [view] = await completeViews(ctx, tx, [incident]);
  if (view === undefined) throw new Error("An incident is viewed as one.");
  return view;
};

/** The same for many in their order, in two rounds of statements. */
export const completeViews = async (
  ctx: Ctx,
  tx: Tx,
  incidents: readonly Incident[],
): Promise<readonly IncidentView[]> => {
  const { workspace } = ctx;
  const found = await readEntries(tx, workspace, definedIn(incidents, "latestUpdate"));
  const updates = new Map(found.map((entry) => [entry.id, entry]));
  const texts: readonly TextId[] = [
    ...definedIn(incidents, "description"),
    ...definedIn(incidents, "resolution"),
    ...found.flatMap(({ data }) => data.text ?? []),
    ...incidents.flatMap(({ tasks }) => tasks.map((task) => task.text)),
  ];
  const [bodies, people, teams, channels, roleNamed, attachments, originals, silenced] = await Promise.all([
    readTexts(tx, workspace, texts),
    peopleNames(tx, workspace, [...incidents.flatMap(peopleOf), ...found.flatMap(authorsOf)]),
    teamNames(tx, workspace, incidents.flatMap(teamsOf)),
    channelNames(
      tx,
      workspace,
      incidents.flatMap((one) => one.channels),
    ),
    roleNames(tx, workspace),
    countAttachments(
      tx,
      workspace,
      incidents.map(({ id }) => id),
    ),
    findIncidents(tx, workspace, ctx.actor, definedIn(incidents, "duplicateOf")),
    pagesSilenced(tx, workspace, {
      ids: incidents.flatMap(({ id, status }) => (isActive(status) ? [id] : [])),
      now: ctx.now(),
    }),
  ]);
  return incidents.map((incident): IncidentView => {
    const update = incident.latestUpdate && updates.get(incident.latestUpdate);
    const updateText = update?.data.text && bodies.get(update.data.text);
    const original = originals.find((one) => one.id === incident.duplicateOf && mayBeNamed(ctx, incident, one));
    return {
      incident,
      people,
      teams: pick(teams, teamsOf(incident)),
      channels: pick(channels, incident.channels),
      roleNames: roleNamed,
      attachments: attachments.get(incident.id) ?? 0,
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
      ...given("silentUntil", silenced.get(incident.id)),
      ...given("duplicateOf", original && { number: original.number, title: original.title }),
    };
  });
};

/**
 * May a view name what its incident is a duplicate of? Where the system draws it, for whoever is on the incident or for
 * anybody, only if all of them may see that one.
 */
const mayBeNamed = ({ actor }: Pick<Ctx, "actor">, incident: Incident, original: Incident): boolean =>
  actor.kind !== "system" ||
  !original.private ||
  (incident.private &&
    incident.participants.every((person) => original.participants.includes(person)) &&
    teamsOf(incident).every((team) => teamsOf(original).includes(team)));

const definedIn = <K extends "latestUpdate" | "description" | "resolution" | "duplicateOf">(
  incidents: readonly Incident[],
  key: K,
): NonNullable<Incident[K]>[] => incidents.flatMap((one): NonNullable<Incident[K]>[] => (one[key] ? [one[key]] : []));

const pick = <K, V>(from: ReadonlyMap<K, V>, keys: readonly K[]): ReadonlyMap<K, V> =>
  new Map([...from].filter(([key]) => keys.includes(key)));

const teamsOf = ({ assignees }: Incident): readonly TeamId[] =>
  assignees.flatMap((one): readonly TeamId[] => (one.kind === "team" ? [one.id] : []));

const authorsOf = ({ actor }: Entry): readonly PersonId[] => (actor.kind === "person" ? [actor.id] : []);

const peopleOf = (incident: Incident): readonly PersonId[] => [
  ...incident.assignees.flatMap((one) => (one.kind === "person" ? [one.id] : [])),
  ...Object.values(incident.roles),
  ...incident.acknowledgements.map((one) => one.person),
  ...incident.tasks.flatMap((task) => (task.assignee === undefined ? [] : [task.assignee])),
  ...incident.participants,
  ...(incident.createdBy.startsWith("person:") ? [incident.createdBy.slice(7) as PersonId] : []),
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
