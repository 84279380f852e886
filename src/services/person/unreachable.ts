import type { PersonId, WorkspaceId } from "../../domain/ids.ts";
import { type Means, type Unreachable, unreachableOf } from "../../domain/notify/readiness.ts";
import { platformNames } from "../../domain/place.ts";
import { DeliveryError } from "../../domain/refusal.ts";
import type { Tx } from "../../store/database.ts";
import { testsOf } from "../../store/person-settings.ts";
import { loadReach } from "../../store/reach.ts";
import type { ChatCtx } from "../ctx.ts";

/** What can be sent to from here now. A platform that is only just starting counts as there. */
export const meansOf =
  ({ messengers, outside }: Pick<ChatCtx, "messengers" | "outside">): Means =>
  (contact) => {
    if (contact.kind === "target") return null;
    if (contact.kind === "email") return outside.outbox.problem("email");
    try {
      if (messengers.for(contact) !== undefined) return null;
    } catch (error) {
      if (error instanceof DeliveryError) return null;
      throw error;
    }
    return `I am not connected to that ${platformNames[contact.platform]} any more.`;
  };

/** Those of some people whom a page would not reach, by name; each once. */
export const unreachable = async (
  tx: Tx,
  workspace: WorkspaceId,
  people: readonly PersonId[],
  means: Means,
): Promise<readonly Unreachable[]> => {
  const reaches = new Map([...(await loadReach(tx, workspace, people)).values()].map((one) => [one.person, one]));
  const tests = await testsOf(tx, workspace, [...reaches.keys()]);
  return [...reaches.values()]
    .flatMap((reach) => unreachableOf(reach, tests, means) ?? [])
    .toSorted((a, b) => a.name.localeCompare(b.name, "en"));
};
