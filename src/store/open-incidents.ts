import { sql } from "drizzle-orm";
import type { IncidentId, ScheduleId, WorkspaceId } from "../domain/ids.ts";
import { activeStatuses } from "../domain/incident/status.ts";
import { type MemberKey, memberKey } from "../domain/oncall/member.ts";
import { rowsOf, type Tx } from "./database.ts";

/**
 * Active incidents that concern whoever is on call by a schedule, the newest first: assigned to one of these members, or in
 * a channel that pages or tells by it. Private ones are left out: they are for those who are on them.
 */
export const openFor = async (
  tx: Tx,
  workspace: WorkspaceId,
  { schedule, members }: { readonly schedule: ScheduleId; readonly members: readonly MemberKey[] },
): Promise<readonly IncidentId[]> => {
  const key = memberKey({ kind: "schedule", id: schedule });
  const rows = await tx.execute(sql`
    select i.id from incidents i
     where i.workspace_id = ${workspace} and i.status in ${activeStatuses} and not i.private
       and (exists (
             select 1 from assignees a where a.workspace_id = i.workspace_id and a.incident_id = i.id
                and a.assignee = any(${sql.param(members)}::text[]))
         or exists (
             select 1 from (
               select ps.workspace_id, pc.channel_id from policy_schedules ps
                 join policy_channels pc on pc.workspace_id = ps.workspace_id and pc.policy_id = ps.policy_id
                where ps.workspace_id = ${workspace} and ps.schedule_id = ${schedule}
               union select ce.workspace_id, ce.channel_id from channel_escalations ce
                 join escalations e on e.workspace_id = ce.workspace_id and e.id = ce.escalation_id
                where ce.workspace_id = ${workspace} and strpos(e.plan::text, ${key}) > 0
               union select t.workspace_id, t.channel_id from channel_targets t
                where t.workspace_id = ${workspace} and t.member = ${key}
             ) by_it
             join channels c on c.id = by_it.channel_id
             where c.built_in or exists (
               select 1 from incident_channels x where x.workspace_id = i.workspace_id and x.incident_id = i.id
                  and x.channel_id = c.id)))
     order by i.started_at desc, i.id desc limit 50`);
  return rowsOf<{ id: IncidentId }>(rows).map(({ id }) => id);
};
