import { swapTold } from "../presentation/oncall-swap.ts";
import { loadSwapNotice } from "../services/oncall/swap/tell.ts";
import { inWorkspace } from "./deps.ts";
import { tellPerson } from "./tell-person.ts";

/** Tells somebody what has become of a swap or a cover. */
export const swap = inWorkspace<"swap">(async ({ swap: id, person, news, at }, deps, ctx) => {
  const due = await loadSwapNotice(ctx, { swap: id, person, news });
  if (due === null) return;
  const key = `swap:${id}:${news}:${person}:${at}`;
  const told = { person, message: swapTold(due, due.news, person), key, type: "notice" } as const;
  if (!(await tellPerson(ctx, deps, due.contacts, told))) {
    deps.log.info({ person, swap: id }, "Somebody could not be told of a swap.");
  }
});
