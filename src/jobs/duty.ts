import { dutyChanged } from "../presentation/oncall-duty.ts";
import { loadDutyNotice } from "../services/oncall/override/tell.ts";
import { inWorkspace } from "./deps.ts";
import { tellPerson } from "./tell-person.ts";

/** Tells somebody that an act of somebody else changed when they are on call. */
export const duty = inWorkspace<"duty">(async ({ act, person }, deps, ctx) => {
  const due = await loadDutyNotice(ctx, { act, person });
  if (due === null) return;
  const key = `duty:${act}:${person}`;
  const told = { person, message: dutyChanged(due.notice), key, type: "notice" } as const;
  if (!(await tellPerson(ctx, deps, due.contacts, told))) {
    deps.log.info({ person, act }, "Somebody could not be told that their duty was changed.");
  }
});
