import type { DeliveryId, EntryId, PersonId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import type { Delivery, DeliveryAbout } from "../../domain/notify/delivery.ts";
import { ladderOf, type Rung } from "../../domain/notify/ladder.ts";
import type { Cause, Recipient } from "../../domain/notify/recipients.ts";
import { readMember } from "../../domain/oncall/member.ts";
import type { Tx } from "../../store/database.ts";
import { insertDeliveries, type NewDelivery, peoplePagedFor } from "../../store/deliveries.ts";
import { loadReach } from "../../store/reach.ts";
import { type Ctx, freshId } from "../ctx.ts";
import { deliverJob } from "./jobs.ts";
import type { Reaching } from "./reaching.ts";

/** What recipients hear of, and which occurrence of it. */
export interface Occasion {
  /** The same for the same occurrence, whoever hears of it: no message of it is written down twice. */
  readonly key: string;
  readonly about: DeliveryAbout;
  readonly incident: Pick<Incident, "id" | "severity">;
  readonly entry?: EntryId;
  readonly at: Temporal.Instant;
  /** When it was to be said, where that was earlier: what is sent at once is late then, and says so. */
  readonly since?: Temporal.Instant;
  /** Seconds in which more of the same kind may come: what waits for one reader by then goes out as one message. */
  readonly gathers?: number;
  readonly reaching: Pick<Reaching, "nextStart" | "scheduleName">;
}

/**
 * Writes down what everybody is sent, contact by contact, and queues it. Gives those who are paged and have no contact
 * at all.
 */
export const enlist = async (
  ctx: Ctx,
  tx: Tx,
  occasion: Occasion,
  recipients: readonly Recipient[],
): Promise<readonly PersonId[]> => {
  if (recipients.length === 0) return [];
  const people = recipients.flatMap(({ person }) => (person === undefined ? [] : [person]));
  const reach = await loadReach(tx, ctx.workspace, people);
  const pages = recipients.some(({ isPage }) => isPage);
  const before = pages ? await peoplePagedFor(tx, ctx.workspace, occasion.incident.id) : new Set<PersonId>();
  const unreached: PersonId[] = [];
  const planned = recipients.flatMap((recipient): readonly NewDelivery[] => {
    const { person } = recipient;
    if (person === undefined) return [unpersonal(occasion, recipient)];
    const known = reach.get(person);
    const rungs =
      known === undefined ? [] : ladderOf(recipient, known, { severity: occasion.incident.severity, at: occasion.at });
    if (rungs.length > 0) {
      const first = recipient.isPage && !before.has(person);
      return rungs.map((rung) => ({ ...rowOf(occasion, recipient, rung), isFirst: first && rung.rung === 0 }));
    }
    if (recipient.isPage) unreached.push(person);
    const row = rowOf(occasion, recipient, { rung: 0, dueAt: occasion.at });
    return [{ ...row, state: "failed", why: "They have no way to be reached." }];
  });
  const added = await insertDeliveries(tx, ctx.workspace, planned);
  await ctx.enqueue(
    tx,
    added.filter(({ state }) => state === "waiting").map((one: Delivery) => deliverJob(one)),
  );
  return unreached;
};

/** To a place, an address or a webhook; of a schedule on which nobody is, held or dropped, which the log says. */
const unpersonal = (occasion: Occasion, recipient: Recipient): NewDelivery => {
  const { member, causes } = recipient;
  const row = rowOf(occasion, recipient, { contact: member, rung: 0, dueAt: occasion.at });
  if (readMember(member)?.kind !== "schedule") return row;
  const { contact: _, ...uncalled } = row;
  const holds = causes.some((one) => (one.kind === "policy" || one.kind === "reminder") && one.hold);
  const next = holds ? occasion.reaching.nextStart(member) : undefined;
  if (next !== undefined) return { ...uncalled, dueAt: next };
  return { ...uncalled, state: "dropped", why: `Nobody is on call in ${occasion.reaching.scheduleName(member)}.` };
};

const rowOf = (occasion: Occasion, recipient: Recipient, { contact, rung, dueAt }: Rung): NewDelivery => {
  const { member, person, causes, isPage } = recipient;
  const { at, since = at } = occasion;
  const isAtOnce = Temporal.Instant.compare(dueAt, at) === 0;
  const fence = runOf(causes);
  return {
    id: freshId<DeliveryId>(),
    key: `${occasion.key}:${member}:${rung}`,
    about: isPage ? "page" : occasion.about,
    incident: occasion.incident.id,
    member,
    rung,
    isPage,
    isFirst: false,
    causes,
    dueAt: isAtOnce && Temporal.Instant.compare(since, at) < 0 ? since : dueAt,
    createdAt: at,
    ...(occasion.gathers === undefined ? {} : { nextAt: dueAt.add({ seconds: occasion.gathers }) }),
    ...(contact === undefined ? {} : { contact }),
    ...(occasion.entry === undefined ? {} : { entry: occasion.entry }),
    ...(person === undefined ? {} : { person }),
    ...fence,
  };
};

/** The run a message belongs to falls silent with it. */
const runOf = (causes: readonly Cause[]): Pick<NewDelivery, "run" | "page" | "epoch"> => {
  const cause = causes.find((one) => one.kind === "page" || one.kind === "reminder");
  if (cause === undefined) return {};
  return {
    run: cause.run,
    epoch: cause.epoch,
    ...(cause.kind === "page" && cause.page !== undefined ? { page: cause.page } : {}),
  };
};
