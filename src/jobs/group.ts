import { groupRefused } from "../presentation/oncall-group.ts";
import { loadFollowing } from "../services/oncall/ping/group.ts";
import { inWorkspace } from "./deps.ts";
import { isFinal } from "./gone.ts";
import { tellHearer } from "./tell-hearer.ts";

/** Puts whoever is on call by a schedule into the groups that follow it; where that is refused, says so once a day. */
export const group = inWorkspace<"group">(async ({ schedule }, deps, ctx) => {
  const following = await loadFollowing(ctx, schedule);
  if (following === null) return;
  const { record, fillings, instead } = following;
  for (const { group: one, accounts } of fillings) {
    try {
      await deps.messengers.for(one)?.groups?.set(one.connection, one.group, accounts);
    } catch (error) {
      if (!isFinal(error)) throw error;
      deps.log.warn({ err: error, schedule }, "A group could not be given whoever is on call.");
      const date = ctx.now().toZonedDateTimeISO("UTC").toPlainDate().toString();
      const message = groupRefused(record, one.name, error.message);
      for (const hearer of instead) {
        const key = `group:${schedule}:${one.connection}/${one.group}:${date}:${hearer.key}`;
        await tellHearer(ctx, deps, hearer, { message, key });
      }
    }
  }
});
