import { othersThan } from "../../../domain/actor.ts";
import type { PersonId, SwapId } from "../../../domain/ids.ts";
import type { Job } from "../../../domain/job.ts";
import type { NamedContact } from "../../../domain/notify/contact.ts";
import type { SwapNews, SwapRecord } from "../../../domain/oncall/exchange.ts";
import { personOfMember } from "../../../domain/oncall/member.ts";
import type { SwapView } from "../../../domain/oncall/swap-view.ts";
import { permit } from "../../../domain/permission.ts";
import type { Tx } from "../../../store/database.ts";
import { loadReach } from "../../../store/reach.ts";
import { findSchedules } from "../../../store/schedules.ts";
import { findSwap } from "../../../store/swaps.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";

/** Tells the two of a swap, or those it was asked of, what has become of it; nobody of their own act. */
export const tellOfSwap = (
  ctx: Ctx,
  tx: Tx,
  { id }: Pick<SwapRecord, "id">,
  news: SwapNews,
  people: readonly PersonId[],
): Promise<void> =>
  ctx.enqueue(
    tx,
    othersThan(ctx, people).map((person) => swapJob({ swap: id, person, news, at: ctx.now().toString() })),
  );

export const partiesOf = ({ one, other }: Pick<SwapRecord, "one" | "other">): readonly PersonId[] =>
  [one.person, ...(other === undefined ? [] : [other])].flatMap((key) => personOfMember(key) ?? []);

const swapJob = (data: {
  readonly swap: SwapId;
  readonly person: PersonId;
  readonly news: SwapNews;
  readonly at: string;
}): Job => ({
  data: { kind: "swap", ...data },
  key: `swap:${data.swap}:${data.news}:${data.person}:${data.at}`,
});

export interface SwapNotice extends SwapView {
  readonly news: SwapNews;
  readonly contacts: readonly NamedContact[];
}

/** What somebody is told of a swap, and by which contacts; null where a request is answered already. */
export const loadSwapNotice = (
  ctx: Ctx,
  { swap: id, person, news }: { readonly swap: SwapId; readonly person: PersonId; readonly news: SwapNews },
): Promise<SwapNotice | null> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const swap = await findSwap(tx, ctx.workspace, id);
    if (swap === undefined || (news === "requested" && swap.state !== "requested")) return null;
    const [record] = await findSchedules(tx, ctx.workspace, [swap.schedule]);
    const contacts = (await loadReach(tx, ctx.workspace, [person])).get(person)?.contacts;
    if (record === undefined || contacts === undefined) return null;
    return { record, swap, news, contacts, names: await namesOfSwaps(tx, ctx, [swap]) };
  });
};

export const namesOfSwaps = (tx: Tx, { workspace }: Pick<Ctx, "workspace">, swaps: readonly SwapRecord[]) =>
  memberNames(
    tx,
    workspace,
    swaps.flatMap(({ one, other }) => [one.person, ...(other === undefined ? [] : [other])]),
  );
