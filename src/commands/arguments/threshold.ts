import { type Severity, severityCalled, severityLabel } from "../../domain/incident/severity.ts";
import { severitiesOf } from "../../services/severity/list.ts";
import { type Argument, argument } from "../command.ts";

/** From which severity on; "off" (or "none") means never. */
export const threshold = (description: string): Argument<Severity | "off"> =>
  argument(
    {
      name: "severity|off",
      expects: "a severity such as `sev1`, or `off`",
      read: async (ctx, text) =>
        /^(off|none)$/i.test(text.trim()) ? "off" : severityCalled(await severitiesOf(ctx), text),
      complete: async (ctx, typed) =>
        [
          ...(await severitiesOf(ctx)).map((one) => ({ label: severityLabel(one), value: one.key })),
          { label: "off", value: "off" },
        ].filter(({ label, value }) => `${label} ${value}`.toLowerCase().includes(typed.toLowerCase())),
    },
    description,
  );
