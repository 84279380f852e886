import { targetNotice as noticeOf } from "../presentation/target-notice.ts";
import { contactsOf } from "../services/person/contacts.ts";
import { judgeTarget } from "../services/target/outcome.ts";
import { inWorkspace } from "./deps.ts";
import { tellDirectly } from "./tell-directly.ts";

/** Tells whose it is that a target is dead, once a verdict; where they cannot be reached, the workspace's owners. */
export const targetNotice = inWorkspace<"target-notice">(async ({ target: id }, { messengers, log }, ctx) => {
  const notice = await judgeTarget(ctx, id);
  if (notice === null) return;
  const message = noticeOf(notice.target, notice);
  const tell = async (person: Parameters<typeof contactsOf>[1]): Promise<boolean> =>
    tellDirectly(ctx, messengers, {
      contacts: await contactsOf(ctx, person),
      message,
      key: `target-notice:${id}:${notice.since.epochMilliseconds}:${notice.verdict}:${person}`,
    });
  if (notice.tell !== undefined && (await tell(notice.tell))) return;
  for (const owner of notice.owners) if (await tell(owner)) return;
  log.warn({ target: id }, "Nobody could be told of a target that fails.");
});
