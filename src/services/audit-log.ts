import type { AuditLine } from "../domain/audit.ts";
import type { EntryId, PersonId } from "../domain/ids.ts";
import { incidentName } from "../domain/incident/incident.ts";
import { permit } from "../domain/permission.ts";
import { nounNames, type SoughtAudit, searchAudit } from "../store/audit.ts";
import { peopleNames } from "../store/names.ts";
import type { Ctx } from "./ctx.ts";
import { viewEntries } from "./incident/entries.ts";
import { namedActor } from "./incident/view.ts";

/** What a page in chat shows. */
const pageSize = 15;

export interface AuditPage {
  readonly lines: readonly AuditLine[];
  /** Where the next page begins; absent on the last one. */
  readonly next?: EntryId;
}

/** A page of who did what, the newest first: what the actor may see of it (features.md G72). */
export const readAudit = (ctx: Ctx, sought: Omit<SoughtAudit, "limit">): Promise<AuditPage> => {
  permit(ctx.actor, "workspace.view");
  return ctx.read(async (tx) => {
    const found = await searchAudit(tx, ctx.workspace, ctx.actor, { ...sought, limit: pageSize + 1 });
    const shown = found.slice(0, pageSize);
    const people = shown.flatMap(({ entry: { actor } }): readonly PersonId[] =>
      actor.kind === "person" ? [actor.id] : [],
    );
    const [views, names, nouns] = await Promise.all([
      viewEntries(
        ctx,
        tx,
        shown.flatMap(({ entry }) => (entry.subject.kind === "incident" ? [entry] : [])),
      ),
      peopleNames(tx, ctx.workspace, people),
      nounNames(
        tx,
        ctx.workspace,
        shown.map(({ entry }) => entry.subject),
      ),
    ]);
    const last = shown.at(-1);
    return {
      lines: shown.map(({ entry, incident }): AuditLine => {
        const { subject, data } = entry;
        const called = nouns.get(`${subject.kind}:${subject.id}`) ?? nameIn(data);
        const name = incident === undefined ? called : `${incidentName(incident)} ${incident.title}`;
        const view = views.find((one) => one.entry.id === entry.id);
        return {
          entry,
          actor: namedActor(entry, names),
          ...(name === undefined ? {} : { subject: name }),
          ...(view === undefined ? {} : { view }),
        };
      }),
      ...(found.length > pageSize && last !== undefined ? { next: last.entry.id } : {}),
    };
  });
};

/** What a noun that is gone was called. */
const nameIn = (data: AuditLine["entry"]["data"]): string | undefined => {
  const name = data.name ?? data.key;
  if (typeof name === "string") return name;
  return typeof data.number === "number" ? incidentName({ number: data.number }) : undefined;
};
