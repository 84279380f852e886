import { and, desc, eq, ilike, lt, or, type SQL, sql } from "drizzle-orm";
import type { Actor } from "../domain/actor.ts";
import type { ChannelId, IncidentId, PersonId, PolicyId, WorkspaceId } from "../domain/ids.ts";
import type { Delivery } from "../domain/notify/delivery.ts";
import type { Tx } from "./database.ts";
import { toDelivery } from "./deliveries.ts";
import { likeWords } from "./like.ts";
import { incidents } from "./schema/incident.ts";
import { deliveries } from "./schema/notify.ts";
import { targets } from "./schema/target.ts";
import { visibleTo } from "./visibility.ts";

/** What of the log is sought. */
export interface Sought {
  readonly incident?: IncidentId;
  readonly person?: PersonId;
  readonly policy?: PolicyId;
  readonly channel?: ChannelId;
  /** Words of the incident's title, of a policy's name, of a recipient's contact, or of why it failed. */
  readonly words?: string;
  /** What the words may mean besides: the kind of news, or the rule. */
  readonly meaning?: readonly string[];
  /** Pages only. */
  readonly pages?: boolean;
  readonly since?: Temporal.Instant;
  readonly before?: Temporal.Instant;
  readonly limit: number;
}

/** What was sent, the newest first; of incidents the actor may not see nothing is told. */
export const listDeliveries = async (
  tx: Tx,
  workspace: WorkspaceId,
  actor: Actor,
  sought: Sought,
): Promise<
  readonly {
    readonly delivery: Delivery;
    readonly incident?: { readonly number: number; readonly title: string };
  }[]
> => {
  const rows = await tx
    .select({ row: deliveries, number: incidents.number, title: incidents.title })
    .from(deliveries)
    .leftJoin(incidents, and(eq(incidents.id, deliveries.incidentId), visibleTo(actor)))
    .where(
      and(
        eq(deliveries.workspaceId, workspace),
        or(sql`${deliveries.incidentId} is null`, sql`${incidents.id} is not null`),
        sought.incident === undefined ? undefined : eq(deliveries.incidentId, sought.incident),
        sought.person === undefined ? undefined : eq(deliveries.personId, sought.person),
        sought.pages === true ? eq(deliveries.isPage, true) : undefined,
        sought.before === undefined ? undefined : lt(deliveries.createdAt, sought.before),
        sought.since === undefined ? undefined : sql`${deliveries.createdAt} >= ${sought.since.toString()}`,
        sought.policy === undefined ? undefined : causesHold({ policy: sought.policy }),
        sought.channel === undefined ? undefined : ofChannel(sought.channel),
        wordsIn(sought),
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(sought.limit);
  return rows.map(({ row, number, title }) => ({
    delivery: toDelivery(row),
    ...(number === null || title === null ? {} : { incident: { number, title } }),
  }));
};

const causesHold = (part: Readonly<Record<string, string>>): SQL =>
  sql`${deliveries.causes} @> ${JSON.stringify([part])}::jsonb`;

/** Of its incidents, or by itself: a daily summary. Every incident is in the built-in one. */
const ofChannel = (channel: ChannelId): SQL | undefined =>
  or(
    causesHold({ channel }),
    sql`exists (select 1 from incident_channels ic where ic.workspace_id = ${deliveries.workspaceId}
                   and ic.incident_id = ${deliveries.incidentId} and ic.channel_id = ${channel})`,
    sql`${deliveries.incidentId} is not null and exists (select 1 from channels c
         where c.workspace_id = ${deliveries.workspaceId} and c.id = ${channel} and c.built_in)`,
  );

const wordsIn = ({ words = "", meaning = [] }: Sought): SQL | undefined => {
  if (words.trim() === "") return undefined;
  const like = likeWords(words);
  return or(
    ilike(incidents.title, like),
    ilike(deliveries.contact, like),
    ilike(deliveries.why, like),
    ilike(deliveries.about, like),
    sql`exists (select 1 from jsonb_array_elements(${deliveries.causes}) as c (cause)
                 where cause ->> 'name' ilike ${like}
                    or array[cause ->> 'type', cause ->> 'rule', cause ->> 'kind'] && ${textArray(meaning)})`,
    sql`exists (select 1 from ${targets} t where t.workspace_id = ${deliveries.workspaceId}
                   and 'target:' || t.id = ${deliveries.contact} and (t.name ilike ${like} or t.key ilike ${like}))`,
  );
};

const textArray = (words: readonly string[]): SQL =>
  sql`array[${sql.join(
    words.map((one) => sql`${one}`),
    sql`, `,
  )}]::text[]`;
