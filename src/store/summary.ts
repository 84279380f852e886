import { type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { PersonId, WorkspaceId } from "../domain/ids.ts";
import type { Counted, Summary, SummaryScope } from "../domain/notify/summary.ts";
import { rowsOf, type Tx } from "./database.ts";
import { visibleTo } from "./visibility.ts";

/** So many of each are named; the others are counted. */
const mostNamed = 8;

interface Row {
  readonly number: number;
  readonly title: string;
  readonly severity: string | null;
  readonly total: string | number;
}

/** A day's incidents as an actor may see them. */
export const readSummary = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  { channels, from, to }: SummaryScope,
): Promise<Summary> => {
  const mine = sql`incidents.workspace_id = ${workspace} and ${visibleTo(actor)} and ${inChannels(channels)}`;
  const active = sql`incidents.status in ('open', 'working', 'pending')`;
  const counted = async (where: SQL, order: SQL): Promise<Counted> => {
    const rows = rowsOf<Row>(
      await tx.execute(sql`
        select incidents.number, incidents.title, s.name as severity, count(*) over () as total
          from incidents left join severities s on s.id = incidents.severity_id
         where ${mine} and ${where} order by ${order} desc, incidents.id limit ${mostNamed}`),
    );
    return {
      total: Number(rows[0]?.total ?? 0),
      incidents: rows.map(({ number, title, severity }) => ({
        number,
        title,
        ...(severity === null ? {} : { severity }),
      })),
    };
  };
  const within = (column: SQL) =>
    sql`${column} >= ${from.toString()}::timestamptz and ${column} < ${to.toString()}::timestamptz`;
  const [opened, resolved, unassigned, bySeverity] = await Promise.all([
    counted(within(sql`incidents.created_at`), sql`incidents.created_at`),
    counted(sql`${within(sql`incidents.ended_at`)} and incidents.status = 'resolved'`, sql`incidents.ended_at`),
    counted(sql`${active} and not incidents.assigned`, sql`incidents.started_at`),
    tx.execute(sql`
      select s.name as severity, count(*) as count
        from incidents left join severities s on s.id = incidents.severity_id
       where ${mine} and ${active} group by s.name, s.rank order by s.rank nulls last`),
  ]);
  return {
    opened,
    resolved,
    unassigned,
    active: rowsOf<{ severity: string | null; count: string | number }>(bySeverity).map(({ severity, count }) => ({
      count: Number(count),
      ...(severity === null ? {} : { severity }),
    })),
  };
};

const inChannels = (channels: SummaryScope["channels"]): SQL =>
  channels === undefined
    ? sql`true`
    : sql`exists (select 1 from incident_channels c where c.workspace_id = incidents.workspace_id and c.incident_id = incidents.id
        and c.channel_id in (select jsonb_array_elements_text(${JSON.stringify(channels)}::jsonb)::uuid))`;

/** Who may be due a daily summary: their zone and their time, in every workspace. Everybody is in `all` until they leave. */
export const summaryReaders = async (
  tx: Tx,
): Promise<
  readonly {
    readonly workspace: WorkspaceId;
    readonly person: PersonId;
    readonly zone: string;
    /** Minutes from midnight; null = the usual time. */
    readonly at: number | null;
  }[]
> =>
  rowsOf(
    await tx.execute(sql`
      select p.workspace_id as workspace, p.id as person, coalesce(p.zone, w.zone) as zone, s.summary_at as at
        from people p
        join workspaces w on w.id = p.workspace_id
        left join person_settings s on s.workspace_id = p.workspace_id and s.person_id = p.id
       where p.linked_to is null and not coalesce(s.summary_muted, false)
         and exists (select 1 from incidents i where i.workspace_id = p.workspace_id)
         and exists (
           select 1 from channels c
             left join channel_members m on m.workspace_id = c.workspace_id and m.channel_id = c.id and m.person_id = p.id
            where c.workspace_id = p.workspace_id
              and coalesce(m.level, case when c.built_in then 'follow' else 'none' end) in ('responsible', 'follow'))`),
  );
