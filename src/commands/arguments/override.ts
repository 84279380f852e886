import type { ListedOverride } from "../../domain/oncall/override-view.ts";
import { digitsOf, overrideOption } from "../../presentation/oncall-override.ts";
import { listOverrides, overrideCalled } from "../../services/oncall/override/list.ts";
import { type Argument, argument } from "../command.ts";

/** An override in force or to come, by the end of its id. */
export const override = (description: string): Argument<ListedOverride> =>
  argument(
    {
      name: "override",
      expects: "the digits of an override; `/oncall override list` shows them",
      read: overrideCalled,
      complete: async (ctx, typed) => {
        const { overrides, names } = await listOverrides(ctx);
        return overrides
          .map((one) => ({ label: overrideOption(one, names, ctx.zone), value: digitsOf(one.override.id) }))
          .filter(({ label }) => label.toLowerCase().includes(typed.toLowerCase()));
      },
    },
    description,
  );
