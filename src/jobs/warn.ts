import { unreachableWarning } from "../presentation/readiness.ts";
import { loadWarning } from "../services/notify/warn.ts";
import { inWorkspace } from "./deps.ts";
import { tellPerson } from "./tell-person.ts";

/** Tells somebody who is on call that pages might not reach them, by whatever works after all. */
export const warn = inWorkspace<"warn">(async ({ person, schedule }, deps, ctx) => {
  const due = await loadWarning(ctx, person, schedule);
  if (due === null) return;
  const key = `warn:${person}:${schedule}:${ctx.now().toZonedDateTimeISO("UTC").toPlainDate().toString()}`;
  const message = unreachableWarning(due.name);
  const reached = await tellPerson(ctx, deps, due.contacts, { person, message, key, type: "notice" });
  if (!reached) deps.log.info({ person, schedule }, "Somebody on call could not be told that nothing reaches them.");
});
