import type { OnCall } from "../domain/oncall/on-call.ts";
import type { ComingView, MemberNames, MineView, StandingView } from "../domain/oncall/schedule-view.ts";
import type { OpenSpell } from "../domain/oncall/spell.ts";
import type { Block, Message } from "./message.ts";
import { byName, membersListed, namingOf } from "./oncall-members.ts";
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
  lasting,
  listed,
  moment,
  note,
  paragraph,
  plain,
  say,
  type Words,
  words,
} from "./say.ts";

/** No schedule at all: how the first is made. */
export const noSchedules = (): Message =>
  also(
    answer(
      "There is no on-call schedule yet, so nobody is on call. A first one takes a line: ",
      code('/oncall schedule create web every:week people:"@ada @grace"'),
    ),
    controls(button("Create a schedule", "oncall schedule create", { style: "primary" })),
  );

/** Who is on call everywhere, until when, and who is next. */
export const standingShown = (view: StandingView): Message => {
  if (view.standing.length === 0) return noSchedules();
  const lines = view.standing.map((one) => words(bold(one.schedule.name), ": ", standingWords(one, view)));
  return {
    summary: `On call: ${view.standing.map((one) => `${one.schedule.name}: ${plain(words(whoWords(one, view)))}`).join("; ")}`,
    blocks: [
      ...lines.map(
        (content, i): Block => ({
          kind: "paragraph",
          content,
          control: button("Show", `oncall schedule show ${view.standing[i]?.schedule.key ?? ""}`),
        }),
      ),
      ...(view.more === 0
        ? []
        : [note(`${counted(view.more, "more schedule")}: `, code("/oncall schedule list"), " finds them.")]),
    ],
  };
};

/** "Ada until Monday 09:00, then Grace." */
export const standingWords = (one: OnCall, view: Pick<StandingView, "names" | "behind">): Words => [
  whoWords(one, view),
  one.until === undefined ? "" : [" until ", moment(one.until)],
  one.members.length === 0 && one.next !== undefined ? [" until ", moment(one.next.start)] : "",
  thenWords(one, view.names),
  one.absent.length === 0 ? "" : [" Away: ", membersListed(one.absent, view.names), "."],
];

const whoWords = (one: OnCall, { names, behind }: Pick<StandingView, "names" | "behind">): Words => {
  if (one.members.length === 0) {
    if (one.validity === "expired") return "expired, nobody is on call";
    return one.validity === "not yet" ? "not valid yet, nobody is on call" : bold("nobody");
  }
  return [
    listed(
      byName(one.members, names).map((key): Words => {
        const people = key.startsWith("team:") ? (behind.get(key) ?? []) : [];
        const inside = people.map(({ id, name }): Words => ({ kind: "person", person: id, name }));
        return [namingOf(names)(key), inside.length === 0 ? "" : [" (", listed(inside), ")"]];
      }),
    ),
  ];
};

const thenWords = ({ until, next, members }: OnCall, names: MemberNames): Words => {
  if (next === undefined) return ".";
  const who = membersListed(next.members, names);
  if (until === undefined || until.equals(next.start) || members.length === 0) return [", then ", who, "."];
  return [", then nobody; ", who, " from ", moment(next.start), "."];
};

/** Who is on call by one schedule at an instant. */
export const whoShown = (view: StandingView, now: Temporal.Instant): Message => {
  const [one] = view.standing;
  if (one === undefined) return noSchedules();
  const isNow = view.at.equals(now);
  const { key, name } = one.schedule;
  return also(
    answer(bold(name), isNow ? "" : [" at ", moment(view.at)], ": ", standingWords(one, view)),
    ...(one.members.length === 0
      ? []
      : [
          note(
            one.since === undefined ? "" : ["Since ", moment(one.since), ", "],
            one.layer === null ? "by an override." : ["by layer ", one.layer, "."],
          ),
        ]),
    controls(
      button("Why", `oncall why ${key}${isNow ? "" : ` ${view.at.toString()}`}`),
      button("Show the schedule", `oncall schedule show ${key}`),
    ),
  );
};

/** What comes on each schedule. */
export const comingShown = ({
  coming,
  more,
  names,
}: {
  readonly coming: readonly ComingView[];
  readonly more: number;
  readonly names: MemberNames;
}): Message => {
  if (coming.length === 0) return noSchedules();
  return {
    summary: `What comes next on ${counted(coming.length, "schedule")}`,
    blocks: [
      ...coming.flatMap(({ schedule, spells }): readonly Block[] => [
        paragraph(bold(schedule.name)),
        spells.length === 0
          ? paragraph("Nobody is on call in the next 60 days.")
          : bullets(spells.map((spell) => spellWords(spell, names))),
      ]),
      ...(more === 0 ? [] : [note(`${counted(more, "more schedule")}: name one, as in `, code("/oncall next web"))]),
    ],
  };
};

/** "Mon 09:00 – Mon 09:00: Ada" */
export const spellWords = (
  { start, end, people }: Pick<OpenSpell, "start" | "end" | "people">,
  names: MemberNames,
): Words => say`${spanWords(start, end)}: ${membersListed(people, names)}`;

export const spanWords = (start: number, end: number | undefined): Words =>
  end === undefined ? say`from ${instant(start)} on` : say`${instant(start)} – ${instant(end)}`;

const instant = (at: number): Words => moment(Temporal.Instant.fromEpochMilliseconds(at));

/** When somebody is on call; `who` is absent for the asker. */
export const shiftsShown = ({ shifts, away, days }: MineView, who?: string): Message => {
  const subject = who === undefined ? "You are" : `${who} is`;
  const total = shifts.reduce((sum, { start, end }) => sum + end - start, 0);
  const absences: readonly Block[] =
    away.length === 0
      ? []
      : [
          paragraph(bold("Away")),
          bullets(away.map(({ start, end, note: why }) => [spanWords(start, end), why === "" ? "" : `: ${why}`])),
        ];
  if (shifts.length === 0) {
    return also(answer(`${subject} not on call in the next ${counted(days, "day")}.`), ...absences);
  }
  return {
    summary: `${subject} on call ${counted(shifts.length, "time")} in the next ${counted(days, "day")}`,
    blocks: [
      heading(who === undefined ? "Your shifts" : `Shifts of ${who}`),
      bullets(
        shifts
          .slice(0, mostShifts)
          .map(({ start, end, schedule }) => [spanWords(start, end), ": ", bold(schedule.name)]),
      ),
      note(
        `${counted(shifts.length, "shift")}, `,
        lasting(Temporal.Duration.from({ milliseconds: total })),
        ` in the next ${counted(days, "day")}.`,
        shifts.length > mostShifts ? ` The first ${mostShifts} are shown.` : "",
      ),
      ...absences,
    ],
  };
};

const mostShifts = 20;
