import { auditAliases, auditCommands } from "./audit.ts";
import { channelCommands } from "./channel.ts";
import { mappingCommands } from "./channel-map.ts";
import { channelTargetCommands } from "./channel-targets.ts";
import type { Alias, Command } from "./command.ts";
import { escalationAliases, escalationCommands } from "./escalation.ts";
import { jobCommands } from "./jobs.ts";
import { linkCommands } from "./link.ts";
import { meAliases, meCommands } from "./me.ts";
import { nagCommands } from "./nags.ts";
import { personCommands } from "./person.ts";
import { policyAliases, policyCommands } from "./policy.ts";
import { settingsCommands } from "./settings.ts";
import { severityCommands } from "./severity.ts";
import { targetAliases, targetCommands } from "./target.ts";
import { teamCommands } from "./team.ts";
import { webCommands } from "./web.ts";

/** Everything under `/tocsin`: how a workspace is set up. */
export const tocsinCommands: readonly Command[] = [
  ...channelCommands,
  ...mappingCommands,
  ...channelTargetCommands,
  ...severityCommands,
  ...teamCommands,
  ...targetCommands,
  ...meCommands,
  ...personCommands,
  ...linkCommands,
  ...settingsCommands,
  ...nagCommands,
  ...webCommands,
  ...escalationCommands,
  ...policyCommands,
  ...jobCommands,
  ...auditCommands,
];

export const tocsinAliases: readonly Alias[] = [
  { from: "tocsin channels", to: "tocsin channel list" },
  { from: "tocsin mappings", to: "tocsin channel mappings" },
  { from: "tocsin map", to: "tocsin channel map" },
  { from: "tocsin unmap", to: "tocsin channel unmap" },
  { from: "tocsin severities", to: "tocsin severity list" },
  { from: "tocsin teams", to: "tocsin team list" },
  ...meAliases,
  ...targetAliases,
  ...escalationAliases,
  ...policyAliases,
  ...auditAliases,
  { from: "tocsin web list", to: "tocsin session list" },
  { from: "tocsin web end", to: "tocsin session end" },
  { from: "tocsin sessions", to: "tocsin session list" },
  { from: "tocsin roles", to: "tocsin incident-role list" },
  { from: "tocsin role list", to: "tocsin incident-role list" },
  { from: "tocsin role add", to: "tocsin incident-role add" },
  { from: "tocsin role delete", to: "tocsin incident-role delete" },
];
