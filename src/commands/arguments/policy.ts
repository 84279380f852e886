import { readSteps, type TypedStep } from "../../domain/notify/escalation-text.ts";
import type { Step } from "../../domain/notify/plan.ts";
import type { NoticeType, PolicyRule } from "../../domain/notify/policy.ts";
import { readRules, readType, typeWords } from "../../domain/notify/policy-text.ts";
import type { EscalationView, PolicyView } from "../../domain/notify/policy-view.ts";
import { escalationCalled, listedEscalations } from "../../services/escalation/list.ts";
import { listedPolicies, policyCalled } from "../../services/policy/list.ts";
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

/** A notification policy by its key or name. */
export const policy = (description: string): Argument<PolicyView> =>
  argument(
    {
      name: "policy",
      expects: "a notification policy; `/tocsin policy list` shows them",
      read: policyCalled,
      complete: async (ctx, typed) =>
        (await listedPolicies(ctx, typed))
          .slice(0, 25)
          .map(({ policy: { key, name } }) => ({ label: name, value: key })),
    },
    description,
  );

/** Kinds of entry a policy is about. */
export const noticeType = (description: string): Argument<readonly NoticeType[]> =>
  argument(
    {
      name: "type",
      expects: `one of ${Object.values(typeWords)
        .map((word) => `\`${word}\``)
        .join(", ")}`,
      read: (_ctx, text) => readType(text),
      complete: async (_ctx, typed) =>
        Object.values(typeWords)
          .filter((word) => word.startsWith(typed.toLowerCase()))
          .map((word) => ({ label: word, value: word })),
    },
    description,
  );

/** Rules with their timing: `"no-assignee 30m every 15m x4, unresolved 4h"`. */
export const policyRules = (description: string): Argument<readonly PolicyRule[]> =>
  argument(
    {
      name: "rules",
      expects: 'rules with their times, such as `"no-assignee 30m every 15m x4"`',
      commas: true,
      read: (_ctx, text) => readRules(text),
    },
    description,
  );

/** An escalation policy, else a notification policy, by its key or name. */
export const either = (description: string): Argument<EscalationView["escalation"] | PolicyView["policy"]> =>
  argument(
    {
      name: "policy",
      expects: "a policy; `/tocsin escalation list` and `/tocsin policy list` show them",
      read: async (ctx, text) =>
        (await escalationCalled(ctx, text))?.escalation ?? (await policyCalled(ctx, text))?.policy,
      complete: async (ctx, typed) => {
        const [calling, telling] = await Promise.all([listedEscalations(ctx, typed), listedPolicies(ctx, typed)]);
        const all = [...calling.map((one) => one.escalation), ...telling.map((one) => one.policy)];
        return all.slice(0, 25).map(({ key, name }) => ({ label: name, value: key }));
      },
    },
    description,
  );
