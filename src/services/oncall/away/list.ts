import type { PersonId } from "../../../domain/ids.ts";
import type { AwayList, AwayView } from "../../../domain/oncall/away-view.ts";
import { personKey } from "../../../domain/oncall/member.ts";
import { permit } from "../../../domain/permission.ts";
import { awayIn } from "../../../store/away.ts";
import type { Tx } from "../../../store/database.ts";
import type { Ctx } from "../../ctx.ts";
import { memberNames } from "../members.ts";

const mostListed = 20;

/** Who is away now or will be: one person, or everybody. */
export const listAway = (ctx: Ctx, person?: PersonId): Promise<AwayList> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const all = await comingAway(ctx, tx, person);
    const away = all.slice(0, mostListed);
    const names = await memberNames(
      tx,
      ctx.workspace,
      away.map(({ of }) => personKey(of)),
    );
    return { away, more: all.length - away.length, names };
  });
};

/** How few of its last digits name an absence. */
const fewestDigits = 4;

/** The absence that a text means: its id, or the end of it. */
export const awayCalled = (ctx: Ctx, text: string): Promise<AwayView | undefined> => {
  permit(ctx.actor, "schedule.view");
  const sought = text.trim().toLowerCase();
  if (!new RegExp(`^[0-9a-f-]{${fewestDigits},36}$`).test(sought)) return Promise.resolve(undefined);
  return ctx.read(async (tx) => {
    const [found, other] = (await comingAway(ctx, tx)).filter(({ id }) => id.endsWith(sought));
    return other === undefined ? found : undefined;
  });
};

const comingAway = async (ctx: Ctx, tx: Tx, person?: PersonId): Promise<readonly AwayView[]> => {
  const found = await awayIn(tx, ctx.workspace, {
    from: ctx.now(),
    ...(person === undefined ? {} : { of: [person] }),
  });
  return found.map(({ id, of, start, end, note, calendar }) => ({
    id,
    of,
    start,
    end,
    note,
    ...(calendar === undefined ? {} : { calendar }),
  }));
};
