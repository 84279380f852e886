import { executionLog } from "../presentation/execution-log.ts";
import { askToDeletePolicy, policyDeleted, policyList, policySaved, policyShown } from "../presentation/policy.ts";
import { rehearsalShown } from "../presentation/rehearsal.ts";
import { readLog } from "../services/notify/log.ts";
import { meansOf } from "../services/person/unreachable.ts";
import { createPolicy, deletePolicy, editPolicy, type PolicyWanted } from "../services/policy/change.ts";
import { listedPolicies } from "../services/policy/list.ts";
import { tryEscalation, tryPolicy } from "../services/policy/try.ts";
import { channel } from "./arguments/label.ts";
import { edge, moment } from "./arguments/moment.ts";
import { person } from "./arguments/person.ts";
import { flag, onOff, rest, word } from "./arguments/plain.ts";
import { either, noticeType, policy, policyRules } from "./arguments/policy.ts";
import { schedule } from "./arguments/schedule.ts";
import { severity } from "./arguments/severity.ts";
import { type Alias, type Command, command, named, optional, several, trailing, type Values } from "./command.ts";

const settings = {
  types: several(noticeType("Such as new, changed or comments")),
  rules: named(policyRules("What it reminds of, or off")),
  schedules: several(schedule("Who is on call there is told")),
  channels: several(channel("For which channels, or all")),
  hold: named(onOff("Wait while nobody is on call")),
};

/** What is not named stays as it is. */
const wantedOf = ({ types, rules, schedules, channels, hold }: Values<typeof settings>): PolicyWanted => ({
  ...(types.length === 0 ? {} : { types: [...new Set(types.flat())] }),
  ...(rules === undefined ? {} : { rules }),
  ...(schedules.length === 0 ? {} : { schedules: schedules.map(({ id }) => id) }),
  ...(channels.length === 0 ? {} : { channels: channels.map(({ id }) => id) }),
  ...(hold === undefined ? {} : { hold }),
});

/** A page of the log. */
const logged = 20;

/** Which kinds of entry, and which conditions, reach whoever is on call. */
export const policyCommands: readonly Command[] = [
  command({
    path: "tocsin policy create",
    summary: "Set up what whoever is on call is told",
    permission: "policy.manage",
    answer: "private",
    args: { ...settings, name: word("Its name") },
    examples: [
      "tocsin policy create types:new,comments schedules:web channels:all web-news",
      'tocsin policy create rules:"no-assignee 30m every 15m x4, unresolved 4h" schedules:web nags',
    ],
    run: async (ctx, { name, ...args }) => policySaved(await createPolicy(ctx, { ...wantedOf(args), name }), "made"),
  }),
  command({
    path: "tocsin policy edit",
    summary: "Change a notification policy",
    permission: "policy.manage",
    answer: "private",
    args: { ...settings, name: named(word("Its new name")), policy: policy("Which one") },
    run: async (ctx, { policy: { policy: of }, name, ...args }) =>
      policySaved(
        await editPolicy(ctx, of.id, { ...wantedOf(args), ...(name === undefined ? {} : { name }) }),
        "changed",
      ),
  }),
  command({
    path: "tocsin policy show",
    summary: "Show one",
    permission: "policy.view",
    answer: "private",
    args: { policy: policy("Which one") },
    run: async (_ctx, args) => policyShown(args.policy),
  }),
  command({
    path: "tocsin policy list",
    summary: "Show the notification policies",
    permission: "policy.view",
    answer: "private",
    args: { search: optional(rest("A part of the name")) },
    run: async (ctx, { search = "" }) => policyList(await listedPolicies(ctx, search), search),
  }),
  command({
    path: "tocsin policy delete",
    summary: "Delete a notification policy",
    permission: "policy.manage",
    answer: "private",
    args: { yes: flag("Do not ask"), policy: policy("Which one") },
    run: async (ctx, { yes, policy: of }) =>
      yes ? policyDeleted((await deletePolicy(ctx, of.policy.id)).name) : askToDeletePolicy(of),
  }),
  command({
    path: "tocsin policy try",
    summary: "Show whom a policy would tell, without telling",
    permission: "policy.view",
    answer: "private",
    args: {
      policy: either("Which policy"),
      severity: optional(severity("Of which severity")),
      at: optional(trailing(moment("Opening when", "future"))),
    },
    examples: ["tocsin policy try payments", "tocsin policy try payments sev1 sunday 03:00"],
    run: async (ctx, args) => {
      const asked = {
        at: args.at ?? ctx.now(),
        means: meansOf(ctx),
        ...(args.severity === undefined ? {} : { severity: args.severity.severity }),
      };
      return rehearsalShown(
        "plan" in args.policy ? await tryEscalation(ctx, args.policy, asked) : await tryPolicy(ctx, args.policy, asked),
      );
    },
  }),
  command({
    path: "tocsin policy log",
    summary: "Show what was sent to whom, and why",
    permission: "incident.view",
    answer: "private",
    args: {
      from: named(edge("Not before", "from")),
      to: named(edge("Not after", "to")),
      channel: named(channel("Of which channel")),
      person: named(person("To whom")),
      policy: optional(policy("Of which policy")),
      search: optional(rest("Words to look for")),
    },
    examples: ["tocsin policy log web-news", "tocsin policy log from:yesterday person:@ada"],
    run: async (ctx, args) => {
      const lines = await readLog(ctx, {
        limit: logged + 1,
        ...(args.policy === undefined ? {} : { policy: args.policy.policy.id }),
        ...(args.channel === undefined ? {} : { channel: args.channel.id }),
        ...(args.person === undefined ? {} : { person: args.person.id }),
        ...(args.search === undefined ? {} : { words: args.search }),
        ...(args.from === undefined ? {} : { since: args.from }),
        ...(args.to === undefined ? {} : { before: args.to }),
      });
      return executionLog(lines.slice(0, logged), lines.length > logged);
    },
  }),
];

export const policyAliases: readonly Alias[] = [{ from: "tocsin policies", to: "tocsin policy list" }];
