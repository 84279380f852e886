import { type Severity, severityCalled, severityLabel, severityNamed } from "../../domain/incident/severity.ts";
import { severitiesOf } from "../../services/severity/list.ts";
import { type Argument, type ArgumentType, argument } from "../command.ts";

const type: Omit<ArgumentType<Severity>, "read"> = {
  name: "severity",
  expects: "a severity such as `sev1`",
  complete: async (ctx, typed) =>
    (await severitiesOf(ctx))
      .filter((one) => `${one.key} ${one.name} ${one.aliases.join(" ")}`.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, 25)
      .map((one) => ({ label: severityLabel(one), value: one.key, detail: one.description.slice(0, 75) })),
};

/** A bare word is a severity only if it is a key or an alias; `severity:High` may also be a name. */
export const severity = (description: string): Argument<Severity> =>
  argument({ ...type, read: async (ctx, text) => severityNamed(await severitiesOf(ctx), text) }, description);

/** A severity that is asked for by name: nothing else could be meant. */
export const severityByName = (description: string): Argument<Severity> =>
  argument({ ...type, read: async (ctx, text) => severityCalled(await severitiesOf(ctx), text) }, description);

/** The same, where "none" empties it. */
export const severityOrNone = (description: string): Argument<Severity | "none"> =>
  argument(
    {
      ...type,
      expects: "a severity such as `sev1`, or `none`",
      read: async (ctx, text) =>
        text.toLowerCase() === "none" ? "none" : severityCalled(await severitiesOf(ctx), text),
    },
    description,
  );
