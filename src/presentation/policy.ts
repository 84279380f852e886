import type { PolicyRule } from "../domain/notify/policy.ts";
import { typeWords } from "../domain/notify/policy-text.ts";
import type { PolicyView } from "../domain/notify/policy-view.ts";
import { counted } from "./incident-words.ts";
import type { Message } from "./message.ts";
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
  type Words,
} from "./say.ts";

const spanWords = (seconds: number): string => briefly(Temporal.Duration.from({ seconds }));

/** "no assignee for 30m, then every 15m, 4 times in all". */
const ruleWords = ({ rule, after, every, times, events }: PolicyRule): string => {
  const begins = {
    "no-assignee": `no assignee for ${spanWords(after)}`,
    "process-timeout": `not resolved after ${spanWords(after)}`,
    "open-timeout": `still open after ${spanWords(after)}`,
    "event-storm": `more than ${counted(events?.more ?? 1, "event")}${
      events?.within === undefined ? "" : ` within ${spanWords(events.within)}`
    }`,
  }[rule];
  return every === undefined ? begins : `${begins}, then every ${spanWords(every)}, ${counted(times, "time")} in all`;
};

const aboutWords = ({ policy }: PolicyView): Words =>
  listed([...policy.types.map((type) => typeWords[type]), ...policy.rules.map(ruleWords)]);

const whereWords = ({ channels }: PolicyView): Words =>
  channels.length === 0 ? "no channel yet" : listed(channels.map((key) => `#${key}`));

/** What a notification policy does. */
export const policyShown = (view: PolicyView): Message => {
  const { policy } = view;
  return {
    summary: `Notification policy ${policy.name}`,
    blocks: [
      paragraph(
        bold(policy.name),
        " tells whoever is on call in ",
        listed(view.schedules),
        " of ",
        whereWords(view),
        ":",
      ),
      bullets([...policy.types.map((type) => typeWords[type]), ...policy.rules.map(ruleWords)]),
      note(
        policy.hold
          ? "Where nobody is on call it waits for the next slot. "
          : "Where nobody is on call it is dropped, and the log says so. ",
        `Changed by ${view.updatedBy} `,
        ago(view.updatedAt),
        ".",
      ),
      controls(
        button("Log", `tocsin policy log ${policy.key}`),
        button("Changes", `tocsin audit on:policy ${policy.name}`),
        button("Try it", `tocsin policy try ${policy.key}`),
        button("Delete", `tocsin policy delete ${policy.key}`, { style: "danger" }),
      ),
    ],
  };
};

export const policySaved = (view: PolicyView, done: "made" | "changed"): Message => {
  const shown = policyShown(view);
  const hint =
    view.channels.length > 0
      ? []
      : [
          note(
            "It is for no channel yet: ",
            code(`/tocsin policy edit channels:all ${view.policy.key}`),
            " makes it one for every incident.",
          ),
        ];
  return { ...shown, blocks: [paragraph(`The policy is ${done}.`), ...shown.blocks, ...hint] };
};

/** What a deletion would take away. */
export const askToDeletePolicy = (view: PolicyView): Message =>
  also(
    answer(
      "Delete ",
      bold(view.policy.name),
      "? It tells whoever is on call in ",
      listed(view.schedules),
      " of ",
      whereWords(view),
      ": ",
      aboutWords(view),
      ".",
    ),
    controls(button("Delete", `tocsin policy delete --yes ${view.policy.key}`, { style: "danger" })),
  );

export const policyDeleted = (name: string): Message =>
  answer(bold(name), " is deleted. What it has begun for incidents under way goes on.");

export const policyList = (views: readonly PolicyView[], words: string): Message => {
  if (views.length === 0) {
    return words === ""
      ? answer(
          "There are no notification policies yet. Make one with ",
          code("/tocsin policy create types:new,comments schedules:web channels:all web-news"),
          ".",
        )
      : answer(`No policy is called "${words}".`);
  }
  return {
    summary: counted(views.length, "policy", "policies"),
    blocks: [
      bullets(
        views.map(
          (view): Words => [
            bold(view.policy.name),
            view.policy.key === view.policy.name ? "" : ` (${view.policy.key})`,
            " · ",
            listed(view.schedules),
            " · ",
            whereWords(view),
            " · ",
            aboutWords(view),
          ],
        ),
      ),
    ],
  };
};
