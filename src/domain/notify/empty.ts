/** Targets that come to nobody, by name: schedules on which nobody is, teams without members, and teams all of whom are away. */
export interface Empty {
  readonly schedules: readonly string[];
  readonly teams?: readonly string[];
  readonly away?: readonly string[];
}

/** "nobody is on call in web, platform has no members"; undefined where all come to somebody. */
export const emptyWords = ({ schedules, teams = [], away = [] }: Empty): string | undefined => {
  const parts = [
    ...(schedules.length === 0 ? [] : [`nobody is on call in ${schedules.join(" or ")}`]),
    ...teams.map((name) => `${name} has no members`),
    ...away.map((name) => `everybody in ${name} is away`),
  ];
  return parts.length === 0 ? undefined : parts.join(", ");
};
