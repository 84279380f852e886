import { readSteps, type TypedStep } from "../../domain/notify/escalation-text.ts";
import type { Step } from "../../domain/notify/plan.ts";
import type { EscalationView } from "../../domain/notify/policy-view.ts";
import { escalationCalled, listedEscalations } from "../../services/escalation/list.ts";
import { type Argument, argument } from "../command.ts";
import type { CommandCtx } from "../context.ts";
import { readHearers } from "./hearer.ts";

/** An escalation policy by its key or name. */
export const escalation = (description: string): Argument<EscalationView> =>
  argument(
    {
      name: "escalation",
      expects: "an escalation policy; `/tocsin escalation list` shows them",
      read: escalationCalled,
      complete: async (ctx, typed) =>
        (await listedEscalations(ctx, typed))
          .slice(0, 25)
          .map(({ escalation: { key, name } }) => ({ label: name, value: key })),
    },
    description,
  );

/** The steps of an escalation policy: `"web 5m, @grace + @lin 10m x2"`. */
export const steps = (description: string): Argument<readonly Step[]> =>
  argument(
    {
      name: "steps",
      expects: 'who is called and for how long, such as `"web 5m, @grace + @lin 10m"`',
      commas: true,
      read: async (ctx, text) => {
        const read: Step[] = [];
        for (const typed of readSteps(text)) read.push(await stepOf(ctx, typed));
        return read;
      },
    },
    description,
  );

const stepOf = async (ctx: CommandCtx, { who, wait, need }: TypedStep): Promise<Step> => ({
  targets: (await readHearers(ctx, who.replaceAll(/\s*\+\s*/gu, ", "))) ?? [],
  wait,
  need,
});
