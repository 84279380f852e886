import { type Severity, severityLabel } from "../domain/incident/severity.ts";
import type { Message } from "./message.ts";
import { also, answer, bold, bullets, button, code, controls, note, paragraph, select, type Words } from "./say.ts";

/** The severities in order, the worst first, and what each does. */
export const severityList = (view: {
  readonly severities: readonly Severity[];
  readonly shippedOn: boolean;
  readonly priorityAliases: "p0" | "p1";
}): Message => {
  const chosen = view.severities.filter((one) => view.shippedOn || !one.shipped);
  return {
    summary: `${chosen.length} severities`,
    blocks: [
      paragraph("The worst first:"),
      bullets(chosen.map(severityLine)),
      note(
        view.shippedOn
          ? `${view.priorityAliases.toUpperCase()} means SEV1. `
          : ["The shipped severities are off: ", code("/tocsin severity defaults on"), ". "],
        "One of your own: ",
        code("/tocsin severity add"),
      ),
    ],
  };
};

const severityLine = (severity: Severity): Words => [
  bold(severityLabel(severity)),
  ` (${[severity.key, ...severity.aliases].join(", ")}) ${severity.colour}`,
  severity.urgent ? ", pages through quiet hours" : "",
  severity.banner ? ", raises the banner" : "",
  severity.description === "" ? "" : `. ${severity.description}`,
];

export const severitySaved = (severity: Severity, verb: "added" | "changed"): Message =>
  also(
    answer(bold(severityLabel(severity)), ` is ${verb}.`),
    controls(button("All severities", "tocsin severity list")),
  );

export const severityDeleted = (severity: Severity, incidents: number, replacement: Severity | undefined): Message =>
  answer(
    bold(severityLabel(severity)),
    " is deleted.",
    replacement === undefined || incidents === 0 ? "" : ` ${counted(incidents)} ${severityLabel(replacement)} instead.`,
  );

const counted = (incidents: number): string => (incidents === 1 ? "1 incident is" : `${incidents} incidents are`);

/** How many incidents would change, and the choice of what replaces their severity. */
export const askReplacement = (asks: {
  readonly incidents: number;
  readonly others: boolean;
  readonly choices: readonly Severity[];
}): Message => {
  const who =
    asks.incidents === 0
      ? "Private incidents that you cannot see carry"
      : `${asks.incidents} ${asks.incidents === 1 ? "incident carries" : "incidents carry"}`;
  return also(
    answer(
      `${who} a shipped severity${asks.incidents > 0 && asks.others ? ", as do private ones that you cannot see" : ""}. `,
      "What takes its place?",
    ),
    controls(
      select({
        line: "tocsin severity defaults state:off replacement:",
        placeholder: "Choose a severity",
        options: asks.choices.map((one) => ({ label: severityLabel(one), value: one.key })),
      }),
      button("Leave them without", "tocsin severity defaults replacement:none off"),
    ),
  );
};

export const shippedHidden = (incidents: number, replacement: Severity | null): Message =>
  answer(
    "The shipped severities are off.",
    incidents === 0
      ? ""
      : ` ${counted(incidents)} ${replacement === null ? "without a severity" : severityLabel(replacement)} now.`,
  );

export const shippedShown = (): Message => answer("The shipped severities can be chosen again.");

export const aliasesSet = (worst: "p0" | "p1"): Message =>
  worst === "p0"
    ? answer("P0 means SEV1 now, P1 SEV2, P2 SEV3 and P3 SEV4.")
    : answer("P1 means SEV1 now, P2 SEV2, P3 SEV3 and P4 SEV4.");
