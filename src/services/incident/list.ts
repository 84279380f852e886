import { personOf } from "../../domain/actor.ts";
import type { PersonId, TeamId } from "../../domain/ids.ts";
import type { Assignee } from "../../domain/incident/assignee.ts";
import {
  type By,
  type Filters,
  type IncidentPage,
  type ListedIncident,
  mostCounted,
  type PageAt,
  type SoughtWord,
} from "../../domain/incident/list.ts";
import { activeStatuses } from "../../domain/incident/status.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import { readInstant } from "../../store/columns.ts";
import type { Tx } from "../../store/database.ts";
import type { Listing } from "../../store/incident-filter.ts";
import type { ListedRow } from "../../store/incident-lead.ts";
import { pageListed, readListed } from "../../store/incident-list.ts";
import { matchOf, pageRanked, understandWords } from "../../store/incident-search.ts";
import { peopleNames, teamNames } from "../../store/names.ts";
import { allSeverities } from "../../store/severities.ts";
import type { Ctx } from "../ctx.ts";

/** What is asked of a list. */
export interface ListQuery {
  readonly filters: Filters;
  readonly by: By;
  readonly page: PageAt;
  readonly size: number;
  /** Free text over title and description: then the best matches come first. */
  readonly words?: string;
}

/** A page, and for a search what its words were understood as. */
export interface FoundIncidents extends IncidentPage {
  readonly sought?: readonly SoughtWord[];
}

/** A page of the incidents the actor may see: newest first, or for a search the best matches first. */
export const listIncidents = async (ctx: Ctx, query: ListQuery): Promise<FoundIncidents> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const listing = await listingOf(ctx, tx, query);
    const sought = query.words === undefined ? [] : await understandWords(tx, listing, query.words);
    return sought.length === 0 ? page(ctx, tx, listing, query) : search(ctx, tx, listing, query, sought);
  });
};

/** What a person's home shows: their active incidents, and all active ones. */
export const homeOf = async (ctx: Ctx): Promise<{ readonly mine: IncidentPage; readonly all: IncidentPage }> => {
  permit(ctx.actor, "incident.view");
  const me = personOf(ctx.actor);
  return ctx.read(async (tx) => {
    const active: Filters = { status: { is: activeStatuses, not: [] } };
    const read = async (filters: Filters, size: number) => {
      const query: ListQuery = { filters, by: "start", page: "first", size };
      return page(ctx, tx, await listingOf(ctx, tx, query), query);
    };
    const nobody: IncidentPage = { incidents: [], total: 0, more: false };
    return {
      mine: me === undefined ? nobody : await read({ ...active, assignee: { is: [`person:${me}`], not: [] } }, 10),
      all: await read(active, 15),
    };
  });
};

const listingOf = async (ctx: Ctx, tx: Tx, { filters, by }: ListQuery): Promise<Listing> => {
  const turned = filters.severity !== undefined && filters.severity.is.length === 0 && filters.severity.not.length > 0;
  const severities = turned ? await allSeverities(tx, ctx.workspace) : [];
  return {
    workspace: ctx.workspace,
    actor: ctx.actor,
    filters,
    by,
    severities: severities.map(({ id }) => id),
  };
};

const page = async (ctx: Ctx, tx: Tx, listing: Listing, query: ListQuery): Promise<IncidentPage> => {
  const found = await pageListed(tx, listing, query.page, query.size);
  if (found === "no such cursor") {
    throw new Refusal("page-gone", "That place in the list is gone. Begin again with `/incident list`.");
  }
  const incidents = await complete(ctx, tx, found.rows);
  const back = query.page !== "first" && "before" in query.page;
  return {
    incidents,
    ...totals(found.count),
    ...edges(incidents, {
      next: back || found.more,
      previous: back ? found.more : query.page !== "first",
    }),
  };
};

const search = async (
  ctx: Ctx,
  tx: Tx,
  listing: Listing,
  query: ListQuery,
  sought: readonly SoughtWord[],
): Promise<FoundIncidents> => {
  const { query: parsed, matching } = matchOf(sought);
  const found = await pageRanked(tx, { ...listing, matching }, parsed, query.page, query.size);
  const incidents = await complete(ctx, tx, found.rows);
  return { incidents, ...totals(found.count), ...edges(incidents, found), sought };
};

const totals = (count: number) => ({ total: Math.min(count, mostCounted), more: count > mostCounted });

const edges = (incidents: readonly ListedIncident[], is: { readonly next: boolean; readonly previous: boolean }) => {
  const first = incidents[0];
  const last = incidents.at(-1);
  return {
    ...(is.next && last !== undefined ? { next: { number: last.number, at: last.at } } : {}),
    ...(is.previous && first !== undefined ? { previous: { number: first.number, at: first.at } } : {}),
  };
};

const complete = async (ctx: Ctx, tx: Tx, rows: readonly ListedRow[]): Promise<readonly ListedIncident[]> => {
  const details = await readListed(
    tx,
    ctx.workspace,
    rows.map(({ id }) => id),
  );
  const assignees = [...details.values()].flatMap((one) => one.assignees);
  const [people, teams] = await Promise.all([
    peopleNames(
      tx,
      ctx.workspace,
      assignees.flatMap((one): readonly PersonId[] => (one.kind === "person" ? [one.id] : [])),
    ),
    teamNames(
      tx,
      ctx.workspace,
      assignees.flatMap((one): readonly TeamId[] => (one.kind === "team" ? [one.id] : [])),
    ),
  ]);
  const nameOf = (one: Assignee): string => {
    if (one.kind === "email") return one.address;
    return (one.kind === "person" ? people.get(one.id) : teams.get(one.id)) ?? "somebody who left";
  };
  return rows.flatMap(({ id, at }) => {
    const found = details.get(id);
    if (found === undefined) return [];
    return [
      {
        ...found,
        assignees: found.assignees.map((assignee) => ({ assignee, name: nameOf(assignee) })),
        at: readInstant(at),
      },
    ];
  });
};
