import { mentionsIn } from "../../domain/body.ts";
import type { EntryId, IncidentId } from "../../domain/ids.ts";
import type { EntryView } from "../../domain/incident/entry-view.ts";
import type { IncidentView } from "../../domain/incident/view.ts";
import type { Facts } from "../../domain/target/facts.ts";
import type { Party } from "../../domain/target/target.ts";
import type { Tx } from "../../store/database.ts";
import { readEntries } from "../../store/entries.ts";
import { findIncident, given } from "../../store/incidents.ts";
import { viewPeople, viewTeams } from "../../store/members.ts";
import { findWorkspace } from "../../store/workspaces.ts";
import type { Ctx } from "../ctx.ts";
import { viewEntries } from "../incident/entries.ts";
import { completeView } from "../incident/view.ts";

/** What a message is about; without either it is about the workspace alone. */
export interface About {
  readonly incident?: IncidentId;
  readonly entry?: EntryId;
}

/** Everything a machine is told besides the words: who is named in them, and the target's fixed list (features.md G77). */
export const loadFacts = async (ctx: Ctx, tx: Tx, about: About, fixed: readonly Party[]): Promise<Facts> => {
  const [workspace, [found]] = await Promise.all([
    findWorkspace(tx, ctx.workspace),
    about.entry === undefined ? [] : readEntries(tx, ctx.workspace, [about.entry]),
  ]);
  const id = about.incident ?? found?.incident;
  const incident = id === undefined ? null : await findIncident(tx, ctx.workspace, ctx.actor, { id });
  const view = incident === null ? undefined : await completeView(ctx, tx, incident);
  const [entry] = found === undefined || view === undefined ? [] : await viewEntries(ctx, tx, [found], view.incident);
  const named = mentionsIn(wordsOf(entry, view));
  const members = fixed.flatMap((one) => (one.kind === "person" ? [one.id] : []));
  const people = await viewPeople(tx, ctx.workspace, [...named, ...members], workspace.zone);
  const teams = await viewTeams(
    tx,
    ctx.workspace,
    fixed.flatMap((one) => (one.kind === "team" ? [one.id] : [])),
  );
  return {
    workspace: { id: workspace.id, name: workspace.name, zone: workspace.zone },
    mentioned: people.filter(({ person }) => named.includes(person.id)),
    members: people.filter(({ person }) => members.includes(person.id)),
    teams,
    ...given("incident", view),
    ...given("entry", entry && { ...entry, ...given("roleNames", view?.roleNames) }),
  };
};

/** A comment's words, those an entry brought, or a new incident's description. */
const wordsOf = (entry: EntryView | undefined, view: IncidentView | undefined): string =>
  entry?.comment?.body ?? entry?.body ?? (entry?.entry.kind === "declared" ? (view?.description ?? "") : "");
