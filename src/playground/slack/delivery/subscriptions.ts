import type { Installation } from "../manifest.ts";

/** The scopes an event asks for; any one of them will do. */
const scopes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^message\.channels$/, ["channels:history"]],
  [/^message\.groups$/, ["groups:history"]],
  [/^message\.im$/, ["im:history"]],
  [/^app_mention$/, ["app_mentions:read"]],
  [/^reaction_/, ["reactions:read"]],
  [/^pin_/, ["pins:read"]],
  [/^file_/, ["files:read"]],
  [/^channel_/, ["channels:read"]],
  [/^group_/, ["groups:read"]],
  [/^member_/, ["channels:read", "groups:read"]],
  [/^(team_join|user_change)$/, ["users:read"]],
  [/^subteam_/, ["usergroups:read"]],
];

/** An app hears of what its manifest subscribes to and its scopes let it see. */
export function hears(installation: Installation | null, subscription: string): boolean {
  if (installation === null || !installation.events.has(subscription)) return false;
  const needed = scopes.find(([pattern]) => pattern.test(subscription))?.[1];
  return needed === undefined || needed.some((scope) => installation.scopes.includes(scope));
}
