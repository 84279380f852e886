import type { ActKind } from "../domain/oncall/act.ts";
import type {
  ListedOverride,
  OverrideList,
  OverrideRefused,
  OverridesChanged,
} from "../domain/oncall/override-view.ts";
import type { MemberNames } from "../domain/oncall/schedule-view.ts";
import type { Block, Message } from "./message.ts";
import { membersListed, namingOf } from "./oncall-members.ts";
import { spanWords, spellWords } from "./oncall-now.ts";
import { overrideWithoutEffect } from "./oncall-refused.ts";
import { overrideWords, whoWords } from "./oncall-schedule.ts";
import { counted } from "./oncall-words.ts";
import {
  also,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  heading,
  newline,
  note,
  paragraph,
  plain,
  type Words,
  words,
} from "./say.ts";

const mostShown = 6;

/** What was done, who is on call then, and what may have been overlooked. */
export const overridesChanged = (view: OverridesChanged, fact: Words = deedWords(view)): Message =>
  also(
    answer(bold(view.record.name), ": ", fact),
    ...thenBlocks(view),
    ...warningBlocks(view),
    controls(
      ...(undoable(view.act.kind) ? [button("Undo", `oncall undo ${view.act.id}`)] : []),
      button("Show the schedule", `oncall schedule show ${view.record.key}`),
    ),
  );

const undoable = (kind: ActKind): boolean => kind !== "undo" && kind !== "swap" && kind !== "cover";

const deedWords = ({ act, added, ended, names }: OverridesChanged): Words => {
  switch (act.kind) {
    case "remove":
      return "the override is deleted. What it did until now stays.";
    case "undo":
      return "what you did is taken back from now on.";
    default:
      return added.length === 1 && added[0] !== undefined
        ? [overrideWords(added[0], names), "."]
        : `${counted(added.length, "override")} made${ended.length === 0 ? "" : `, ${ended.length} ended`}.`;
  }
};

const thenBlocks = ({ stretches, names }: OverridesChanged): readonly Block[] =>
  stretches.length === 0
    ? []
    : [
        paragraph(bold("On call then")),
        bullets(stretches.slice(0, mostShown).map((one) => spellWords(one, names))),
        ...(stretches.length > mostShown ? [note(`The first ${mostShown} of ${stretches.length} shifts.`)] : []),
      ];

const warningBlocks = ({ stretches, awayButOn, names }: OverridesChanged): readonly Block[] => {
  const gaps = stretches.filter(({ people }) => people.length === 0);
  return [
    ...(awayButOn.length === 0
      ? []
      : [
          paragraph(
            bold("Mind: "),
            membersListed(awayButOn, names),
            awayButOn.length === 1 ? " is" : " are",
            " away in a part of that time. The override holds all the same.",
          ),
        ]),
    ...(gaps.length === 0
      ? []
      : [
          paragraph(
            bold("Mind: "),
            "nobody is on call ",
            gaps.slice(0, mostShown).map(({ start, end }, i): Words => [i === 0 ? "" : ", ", spanWords(start, end)]),
            ".",
          ),
        ]),
  ];
};

/** Why nothing was done, as a sentence that marks what to type. */
export const overrideRefused = ({ names, ...refused }: OverrideRefused): string =>
  words(overrideWithoutEffect(refused, namingOf(names)))
    .map((part) => (part.kind === "code" ? `\`${part.text}\`` : plain([part])))
    .join("");

/** Overrides in force and to come. */
export const overrideList = ({ overrides, more, names }: OverrideList): Message => {
  if (overrides.length === 0) {
    return answer("No override is in force or to come. Make one with ", code("/oncall override add"), ".");
  }
  return {
    summary: counted(overrides.length + more, "override"),
    blocks: [
      heading("Overrides"),
      ...overrides.map(
        ({ record, override }): Block => ({
          kind: "paragraph",
          content: words(
            bold(record.name),
            ": ",
            overrideWords(override, names),
            newline,
            code(digitsOf(override.id)),
            override.swap === undefined ? "" : " by a swap",
          ),
          ...(override.swap === undefined
            ? { control: button("Delete", `oncall override delete ${override.id}`, { style: "danger", confirm }) }
            : {}),
        }),
      ),
      note(
        more === 0 ? "" : `${counted(more, "more override")}: name a schedule. `,
        "Change one by its digits: ",
        code(`/oncall override edit ${digitsOf(overrides[0]?.override.id ?? "")} to:18:00`),
      ),
    ],
  };
};

/** One line of a choice, on the reader's clock: "web 06 Jan 10:00 – 18:00: Bo for Ada". */
export const overrideOption = ({ record, override }: ListedOverride, names: MemberNames, zone: string): string => {
  const at = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" })
      .replace("T", " ");
  const who = plain(words(whoWords(override, names)));
  return `${record.key} ${at(override.start)} – ${at(override.end)}: ${who}`.slice(0, 75);
};

const confirm = "Take this override back from now on?";

/** What people type of an override: the end of its id. */
export const digitsOf = (id: string): string => id.slice(-6);
