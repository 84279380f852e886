import type { EntryId, PersonId, PostingId } from "../../domain/ids.ts";
import type { EntryView } from "../../domain/incident/entry-view.ts";
import type { IncidentView } from "../../domain/incident/view.ts";
import { permit } from "../../domain/permission.ts";
import type { Contact } from "../../ports.ts";
import { accountsReaching } from "../../store/contacts.ts";
import { readEntries } from "../../store/entries.ts";
import { findIncident } from "../../store/incidents.ts";
import { postingsOf } from "../../store/postings.ts";
import type { Ctx } from "../ctx.ts";
import { viewEntries } from "../incident/entries.ts";
import { completeView } from "../incident/view.ts";

/** Everything a direct message about an entry needs. */
export interface Telling {
  /** In the order they are to be tried. */
  readonly contacts: readonly Contact[];
  readonly incident: IncidentView;
  readonly entry: EntryView;
  /** A card the person can be pointed to. */
  readonly posting?: PostingId;
}

/** What a person is to be told of an entry; null where there is nothing to tell, or they may no longer see it. */
export const loadNotice = (ctx: Ctx, person: PersonId, entry: EntryId): Promise<Telling | null> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) => {
    const [found] = await readEntries(tx, ctx.workspace, [entry]);
    if (found?.incident === undefined) return null;
    const reader = { kind: "person", id: person, role: "standard" } as const;
    const incident = await findIncident(tx, ctx.workspace, reader, { id: found.incident });
    if (incident === null) return null;
    const contacts = (await accountsReaching(tx, ctx.workspace, [person])).map(
      ({ connection, account }): Contact => ({ person, place: { connection }, address: account }),
    );
    const [view] = await viewEntries(ctx, tx, [found]);
    if (view === undefined) return null;
    const [card] = (await postingsOf(tx, ctx.workspace, ctx.actor, incident.id)).filter(
      ({ message, lost }) => message !== undefined && lost === undefined,
    );
    const complete = await completeView(ctx, tx, incident);
    return {
      contacts,
      incident: complete,
      entry: { ...view, roleNames: complete.roleNames },
      ...(card === undefined ? {} : { posting: card.id }),
    };
  });
};

/** How one person can be reached in chat. */
export const contactsOf = (ctx: Ctx, person: PersonId): Promise<readonly Contact[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) =>
    (await accountsReaching(tx, ctx.workspace, [person])).map(({ connection, account }) => ({
      person,
      place: { connection },
      address: account,
    })),
  );
};
