import { Refusal } from "../refusal.ts";
import { mostOwnSeverities, type Severity, severityLabel } from "./severity.ts";

/** Where a new severity goes: next to another one, else just above the last. */
export interface Position {
  readonly above?: Severity;
  readonly below?: Severity;
}

/**
 * The rank of a severity at a position. Where no rank is free between its neighbours, all from `shift` on move down
 * by ten, and every threshold with them.
 */
export const rankAt = (
  all: readonly Severity[],
  position: Position,
): { readonly rank: number; readonly shift?: number } => {
  if (position.above !== undefined && position.below !== undefined) {
    throw new Refusal("severity-position", "A severity goes either above or below another. Say one of the two.");
  }
  const sorted = all.toSorted((a, b) => a.rank - b.rank);
  const at = (sought: Severity): number => sorted.findIndex((one) => one.id === sought.id);
  const place =
    position.above !== undefined
      ? at(position.above)
      : position.below !== undefined
        ? at(position.below) + 1
        : Math.max(0, sorted.length - 1);
  const before = sorted[place - 1]?.rank ?? 0;
  const after = sorted[place]?.rank ?? before + 20;
  if (after - before > 1) return { rank: before + Math.floor((after - before) / 2) };
  return { rank: before + 5, shift: after };
};

/** Refuses the eleventh own severity (features.md, G21). */
export const refuseTooMany = (all: readonly Severity[]): void => {
  const own = all.filter((one) => !one.shipped).length;
  if (own < mostOwnSeverities) return;
  throw new Refusal(
    "severities-full",
    `This workspace has ${own} severities of its own, the most there can be. Delete one with \`/tocsin severity delete\`.`,
  );
};

/** Refuses to leave a workspace without a severity to choose. */
export const refuseNoneLeft = (all: readonly Severity[], without: Severity, shippedOn: boolean): void => {
  if (shippedOn || all.some((one) => !one.shipped && one.id !== without.id)) return;
  throw new Refusal(
    "last-severity",
    `${severityLabel(without)} is the only severity left. Switch the shipped ones on first with \`/tocsin severity defaults on\`.`,
  );
};

/** Refuses what only an own severity allows. */
export const refuseShipped = (severity: Severity): void => {
  if (!severity.shipped) return;
  throw new Refusal(
    "shipped-severity",
    `${severityLabel(severity)} is shipped with Tocsin and cannot be deleted. \`/tocsin severity defaults off\` hides all shipped ones.`,
  );
};
