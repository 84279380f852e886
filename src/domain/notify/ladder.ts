import type { Severity } from "../incident/severity.ts";
import { contactKey } from "./contact.ts";
import { orderOf, planOf, type Urgency } from "./personal-rules.ts";
import { heldUntil } from "./quiet-hours.ts";
import type { Reach } from "./reach.ts";
import { quietReasons, type Recipient } from "./recipients.ts";

/** One message of a recipient's: by which contact, and when. */
export interface Rung {
  /** Absent where nobody can be reached at all. */
  readonly contact?: string;
  readonly rung: number;
  readonly dueAt: Temporal.Instant;
}

/** How pressing a message is for its reader. */
export const urgencyOf = ({ isPage }: Pick<Recipient, "isPage">, severity: Pick<Severity, "urgent"> | null): Urgency =>
  isPage ? (severity?.urgent === true ? "urgent" : "page") : "notice";

/**
 * The messages one recipient is sent, in order: a page by their own rules, anything else by their first contact, after
 * their quiet hours. Nothing where they have no contact.
 */
export const ladderOf = (
  recipient: Pick<Recipient, "isPage" | "causes">,
  reach: Reach,
  { severity, at }: { readonly severity: Pick<Severity, "urgent"> | null; readonly at: Temporal.Instant },
): readonly Rung[] => {
  const urgency = urgencyOf(recipient, severity);
  const from = heldUntil({ urgency, reasons: quietReasons(recipient.causes) }, reach.quiet, at) ?? at;
  return planOf(reach.rules, reach.contacts, urgency).map(({ contact, after }, rung) => ({
    contact: contactKey(contact),
    rung,
    dueAt: from.add({ seconds: after }),
  }));
};

/** The contact to try when those named have failed; undefined where none is left. */
export const nextContact = (
  recipient: Pick<Recipient, "isPage">,
  reach: Reach,
  { severity, tried }: { readonly severity: Pick<Severity, "urgent"> | null; readonly tried: readonly string[] },
): string | undefined =>
  orderOf(reach.rules, reach.contacts, urgencyOf(recipient, severity))
    .map(contactKey)
    .find((key) => !tried.includes(key));
