import type { ListedMapping, MappingView } from "../../domain/channel-view.ts";
import type { ChannelId } from "../../domain/ids.ts";
import type { Severity } from "../../domain/incident/severity.ts";
import { type Mapping, severityAtRank } from "../../domain/mapping.ts";
import { permit } from "../../domain/permission.ts";
import { findChannels } from "../../store/channels.ts";
import { given } from "../../store/incidents.ts";
import { listMappings as readMappings } from "../../store/mappings.ts";
import { allSeverities } from "../../store/severities.ts";
import type { Ctx } from "../ctx.ts";

/** A mapping with the severity its threshold stands for. */
export const viewMapping = (mapping: Mapping, severities: readonly Severity[]): MappingView => ({
  mapping,
  ...given("least", mapping.leastRank === undefined ? undefined : severityAtRank(severities, mapping.leastRank)),
});

/** Where channels are shown: one's, or every one's. */
export const listMappings = (ctx: Ctx, channel?: ChannelId): Promise<readonly ListedMapping[]> => {
  permit(ctx.actor, "channel.view");
  return ctx.read(async (tx) => {
    const mappings = await readMappings(tx, ctx.workspace, channel === undefined ? undefined : [channel]);
    const [channels, severities] = await Promise.all([
      findChannels(
        tx,
        ctx.workspace,
        mappings.map((mapping) => mapping.channel),
      ),
      allSeverities(tx, ctx.workspace),
    ]);
    return mappings.flatMap((mapping) => {
      const of = channels.find(({ id }) => id === mapping.channel);
      return of === undefined ? [] : [{ ...viewMapping(mapping, severities), channel: of }];
    });
  });
};
