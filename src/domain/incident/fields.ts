import { othersThan, personOf } from "../actor.ts";
import { type By, type Decision, decision } from "../decision.ts";
import type { EntryId, PersonId, TextId } from "../ids.ts";
import { Refusal } from "../refusal.ts";
import { type Incident, incidentName } from "./incident.ts";
import { type Severity, severityLabel } from "./severity.ts";
import type { IncidentEntryKind } from "./timeline.ts";

/** The longest title, in characters (features.md, G2). */
export const longestTitle = 256;

/** One line of at most 256 characters, without control characters. */
export const cleanTitle = (title: string): string => {
  const clean = title
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  if (clean === "") throw new Refusal("title-missing", "An incident needs a title: what is broken, in a few words.");
  if ([...clean].length > longestTitle) {
    throw new Refusal(
      "title-too-long",
      `A title has at most ${longestTitle} characters; this one has ${[...clean].length}. Put the rest into the description.`,
    );
  }
  return clean;
};

/** Renames the incident. */
export const retitle = (incident: Incident, title: string, by: By): Decision => {
  const after = cleanTitle(title);
  refuseSame(incident, after === incident.title, "is already called that");
  return decision({
    changes: [{ kind: "set", fields: { title: after } }],
    entries: [{ id: by.fresh<EntryId>(), kind: "title-changed", data: { before: incident.title, after } }],
  });
};

/** Says what happened, in any length; empty takes the description away. People newly named in it are told. */
export const describe = (incident: Incident, body: string, mentioned: readonly PersonId[], by: By): Decision =>
  rewrite(incident, "description", body, by, mentioned);

/** Says how it ended; empty takes the resolution away. */
export const setResolution = (incident: Incident, body: string, by: By): Decision =>
  rewrite(incident, "resolution", body, by, []);

const rewrite = (
  incident: Incident,
  field: "description" | "resolution",
  body: string,
  by: By,
  mentioned: readonly PersonId[],
): Decision => {
  const before = incident[field];
  refuseSame(incident, body.trim() === "" && before === undefined, `has no ${field}`);
  const text = body.trim() === "" ? null : by.fresh<TextId>();
  return decision({
    changes: [
      ...(text === null ? [] : [{ kind: "write", text, body } as const]),
      { kind: "set", fields: { [field]: text } },
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: `${field}-changed` satisfies IncidentEntryKind,
        data: { before: before ?? null, ...(text === null ? { after: null } : { text, after: text }) },
        tells: othersThan(by, mentioned).map((person) => ({ person, reason: "mentioned" })),
      },
    ],
  });
};

/** Says how bad it is; `null` empties it. */
export const setSeverity = (incident: Incident, severity: Severity | null, by: By): Decision => {
  refuseSame(
    incident,
    severity?.id === incident.severity?.id,
    severity === null ? "has no severity" : `is already ${severityLabel(severity)}`,
  );
  return decision({
    changes: [{ kind: "set", fields: { severity: severity?.id ?? null } }],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "severity-changed",
        data: { before: incident.severity?.key ?? null, after: severity?.key ?? null },
      },
    ],
  });
};

/** Moves the start, never past now or past the end. */
export const setStart = (incident: Incident, startedAt: Temporal.Instant, by: By): Decision => {
  refuseSame(incident, startedAt.equals(incident.startedAt), "already starts then");
  if (Temporal.Instant.compare(startedAt, by.at) > 0) {
    throw new Refusal(
      "start-in-future",
      `${incidentName(incident)} cannot start in the future. Name a time that has passed, such as \`20m ago\`.`,
    );
  }
  if (incident.endedAt !== undefined && Temporal.Instant.compare(startedAt, incident.endedAt) > 0) {
    throw new Refusal(
      "start-after-end",
      `${incidentName(incident)} cannot start after its end. Reopen it first, or name an earlier time.`,
    );
  }
  return decision({
    changes: [{ kind: "set", fields: { startedAt } }],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: "start-changed",
        data: { before: incident.startedAt.toString(), after: startedAt.toString() },
      },
    ],
  });
};

/**
 * Shows the incident to the people on it alone, or to everybody again. Whoever makes it private is on it, so that
 * somebody is. Cards already posted elsewhere are taken away.
 */
export const setPrivate = (incident: Incident, wanted: boolean, by: By): Decision => {
  refuseSame(incident, incident.private === wanted, wanted ? "is already private" : "is already public");
  const keeper = wanted ? personOf(by.actor) : undefined;
  return decision({
    changes: [
      { kind: "set", fields: { private: wanted } },
      ...(keeper === undefined ? [] : [{ kind: "join", person: keeper } as const]),
    ],
    entries: [
      {
        id: by.fresh<EntryId>(),
        kind: wanted ? "made-private" : "made-public",
        data: { before: incident.private, after: wanted },
      },
    ],
    jobs: wanted
      ? [
          {
            data: { kind: "withdraw", incident: incident.id },
            key: `withdraw:${incident.id}:${by.at.epochMilliseconds}`,
            priority: 10,
          },
        ]
      : [],
  });
};

/** Refuses what would change nothing: "INC-42 is already private." */
export const refuseSame = (incident: Pick<Incident, "number">, same: boolean, fact: string): void => {
  if (same) throw new Refusal("nothing-changes", `${incidentName(incident)} ${fact}.`);
};
