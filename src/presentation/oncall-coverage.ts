import type { Load } from "../domain/oncall/coverage.ts";
import type { CoverageView, ListedGap, MemberNames } from "../domain/oncall/schedule-view.ts";
import type { Block, Message } from "./message.ts";
import { membersListed, namingOf } from "./oncall-members.ts";
import { noSchedules, spanWords } from "./oncall-now.ts";
import { counted } from "./oncall-words.ts";
import { also, answer, bold, bullets, button, code, heading, lasting, newline, note, paragraph, words } from "./say.ts";

const mostGaps = 10;

/** When nobody is on call, who could not be reached, and how the load is shared. */
export const coverageShown = (views: readonly CoverageView[]): Message => {
  const [first] = views;
  if (first === undefined) return noSchedules();
  if (views.length === 1) return { summary: summaryOf(first), blocks: [heading(first.record.name), ...details(first)] };
  const open = views.filter(({ gaps }) => gaps.some(({ muted }) => !muted));
  return {
    summary: `${counted(open.length, "schedule")} with gaps in the next ${counted(first.days, "day")}`,
    blocks: [
      ...views.slice(0, 20).map(
        (view): Block => ({
          kind: "paragraph",
          content: words(bold(view.record.name), ": ", summaryOf(view), ...unreachable(view)),
          control: button("Show", `oncall gaps ${view.record.key}`),
        }),
      ),
      ...(views.length > 20 ? [note("The first 20. Name one, as in ", code("/oncall gaps web"))] : []),
    ],
  };
};

const summaryOf = ({ gaps, days }: CoverageView): string => {
  const open = gaps.filter(({ muted }) => !muted);
  const period = `the next ${counted(days, "day")}`;
  if (open.length === 0)
    return `Somebody is on call all of ${period}${gaps.length === 0 ? "." : ", but for gaps that are meant."}`;
  const hours = open.reduce((sum, { start, end }) => sum + (end - start) / 3_600_000, 0);
  const all = hours >= days * 24 - 0.001 ? "Nobody is on call at all in" : `Nobody is on call ${hoursText(hours)} of`;
  return `${all} ${period}${open.length === 1 ? "" : `, in ${counted(open.length, "gap")}`}.`;
};

const details = (view: CoverageView): readonly Block[] => [
  paragraph(summaryOf(view)),
  ...view.gaps.slice(0, mostGaps).map((gap) => gapRow(gap, view.record.key)),
  ...(view.gaps.length > mostGaps ? [note(`And ${view.gaps.length - mostGaps} more.`)] : []),
  ...(view.unreachable.length === 0 ? [] : [paragraph(...unreachable(view))]),
  ...(view.loads.length === 0
    ? []
    : [
        paragraph(bold("How the load is shared")),
        bullets(view.loads.map((load) => loadWords(load, view.names))),
        note(`In the next ${counted(view.days, "day")}; nights are 22:00 to 06:00.`),
      ]),
];

const gapRow = ({ start, end, muted }: ListedGap, key: string): Block => ({
  kind: "paragraph",
  content: words(
    spanWords(start, end),
    " (",
    lasting(Temporal.Duration.from({ milliseconds: end - start })),
    muted ? "), as meant" : ")",
  ),
  ...(muted
    ? {}
    : {
        control: button(
          "That is meant",
          `oncall gaps meant:${Temporal.Instant.fromEpochMilliseconds(start).toString()} ${key}`,
        ),
      }),
});

const unreachable = ({ unreachable: keys, names }: CoverageView) =>
  keys.length === 0
    ? []
    : [
        newline,
        bold("Cannot be reached here: "),
        membersListed(keys, names),
        ". They have no account that Tocsin knows.",
      ];

const loadWords = ({ person, hours, weekendHours, nightHours }: Load, names: MemberNames) => [
  namingOf(names)(person),
  `: ${hoursText(hours)}, ${hoursText(weekendHours)} at weekends, ${hoursText(nightHours)} at night`,
];

const hoursText = (hours: number): string => `${Number(hours.toFixed(1)).toLocaleString("en")} h`;

export const gapMuted = (
  name: string,
  key: string,
  { start, end }: { readonly start: number; readonly end: number },
): Message =>
  also(
    answer(bold(name), ": nobody is warned of the gap ", spanWords(start, end), " any more."),
    note("The others: ", code(`/oncall gaps ${key}`)),
  );
