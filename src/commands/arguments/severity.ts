import {
  type Severity,
  severityCalled,
  severityLabel,
  severityNamed,
  understood,
} from "../../domain/incident/severity.ts";
import { severitiesOf } from "../../services/severity/list.ts";
import { type Argument, type ArgumentType, argument } from "../command.ts";

const type: Omit<ArgumentType<never>, "read" | "readNamed" | "absent"> = {
  name: "severity",
  expects: "a severity such as `sev1`",
  complete: async (ctx, typed) =>
    (await severitiesOf(ctx))
      .filter((one) => `${one.key} ${one.name} ${one.aliases.join(" ")}`.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, 25)
      .map((one) => ({ label: severityLabel(one), value: one.key, detail: one.description.slice(0, 75) })),
};

/** A severity and how to say back what was understood: "SEV2 High (P1)". */
export interface SeverityValue {
  readonly severity: Severity;
  readonly understood: string;
}

/**
 * A bare word is a severity only if it is a key or an alias, with or without a colon or comma behind it; given by name
 * (`severity:High`) it may be a name too.
 */
export const severity = (description: string): Argument<SeverityValue> =>
  argument(
    {
      ...type,
      read: async (ctx, text) => {
        const word = text.replace(/[:,]$/u, "");
        return answered(severityNamed(await severitiesOf(ctx), word), word);
      },
      readNamed: async (ctx, text) => answered(severityCalled(await severitiesOf(ctx), text), text),
    },
    description,
  );

/** The same, where "none" empties it. */
export const severityOrNone = (description: string): Argument<SeverityValue | "none"> =>
  argument(
    {
      ...type,
      expects: "a severity such as `sev1`, or `none`",
      read: async (ctx, text) =>
        text.toLowerCase() === "none" ? "none" : answered(severityCalled(await severitiesOf(ctx), text), text),
    },
    description,
  );

const answered = (found: Severity | undefined, typed: string): SeverityValue | undefined =>
  found === undefined ? undefined : { severity: found, understood: understood(found, typed) };
