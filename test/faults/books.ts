import { onServer } from "../support/template.ts";

/** What the rows say was decided, and how it ended. */
export interface Books {
  readonly receipts: number;
  readonly incidents: number;
  readonly openedAt: Date | null;
  readonly acknowledgedAt: Date | null;
  readonly pages: readonly { readonly person: string; readonly at: Date }[];
  readonly deliveries: readonly Booked[];
  /** What was given up, or is still to be done now. */
  readonly jobs: readonly { readonly kind: string; readonly state: string; readonly why: string | null }[];
}

export interface Booked {
  readonly person: string;
  readonly platform: string;
  readonly about: string;
  readonly state: string;
  readonly why: string | null;
  /** How the message that it went out with stands. */
  readonly carried: string | null;
  /** The message's id at its platform. */
  readonly message: string | null;
}

export const readBooks = (url: string): Promise<Books> =>
  onServer(url, async (sql) => {
    const [counts] = await sql<Pick<Books, "receipts" | "incidents" | "openedAt" | "acknowledgedAt">[]>`
      select (select count(*)::int from receipts where state <> 'done') as receipts,
             (select count(*)::int from incidents) as incidents,
             (select min(created_at) from incidents) as "openedAt",
             (select min(at) from acknowledgements) as "acknowledgedAt"`;
    if (counts === undefined) throw new Error("A count is a row.");
    return {
      ...counts,
      pages: await sql<Books["pages"][number][]>`
        select people.name as person, pages.at from pages join people on people.id = pages.person_id`,
      deliveries: await sql<Booked[]>`
        select people.name as person, connections.platform, deliveries.about, deliveries.state,
               deliveries.why, carrier.state as carried, deliveries.message ->> 'message' as message
          from deliveries
          left join deliveries carrier on carrier.id = deliveries.bundled_into
          join people on people.id = deliveries.person_id
          join connections on connections.id::text = split_part(split_part(deliveries.contact, ':', 2), '/', 1)`,
      jobs: await sql<Books["jobs"][number][]>`
        select data ->> 'kind' as kind, state::text, output::text as why from pgboss.job
         where name = 'buried' or (state in ('created', 'retry', 'active') and start_after <= pgboss.job_now())`,
    };
  });
