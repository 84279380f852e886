import type { AwayChanged, AwayEffect, AwayList, AwayView } from "../domain/oncall/away-view.ts";
import { personKey } from "../domain/oncall/member.ts";
import type { MemberNames } from "../domain/oncall/schedule-view.ts";
import type { Block, Message } from "./message.ts";
import { namingOf } from "./oncall-members.ts";
import { spanWords, spellWords } from "./oncall-now.ts";
import { digitsOf } from "./oncall-override.ts";
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

/** Somebody is away: who covers, and what nobody does. `isOwn` where they say it of themselves. */
export const awayAdded = (changed: AwayChanged, isOwn: boolean): Message => {
  const { away, effects, names } = changed;
  const who: Words = isOwn ? "You are" : [namingOf(names)(personKey(away.of)), " is"];
  return also(
    answer(who, " away ", spanWords(away.start, away.end), reasonWords(away), "."),
    ...(effects.length === 0
      ? [paragraph(isOwn ? "You are not on call in that time." : "They are not on call in that time.")]
      : effects.flatMap((one) => effectBlocks(one, names, isOwn))),
    controls(
      button("Not away after all", `oncall away delete ${away.id}`),
      button("Absences", isOwn ? "oncall away list" : `oncall away list ${away.of}`),
    ),
  );
};

export const awayDeleted = ({ away, effects, names }: AwayChanged, isOwn: boolean): Message =>
  also(
    answer(
      isOwn ? "You are" : [namingOf(names)(personKey(away.of)), " is"],
      " not away any more ",
      spanWords(away.start, away.end),
      ".",
    ),
    ...effects
      .filter(({ held }) => held.length > 0)
      .map(({ record, held }) =>
        paragraph(
          bold(record.name),
          `: ${isOwn ? "you are" : "they are"} on call `,
          held.slice(0, mostShown).map(({ start, end }, i): Words => [i === 0 ? "" : ", ", spanWords(start, end)]),
          ".",
        ),
      ),
  );

/** Who is on call instead, and what nobody covers. */
export const effectBlocks = (
  { record, stretches, held }: AwayEffect,
  names: MemberNames,
  isOwn: boolean,
): readonly Block[] => [
  ...(stretches.length === 0
    ? []
    : [
        paragraph(bold(record.name), ", on call instead:"),
        bullets(stretches.slice(0, mostShown).map((one) => spellWords(one, names))),
      ]),
  ...(stretches.some(({ people }) => people.length === 0)
    ? [paragraph(bold("Mind: "), "nobody covers a part of it. Ask somebody with ", code("/oncall cover"), ".")]
    : []),
  ...held
    .slice(0, mostShown)
    .map(({ start, end }) =>
      paragraph(
        bold("Mind: "),
        `an override puts ${isOwn ? "you" : "them"} on call all the same, `,
        bold(record.name),
        ", ",
        spanWords(start, end),
        ".",
      ),
    ),
];

const reasonWords = ({ note: why }: Pick<AwayView, "note">): string => (why === "" ? "" : ` (${why})`);

export const awayList = ({ away, more, names }: AwayList, whose: "mine" | "all" | "theirs"): Message => {
  if (away.length === 0) {
    return answer(
      { mine: "You are", all: "Nobody is", theirs: "They are" }[whose],
      whose === "all" ? " away, now or to come. " : " not away, now or to come. ",
      code("/oncall away add to:2026-12-27"),
    );
  }
  return {
    summary: counted(away.length + more, "absence"),
    blocks: [
      heading(whose === "mine" ? "When you are away" : "Who is away"),
      ...away.map(
        (one): Block => ({
          kind: "paragraph",
          content: words(
            whose === "mine" ? "" : [namingOf(names)(personKey(one.of)), ": "],
            spanWords(one.start, one.end),
            reasonWords(one),
            newline,
            one.calendar === undefined ? code(digitsOf(one.id)) : "from a calendar",
          ),
          ...(one.calendar === undefined
            ? { control: button("Delete", `oncall away delete ${one.id}`, { style: "danger", confirm }) }
            : {}),
        }),
      ),
      ...(more === 0 ? [] : [note(`${counted(more, "more absence")}.`)]),
    ],
  };
};

const confirm = "Not away after all, from now on?";

/** One line of a choice, on the reader's clock. */
export const awayOption = (one: AwayView, names: MemberNames, zone: string): string => {
  const at = (instant: number) =>
    Temporal.Instant.fromEpochMilliseconds(instant)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: "minute" })
      .replace("T", " ");
  const who = plain(words(namingOf(names)(personKey(one.of))));
  return `${who} ${at(one.start)} – ${at(one.end)}${reasonWords(one)}`.slice(0, 75);
};
