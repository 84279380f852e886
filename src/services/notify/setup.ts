import type { ChannelId } from "../../domain/ids.ts";
import type { Incident } from "../../domain/incident/incident.ts";
import type { Setup } from "../../domain/notify/begin.ts";
import { nagsFor } from "../../domain/notify/nags.ts";
import { builtInChannel, upgradesOf } from "../../store/channel-hearers.ts";
import type { Tx } from "../../store/database.ts";
import { escalationsOfChannels, policiesOfChannels } from "../../store/policies.ts";
import { nagSettingsOf } from "../../store/workspaces.ts";
import type { Ctx } from "../ctx.ts";

/** What is set up for an incident: its channels, `all` among them, and what pages, tells and asks for it. */
export interface LoadedSetup extends Setup {
  readonly channels: readonly ChannelId[];
}

export const loadSetup = async (
  ctx: Pick<Ctx, "workspace">,
  tx: Tx,
  incident: Pick<Incident, "channels" | "severity">,
): Promise<LoadedSetup> => {
  const { workspace } = ctx;
  const all = await builtInChannel(tx, workspace);
  const channels = [...(all === undefined ? [] : [all]), ...incident.channels.filter((id) => id !== all)];
  const [escalations, policies, upgrades, settings] = await Promise.all([
    escalationsOfChannels(tx, workspace, channels),
    policiesOfChannels(tx, workspace, channels),
    upgradesOf(tx, workspace, channels),
    nagSettingsOf(tx, workspace),
  ]);
  return { channels, escalations, policies, upgrades, nags: nagsFor(incident.severity, settings) };
};
