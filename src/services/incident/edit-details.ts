import { type By, both, type Decision } from "../../domain/decision.ts";
import type { TextId } from "../../domain/ids.ts";
import { describe, retitle, setResolution, setSeverity, setStart } from "../../domain/incident/fields.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import type { Severity } from "../../domain/incident/severity.ts";
import type { IncidentRef } from "../../store/incidents.ts";
import { readTexts } from "../../store/texts.ts";
import type { Ctx } from "../ctx.ts";
import { changeIncident } from "./load.ts";
import { deliverNamed, peopleNewlyNamed } from "./references.ts";

/** Fields of one form; what is absent is left alone. */
export interface Details {
  readonly title?: string;
  readonly severity?: Severity | null;
  readonly description?: string;
  readonly startedAt?: Temporal.Instant;
  readonly resolution?: string;
}

/** Edits several fields at once, an entry each; what is as it was is passed over in silence. */
export const editIncident = async (
  ctx: Ctx,
  ref: IncidentRef,
  wanted: Details,
): Promise<{
  readonly incident: Incident;
  readonly changed: readonly string[];
  readonly unknown: readonly string[];
}> => {
  let unknown: readonly string[] = [];
  let changed: readonly string[] = [];
  const { incident } = await changeIncident(ctx, "incident.change", ref, async (before, by, tx) => {
    const ids = [before.description, before.resolution].filter((id) => id !== undefined);
    const texts = await readTexts(tx, ctx.workspace, ids);
    const bodyOf = (id: TextId | undefined): string => (id === undefined ? "" : (texts.get(id) ?? ""));
    const described = wanted.description !== undefined && !sameText(wanted.description, bodyOf(before.description));
    const named = described ? await deliverNamed(ctx, tx, before, wanted.description ?? "", by) : null;
    const mentioned = described ? await peopleNewlyNamed(ctx, tx, before, wanted.description ?? "") : [];
    const resolved = wanted.resolution !== undefined && !sameText(wanted.resolution, bodyOf(before.resolution));
    const parts: readonly (readonly [string, Decision])[] = [
      ...simple(before, wanted, by),
      ...(described ? [["description", describe(before, wanted.description ?? "", mentioned, by)] as const] : []),
      ...(resolved ? [["resolution", setResolution(before, wanted.resolution ?? "", by)] as const] : []),
    ];
    changed = parts.map(([name]) => name);
    unknown = named?.unknown ?? [];
    return both(...parts.map(([, decided]) => decided), ...(named === null ? [] : [named.decided]));
  });
  return { incident: { ...incident, title: wanted.title ?? incident.title }, changed, unknown };
};

const simple = (before: Incident, wanted: Details, by: By): readonly (readonly [string, Decision])[] => [
  ...(wanted.title === undefined || wanted.title.trim() === before.title
    ? []
    : [["title", retitle(before, wanted.title, by)] as const]),
  ...(wanted.severity === undefined || wanted.severity?.id === before.severity?.id
    ? []
    : [["severity", setSeverity(before, wanted.severity, by)] as const]),
  ...(wanted.startedAt === undefined || sameMinute(wanted.startedAt, before.startedAt)
    ? []
    : [["start", setStart(before, wanted.startedAt, by)] as const]),
];

const sameText = (a: string, b: string): boolean =>
  a.trim().replaceAll("\r\n", "\n") === b.trim().replaceAll("\r\n", "\n");

/** A form shows minutes: what was not touched comes back without its seconds. */
const sameMinute = (a: Temporal.Instant, b: Temporal.Instant): boolean =>
  Math.floor(a.epochMilliseconds / 60_000) === Math.floor(b.epochMilliseconds / 60_000);
