import type { PersonId } from "../../../domain/ids.ts";
import { type MemberKey, memberKey, personKey } from "../../../domain/oncall/member.ts";
import type { MineView } from "../../../domain/oncall/schedule-view.ts";
import { permit } from "../../../domain/permission.ts";
import { awayIn } from "../../../store/away.ts";
import type { Tx } from "../../../store/database.ts";
import { teamsOf } from "../../../store/teams.ts";
import { askerOf } from "../../asker.ts";
import type { Ctx } from "../../ctx.ts";
import { loadSchedules } from "./load.ts";

/** When somebody, or the asker, is on call in the coming days, themselves or with a team. */
export const viewShifts = (
  ctx: Ctx,
  { person = askerOf(ctx), days }: { readonly person?: PersonId; readonly days: number },
): Promise<MineView> => {
  permit(ctx.actor, "schedule.view");
  return ctx.read(async (tx) => {
    const [from, to] = [ctx.now(), ctx.now().add({ hours: days * 24 })];
    const [loaded, own, away] = await Promise.all([
      loadSchedules(tx, ctx.workspace, { from, to }),
      ownKeys(tx, ctx, person),
      awayIn(tx, ctx.workspace, { from, to, of: [person] }),
    ]);
    const shifts = loaded.flatMap(({ record, chronicle }) => {
      const found: { start: number; end: number; schedule: typeof record }[] = [];
      for (const { start, end, people } of chronicle.shifts(from.epochMilliseconds, to.epochMilliseconds)) {
        if (!people.some((one) => own.has(one))) continue;
        const last = found.at(-1);
        if (last?.end === start) last.end = end;
        else found.push({ start, end, schedule: record });
      }
      return found;
    });
    return { shifts: shifts.sort((a, b) => a.start - b.start), away, days };
  });
};

/** The keys by which a schedule may mean a person: their own and their teams'. */
export const ownKeys = async (
  tx: Tx,
  { workspace }: Pick<Ctx, "workspace">,
  person: PersonId,
): Promise<ReadonlySet<string>> => {
  const teams = await teamsOf(tx, workspace, person);
  return new Set<MemberKey>([personKey(person), ...teams.map(({ id }) => memberKey({ kind: "team", id }))]);
};
