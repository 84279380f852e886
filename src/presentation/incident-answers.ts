import type { Incident } from "../domain/incident/incident.ts";
import { incidentKey, incidentName } from "../domain/incident/incident.ts";
import { type Severity, severityLabel } from "../domain/incident/severity.ts";
import type { Block, Message } from "./message.ts";
import { ago, also, answer, bold, button, code, controls, listed, type Words, words } from "./say.ts";

/** "INC-42 checkout down": how an answer names an incident. */
export const named = (incident: Pick<Incident, "number" | "title">): Words => [
  bold(incidentName(incident)),
  ` ${incident.title}`,
];

/** Opened: what was understood, where it is seen, and what to do where nobody sees it. */
export const incidentOpened = (opened: {
  readonly number: number;
  readonly title: string;
  readonly severity?: string;
  readonly channels: readonly { readonly key: string }[];
  readonly shown: boolean;
  readonly private: boolean;
  readonly unknown: readonly string[];
  /** Names of values that were typed too late to be read. */
  readonly misplaced?: readonly string[];
  readonly meant?: LikelySeverity | undefined;
}): Message => {
  const delivered = opened.channels.map(({ key }) => `#${key}`);
  const message = answer(
    named(opened),
    " is open",
    opened.severity === undefined ? "." : ` as ${opened.severity}.`,
    delivered.length === 0 ? "" : [" It is in ", listed(delivered), "."],
    opened.private ? " Only the people on it see it: add them with Assign." : "",
  );
  const key = incidentKey(opened);
  return also(
    message,
    ...(opened.misplaced === undefined || opened.misplaced.length === 0
      ? []
      : [
          {
            kind: "note",
            content: words(
              listed(opened.misplaced.map((name) => code(`${name}:`))),
              opened.misplaced.length === 1 ? " is" : " are",
              " part of the title now: such values come before it. Edit changes it.",
            ),
          } as const,
        ]),
    ...likelySeverity(opened.meant, key),
    ...(opened.shown || opened.private
      ? []
      : [
          {
            kind: "note",
            content: words("No chat channel shows its card yet: map one to see incidents there."),
          } as const,
          controls(button("Show all incidents here", "tocsin channel map all")),
        ]),
    ...offerToCreate(opened.unknown, key),
    controls(button("Show", `incident show ${key}`), button("Edit", `incident edit ${key}`)),
  );
};

/** What the title of an incident without one begins with that reads like a severity, and which that is, if there is one. */
export interface LikelySeverity {
  readonly typed: string;
  readonly severity?: Severity;
}

const likelySeverity = (meant: LikelySeverity | undefined, key: string): readonly Block[] => {
  if (meant === undefined) return [];
  const { typed, severity } = meant;
  if (severity === undefined) {
    return [{ kind: "note", content: words(`It has no severity: there is none called ${typed}. Edit gives it one.`) }];
  }
  return [
    { kind: "note", content: words(`It has no severity: was "${typed}" at its beginning meant as one?`) },
    controls(button(`Make it ${severityLabel(severity)}`, `incident severity ${key} ${severity.key}`)),
  ];
};

/** A button for every `#word` that names no channel yet (features.md G30). */
export const offerToCreate = (unknown: readonly string[], key: string): readonly Block[] =>
  unknown.length === 0
    ? []
    : [
        {
          kind: "note",
          content: words(
            listed(unknown.map((word) => `#${word}`)),
            unknown.length === 1 ? " is no channel yet." : " are no channels yet.",
          ),
        },
        controls(
          ...unknown.slice(0, 5).map((word) => button(`Create #${word}`, `incident deliver --create ${key} ${word}`)),
        ),
      ];

/** One changed fact: "INC-42 checkout down: the title is changed." */
export const incidentChanged = (incident: Pick<Incident, "number" | "title">, ...fact: readonly Words[]): Message =>
  answer(named(incident), ": ", ...fact);

/** First, and whose it is; or second and told who was first. */
export const incidentAcknowledged = (
  incident: Pick<Incident, "number" | "title">,
  first: { readonly name: string; readonly at: Temporal.Instant } | undefined,
  verb: "acknowledged" | "taken",
  assignees: readonly string[] = [],
): Message =>
  first === undefined
    ? incidentChanged(
        incident,
        verb === "taken"
          ? "it is yours."
          : words(
              "acknowledged. ",
              assignees.length === 0 ? "It is yours." : ["It is assigned to ", listed(assignees), "."],
            ),
      )
    : incidentChanged(
        incident,
        `${first.name} acknowledged first, `,
        ago(first.at),
        verb === "taken" ? ". You are on it too." : ". Yours is recorded.",
      );

/** Ended: with a way back. */
export const incidentEnded = (
  incident: Pick<Incident, "number" | "title" | "resolution">,
  status: "resolved" | "closed",
  note = "",
): Message =>
  also(
    incidentChanged(incident, `${status}.`, note.trim() === "" ? "" : " Your note is kept as the resolution."),
    controls(
      ...(note.trim() !== "" || incident.resolution !== undefined
        ? []
        : [button("Add a resolution", `incident edit resolution ${incidentKey(incident)}`)]),
      button("Reopen", `incident reopen ${incidentKey(incident)}`),
    ),
  );

/** Asks before what cannot be undone. */
export const askToDelete = (incident: Pick<Incident, "number" | "title">): Message =>
  also(
    answer("Delete ", named(incident), " with its comments, files and cards? This cannot be undone."),
    controls(button("Delete", `incident delete --yes ${incidentKey(incident)}`, { style: "danger" })),
  );
