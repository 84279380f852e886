import type { Step } from "../domain/notify/plan.ts";
import type { EscalationView } from "../domain/notify/policy-view.ts";
import { counted } from "./incident-words.ts";
import type { Block, Message } from "./message.ts";
import {
  ago,
  also,
  answer,
  bold,
  briefly,
  bullets,
  button,
  code,
  controls,
  listed,
  note,
  paragraph,
  say,
  type Words,
} from "./say.ts";

const waitWords = (seconds: number): string => briefly(Temporal.Duration.from({ seconds }));

const stepWords = ({ names }: EscalationView, { targets, wait, need }: Step): Words => [
  listed(targets.map((key): Words => bold(names.get(key) ?? "somebody who left"))),
  `, ${waitWords(wait)} to answer`,
  need === 1 ? "" : `, until ${need} have acknowledged`,
];

/** What an escalation policy does, step by step. */
export const escalationShown = (view: EscalationView): Message => {
  const { escalation, channels, least, names } = view;
  const { plan, key } = escalation;
  const last = plan.lastResort.map((member): Words => bold(names.get(member) ?? "somebody who left"));
  return {
    summary: `Escalation policy ${escalation.name}`,
    blocks: [
      paragraph(bold(escalation.name), " pages for ", scopeOf(channels, least), ":"),
      bullets([
        ...plan.steps.map((step, i) => [`${i + 1}. `, stepWords(view, step)] as const),
        ...(plan.repeats === 0 ? [] : [`then all of it again, ${counted(plan.repeats, "time")}`]),
        ...(last.length === 0 ? [] : [say`and at last ${listed(last)}`]),
      ]),
      ...emptyTeams(view),
      note(
        `Changed by ${view.updatedBy} `,
        ago(view.updatedAt),
        ". Incidents that it pages for already keep what they began with.",
      ),
      controls(
        button("Try it", `tocsin policy try ${key}`),
        button("Changes", `tocsin audit on:escalation ${escalation.name}`),
        button("Delete", `tocsin escalation delete ${key}`, { style: "danger" }),
      ),
    ],
  };
};

/** Who is named and cannot be called. */
const emptyTeams = ({ empty, names }: EscalationView): readonly Block[] =>
  empty.map((team) => {
    const name = names.get(team);
    if (name === undefined) return note("A team that is deleted is never called. Name somebody else instead.");
    const typed = /\s/u.test(name) ? `"${name}"` : name;
    return note(
      bold(name),
      " has no members and calls nobody. Add some: ",
      code(`/tocsin team add ${typed} @ada`),
      ".",
    );
  });

const scopeOf = (channels: readonly string[], least: string | undefined): Words => {
  const where: Words =
    channels.length === 0 ? "no channel yet" : ["incidents of ", listed(channels.map((key) => `#${key}`))];
  return least === undefined ? where : [where, ` of severity ${least} and worse`];
};

export const escalationSaved = (view: EscalationView, done: "made" | "changed"): Message => {
  const shown = escalationShown(view);
  const hint =
    view.channels.length > 0
      ? []
      : [
          note(
            "It pages for no channel yet: ",
            code(`/tocsin escalation edit ${view.escalation.key} channels:all`),
            " makes it page for every incident.",
          ),
        ];
  return also({ ...shown, blocks: [paragraph(`The escalation policy is ${done}.`), ...shown.blocks] }, ...hint);
};

/** What a deletion would take away. */
export const askToDeleteEscalation = ({ escalation: { key, name }, channels, least }: EscalationView): Message =>
  also(
    answer(
      "Delete ",
      bold(name),
      channels.length === 0 ? "? It pages for no channel." : say`, which pages for ${scopeOf(channels, least)}?`,
      channels.length === 0 ? "" : " Where no other policy pages for them, nobody is paged for new ones.",
    ),
    controls(button("Delete", `tocsin escalation delete --yes ${key}`, { style: "danger" })),
  );

export const escalationDeleted = (name: string): Message =>
  answer(bold(name), " is deleted. Incidents that it pages for already are paged to the end.");

export const escalationList = (views: readonly EscalationView[], words: string): Message => {
  if (views.length === 0) {
    return words === ""
      ? answer(
          "There is no escalation policy yet: nobody is paged. Make one with ",
          code('/tocsin escalation create payments steps:"@ada 5m, @grace" channels:all'),
          ".",
        )
      : answer(`No escalation policy is called "${words}".`);
  }
  return {
    summary: counted(views.length, "escalation policy", "escalation policies"),
    blocks: [
      bullets(
        views.map((view): Words => {
          const { escalation, channels, least } = view;
          const first = escalation.plan.steps[0];
          return [
            bold(escalation.name),
            escalation.key === escalation.name ? "" : ` (${escalation.key})`,
            " · ",
            counted(escalation.plan.steps.length, "step"),
            first === undefined ? "" : say`, first ${stepWords(view, first)}`,
            " · ",
            scopeOf(channels, least),
          ];
        }),
      ),
    ],
  };
};
