import type { ReadinessView, Unreachable } from "../domain/notify/readiness.ts";
import { counted } from "./incident-words.ts";
import type { Block, Message } from "./message.ts";
import {
  ago,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  listed,
  note,
  paragraph,
  person,
  type Words,
} from "./say.ts";

/** Whether everybody who can be paged can be reached, and what mends it where not. */
export const readiness = ({ people, unreachable, others, sources }: ReadinessView): Message => {
  if (sources === 0) {
    return answer("Nothing pages yet: there is no schedule, no escalation policy and no channel that tells anybody.");
  }
  if (unreachable.length === 0 && others.length === 0) {
    const all = people === 1 ? "The one person" : `All ${people} people`;
    return answer(bold("Ready."), ` ${all} who can be paged can be reached.`);
  }
  const addresses = counted(others.length, "address", "addresses");
  const count = unreachable.length + others.length;
  return {
    summary: `${count} of those who can be paged cannot be reached`,
    blocks: [
      paragraph(
        bold("Not ready: "),
        unreachable.length === 0
          ? `${people === 1 ? "the one person" : `all ${people} people`} who can be paged can be reached, but ${addresses} cannot.`
          : [
              `of ${counted(people, "person", "people")} who can be paged ${unreachable.length} cannot be reached`,
              others.length === 0 ? "." : `, nor can ${addresses}.`,
            ],
      ),
      bullets([
        ...unreachable.map(
          (one): Words => [troubleWords(one), one.by.length === 0 ? "" : [" Paged by ", listed(one.by), "."]],
        ),
        ...others.map(({ name, why, by }): Words => [bold(name), `: ${why} Paged by `, listed(by), "."]),
      ]),
      note("Ask again once it is mended: ", code("/oncall ready")),
      controls(button("Ask again", "oncall ready")),
    ],
  };
};

/** Who it is, what does not work, and what would. */
const troubleWords = ({ person: id, name, broken }: Unreachable): Words => [
  person(id, name),
  ...(broken.length === 0
    ? [": nothing reaches them. Ask them to type ", code("/tocsin me"), " in Slack or Discord."]
    : [
        ": ",
        broken.map(
          ({ contact, why, failedAt }, i): Words => [
            i === 0 ? "" : " ",
            `${contact.name}: `,
            failedAt === undefined ? "" : ["the last test failed ", ago(failedAt), ". "],
            sentence(why),
          ],
        ),
        " Once that is mended: ",
        code("/tocsin me test"),
        ".",
      ]),
];

const sentence = (text: string): string => `${text.replace(/[.\s]+$/u, "")}.`;

/** For whoever has just put people on call: those of them whom nothing reaches. */
export const unreachableNote = (found: readonly Unreachable[]): readonly Block[] =>
  found.length === 0
    ? []
    : [
        paragraph(bold(found.length === 1 ? "One of them cannot be reached:" : "Some of them cannot be reached:")),
        bullets(found.map(troubleWords)),
        note("Everybody who can be paged: ", code("/oncall ready")),
      ];

/** For somebody who is on call though nothing seemed to reach them. */
export const unreachableWarning = (schedule: string): Message =>
  answer(
    "You are on call by ",
    bold(schedule),
    ", but pages might not reach you. See how you are reached with ",
    code("/tocsin me"),
    " and try it with ",
    code("/tocsin me test"),
    ".",
  );
