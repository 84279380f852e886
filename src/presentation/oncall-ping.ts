import { durationOf, incidentKey, incidentName } from "../domain/incident/incident.ts";
import type { HearerRole, OpenIncident, PingView } from "../domain/oncall/ping-view.ts";
import { severityWords } from "./incident-words.ts";
import { lateWords } from "./late.ts";
import type { Block, Control, Message } from "./message.ts";
import { membersListed } from "./oncall-members.ts";
import { spanWords } from "./oncall-now.ts";
import { counted } from "./oncall-words.ts";
import {
  also,
  answer,
  bold,
  bullets,
  button,
  code,
  controls,
  lasting,
  moment,
  note,
  paragraph,
  say,
  type Words,
} from "./say.ts";

type Of<Kind extends PingView["kind"]> = Extract<PingView, { readonly kind: Kind }>;

/** What one recipient of a ping is told. */
export const pingMessage = (view: PingView, role: HearerRole, now: Temporal.Instant): Message => {
  switch (view.kind) {
    case "handoff":
      return handedOver(view, role, now);
    case "reminder":
      return reminded(view, now);
    case "gap":
      return gapOpened(view, now);
    case "gaps":
      return gapsComing(view, now);
    case "rule":
      return ruleSaid(view, role, now);
  }
};

const composed = (
  { at, schedule }: { readonly at: Temporal.Instant; readonly schedule: { readonly key: string } },
  now: Temporal.Instant,
  fact: Words,
  { blocks = [], buttons = [] }: { readonly blocks?: readonly Block[]; readonly buttons?: readonly Control[] } = {},
): Message => {
  const late = lateWords(at, now);
  return also(
    answer(fact),
    ...blocks,
    ...(late === "" ? [] : [note(late)]),
    controls(...buttons, button("Show the schedule", `oncall schedule show ${schedule.key}`)),
  );
};

const handedOver = (view: Of<"handoff">, role: HearerRole, now: Temporal.Instant): Message => {
  const isPast = view.until !== undefined && Temporal.Instant.compare(view.until, now) <= 0;
  const words = { on: onWords, off: offWords, place: placeWords, keeper: placeWords }[role];
  return composed(view, now, words(view, isPast), role === "off" ? {} : { blocks: openBlocks(view, now) });
};

const until = (end: Temporal.Instant | undefined): Words => (end === undefined ? "" : [" until ", moment(end)]);

/** "You are on call for web until Monday 09:00, after Ada." */
const onWords = (view: Of<"handoff">, isPast: boolean): Words => {
  const others = membersListed(view.before, view.names);
  const before = view.before.length === 0 ? "; nobody was before." : [", after ", others, "."];
  return [
    isPast
      ? ["You were on call for ", bold(view.schedule.name), " from ", moment(view.at)]
      : ["You are on call for ", bold(view.schedule.name)],
    until(view.until),
    before,
  ];
};

/** "You are off call for web: Grace is on until Monday 09:00." */
const offWords = (view: Of<"handoff">, isPast: boolean): Words => [
  "You are off call for ",
  bold(view.schedule.name),
  ": ",
  followWords(view, isPast),
];

const placeWords = (view: Of<"handoff">, isPast: boolean): Words => [
  bold(view.schedule.name),
  ": ",
  followWords(view, isPast),
  view.before.length === 0 || view.on.length === 0 ? "" : [" Before: ", membersListed(view.before, view.names), "."],
];

/** "Grace is on call until Monday 09:00.", "nobody is on call until Monday 09:00, then Grace." */
const followWords = (view: Of<"handoff">, isPast: boolean): Words => {
  if (view.on.length > 0) {
    const verb = isPast ? "was" : view.on.length === 1 ? "is" : "are";
    return [
      membersListed(view.on, view.names),
      ` ${verb} on call`,
      isPast ? [" from ", moment(view.at)] : "",
      until(view.until),
      ".",
    ];
  }
  if (view.ended) return "it has ended, nobody is on call.";
  if (view.next === undefined) return ["nobody is on call."];
  return [
    "nobody is on call until ",
    moment(view.next.start),
    ", then ",
    membersListed(view.next.members, view.names),
    ".",
  ];
};

const openBlocks = ({ open, more }: Of<"handoff">, now: Temporal.Instant): readonly Block[] => {
  if (open.length === 0) return [note("No incident is open.")];
  return [
    paragraph(bold(`${counted(open.length + more, "incident")} open:`)),
    bullets(open.map((one) => openWords(one, now))),
    ...(more === 0 ? [] : [note("All of them: ", code("/incident active"))]),
  ];
};

const openWords = (one: OpenIncident, now: Temporal.Instant): Words =>
  say`${bold(incidentName(one))} ${one.title} · ${severityWords(one.severity)} · ${one.status} · ${lasting(durationOf(one, now))} · ${code(`/incident show ${incidentKey(one)}`)}`;

const reminded = (view: Of<"reminder">, now: Temporal.Instant): Message => {
  const before = view.before.length === 0 ? "." : [", after ", membersListed(view.before, view.names), "."];
  return composed(view, now, [
    "Your shift comes: you are on call for ",
    bold(view.schedule.name),
    " from ",
    moment(view.start),
    until(view.until),
    before,
  ]);
};

const gapOpened = (view: Of<"gap">, now: Temporal.Instant): Message => {
  const { key, name } = view.schedule;
  const isPast = view.until !== undefined && Temporal.Instant.compare(view.until, now) <= 0;
  return composed(
    view,
    now,
    [
      bold(`Nobody ${isPast ? "was" : "is"} on call for ${name}`),
      isPast ? [" from ", moment(view.at)] : "",
      view.until === undefined ? " from now on" : until(view.until),
      ".",
    ],
    { buttons: isPast ? [] : [meant(key, view.at), button("Show gaps", `oncall gaps ${key}`)] },
  );
};

const meant = (key: string, at: Temporal.Instant): Control =>
  button("It is meant", `oncall gaps meant:${at.toString()} ${key}`);

const mostGaps = 10;

const gapsComing = (view: Of<"gaps">, now: Temporal.Instant): Message => {
  const { key, name } = view.schedule;
  const { gaps } = view;
  const first = gaps[0];
  return composed(
    view,
    now,
    [
      bold(`Nobody is on call for ${name}`),
      gaps.length === 1 ? " once" : ` ${gaps.length} times`,
      " in the coming week:",
    ],
    {
      blocks: [
        bullets(gaps.slice(0, mostGaps).map(({ start, end }) => [spanWords(start, end)])),
        ...(gaps.length > mostGaps ? [note(`And ${gaps.length - mostGaps} more: `, code(`/oncall gaps ${key}`))] : []),
      ],
      buttons: [
        ...(gaps.length === 1 && first !== undefined
          ? [meant(key, Temporal.Instant.fromEpochMilliseconds(first.start))]
          : []),
        button("Show gaps", `oncall gaps ${key}`),
      ],
    },
  );
};

/** The message itself; in a place with who is on call, or that nobody is. */
const ruleSaid = (view: Of<"rule">, role: HearerRole, now: Temporal.Instant): Message => {
  const { schedule, on, message, names } = view;
  const late = lateWords(view.at, now);
  const around: Words =
    schedule === undefined
      ? ""
      : role === "on"
        ? ["You are on call for ", schedule.name, "."]
        : on.length === 0
          ? ["Nobody is on call for ", schedule.name, ": ", code(`/oncall schedule show ${schedule.key}`)]
          : ["On call for ", schedule.name, ": ", membersListed(on, names), "."];
  return also(answer(message), ...(around === "" ? [] : [note(around)]), ...(late === "" ? [] : [note(late)]));
};

/** For whoever looks after a schedule: somebody or some place could not be told. */
export const pingUndelivered = (view: PingView, whom: Words): Message =>
  answer(
    view.schedule === undefined ? "" : [bold(view.schedule.name), ": "],
    whom,
    " could not be told",
    whatWords(view),
    ". See who can be reached with ",
    code("/oncall ready"),
    ".",
  );

const whatWords = (view: PingView): Words => {
  switch (view.kind) {
    case "handoff":
      return [" of the handoff at ", moment(view.at)];
    case "reminder":
      return [" of their shift from ", moment(view.start)];
    case "gap":
    case "gaps":
      return " that nobody is on call";
    case "rule":
      return [": ", view.message];
  }
};
