import {
  askToDeleteEscalation,
  escalationDeleted,
  escalationList,
  escalationSaved,
  escalationShown,
} from "../presentation/escalation.ts";
import {
  createEscalation,
  deleteEscalation,
  type EscalationWanted,
  editEscalation,
} from "../services/escalation/change.ts";
import { listedEscalations } from "../services/escalation/list.ts";
import { hearer } from "./arguments/hearer.ts";
import { channel } from "./arguments/label.ts";
import { flag, number, rest, word } from "./arguments/plain.ts";
import { escalation, steps } from "./arguments/policy.ts";
import { threshold } from "./arguments/threshold.ts";
import { type Alias, type Command, command, named, optional, several, type Values } from "./command.ts";
import { createForm, editForm } from "./escalation-form.ts";

const settings = {
  repeats: named(number("Rounds after the first", 0)),
  last: several(hearer("Who at last")),
  channels: several(channel("For which channels, or all")),
  least: named(threshold("From which severity up, or off")),
};

/** What is not named stays as it is. */
const wantedOf = ({ repeats, last, channels, least }: Values<typeof settings>): EscalationWanted => ({
  ...(repeats === undefined ? {} : { repeats }),
  ...(last.length === 0 ? {} : { lastResort: last }),
  ...(channels.length === 0 ? {} : { channels: channels.map(({ id }) => id) }),
  ...(least === undefined ? {} : { leastRank: least === "off" ? null : least.rank }),
});

/** What a form does not ask for, as it was given. */
const carried = ({ repeats, last, least }: Omit<Values<typeof settings>, "channels">): Record<string, string> => ({
  ...(repeats === undefined ? {} : { repeats: String(repeats) }),
  ...(last.length === 0 ? {} : { last: last.join(",") }),
  ...(least === undefined ? {} : { least: least === "off" ? "off" : least.key }),
});

/** Who is paged, then who, until somebody acknowledges. */
export const escalationCommands: readonly Command[] = [
  command({
    path: "tocsin escalation create",
    summary: "Set up who is paged, and who then",
    permission: "policy.manage",
    answer: "private",
    args: {
      steps: named(steps("Who, for how long, and who then")),
      ...settings,
      name: optional(word("Its name")),
    },
    examples: [
      'tocsin escalation create payments steps:"web 5m, @grace 10m" channels:all',
      'tocsin escalation create steps:"@ada + @bo x2" repeats:2 last:@lin payments',
    ],
    form: {
      when: ({ steps: given, name }) => given === undefined || name === undefined,
      build: (ctx, { name, steps: given, channels, ...args }) =>
        createForm(ctx, { name, steps: given, channels, known: carried(args) }),
    },
    run: async (ctx, { name = "", steps: given = [], ...args }) =>
      escalationSaved(await createEscalation(ctx, { ...wantedOf(args), name, steps: given }), "made"),
  }),
  command({
    path: "tocsin escalation edit",
    summary: "Change an escalation policy",
    permission: "policy.manage",
    answer: "private",
    args: {
      steps: named(steps("Who, for how long, and who then")),
      ...settings,
      name: named(word("Its new name")),
      escalation: escalation("Which one"),
    },
    examples: ['tocsin escalation edit steps:"web 10m, @grace" payments'],
    form: {
      when: ({ escalation: _of, ...given }) =>
        Object.values(given)
          .flat()
          .every((one) => one === undefined),
      build: (ctx, { escalation: of }) => editForm(ctx, of),
    },
    run: async (ctx, { escalation: { escalation: of }, name, steps: given, ...args }) =>
      escalationSaved(
        await editEscalation(ctx, of.id, {
          ...wantedOf(args),
          ...(name === undefined ? {} : { name }),
          ...(given === undefined ? {} : { steps: given }),
        }),
        "changed",
      ),
  }),
  command({
    path: "tocsin escalation show",
    summary: "Show one step by step",
    permission: "policy.view",
    answer: "private",
    args: { escalation: escalation("Which one") },
    run: async (_ctx, args) => escalationShown(args.escalation),
  }),
  command({
    path: "tocsin escalation list",
    summary: "Show the escalation policies",
    permission: "policy.view",
    answer: "private",
    args: { search: optional(rest("A part of the name")) },
    run: async (ctx, { search = "" }) => escalationList(await listedEscalations(ctx, search), search),
  }),
  command({
    path: "tocsin escalation delete",
    summary: "Delete an escalation policy",
    permission: "policy.manage",
    answer: "private",
    args: { yes: flag("Do not ask"), escalation: escalation("Which one") },
    run: async (ctx, { yes, escalation: of }) =>
      yes ? escalationDeleted((await deleteEscalation(ctx, of.escalation.id)).name) : askToDeleteEscalation(of),
  }),
];

export const escalationAliases: readonly Alias[] = [{ from: "tocsin escalations", to: "tocsin escalation list" }];
