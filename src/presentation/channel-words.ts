import type { Channel } from "../domain/channel.ts";
import type { MappingView } from "../domain/channel-view.ts";
import { severityLabel } from "../domain/incident/severity.ts";
import { bold, chat, type Words } from "./say.ts";

/** "#payments". */
export const hash = (channel: Pick<Channel, "key">): Words => bold(`#${channel.key}`);

/** A place, from which severity up it shows incidents, and what is wrong with it. */
export const shownIn = ({ mapping, least }: MappingView): Words => [
  chat(mapping.place, mapping.chatName),
  mapping.leastRank === undefined ? "" : least === undefined ? ", none" : `, from ${severityLabel(least)} up`,
  mapping.banner ? "" : ", without banner",
  mapping.lost === undefined ? "" : [". ", bold("Lost: "), mapping.lost],
];
