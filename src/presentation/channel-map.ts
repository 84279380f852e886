import type { Channel } from "../domain/channel.ts";
import type { ChannelView, ListedMapping } from "../domain/channel-view.ts";
import { type Severity, severityLabel } from "../domain/incident/severity.ts";
import { hash, shownIn } from "./channel-words.ts";
import type { Block, Message } from "./message.ts";
import { also, answer, button, chat, code, controls, note, say, type Words, words } from "./say.ts";

export const channelMapped = ({
  mapping,
  channel,
  least,
  fresh,
}: ListedMapping & { readonly fresh: boolean }): Message =>
  also(
    answer(
      fresh ? say`New incidents of ${hash(channel)} are shown in ` : say`Changed: ${hash(channel)} is shown in `,
      chat(mapping.place, mapping.chatName),
      least === undefined ? " from now on" : ` from ${severityLabel(least)} up`,
      mapping.banner ? "." : ", without a banner.",
    ),
    controls(button("Stop", `tocsin channel unmap ${channel.key}`), button("All mappings", "tocsin channel mappings")),
  );

export const channelUnmapped = (
  mapping: ListedMapping["mapping"],
  channel: Pick<Channel, "key"> | undefined,
): Message =>
  answer(
    channel === undefined ? "It" : hash(channel),
    " is no longer shown in ",
    chat(mapping.place, mapping.chatName),
    ". Cards that are there stay.",
  );

const mostMappings = 40;

/** Every place a channel is shown in, each with a way to stop it. */
export const mappingList = (mappings: readonly ListedMapping[], of: Pick<Channel, "key"> | undefined): Message => {
  if (mappings.length === 0) {
    return also(
      of === undefined
        ? answer("No channel is shown anywhere in chat yet.")
        : answer(hash(of), " is shown nowhere in chat yet."),
      controls(
        button(`Show ${of === undefined ? "all incidents" : "it"} here`, `tocsin channel map ${of?.key ?? "all"}`),
      ),
    );
  }
  const blocks = mappings.slice(0, mostMappings).map(
    (one): Block => ({
      kind: "paragraph",
      content: words(hash(one.channel), " in ", shownIn(one)),
      control: button("Stop", `tocsin channel unmap mapping:${one.mapping.id}`),
    }),
  );
  const rest = mappings.length - blocks.length;
  return {
    summary: `${mappings.length} mappings`,
    blocks: [...blocks, ...(rest > 0 ? [note(`and ${rest} more: name a channel to see its own`)] : [])],
  };
};

const command = (channel: Pick<Channel, "key">): Words => code(`/tocsin channel room ${channel.key} sev1`);

export const roomsSet = (channel: Pick<Channel, "key">, least: Severity | null): Message =>
  least === null
    ? answer("Incidents of ", hash(channel), " no longer get chat channels of their own. Those that have one keep it.")
    : answer("New incidents of ", hash(channel), ` get a chat channel of their own from ${severityLabel(least)} up.`);

export const roomsShown = ({ channel, room }: ChannelView): Message =>
  room === undefined
    ? answer(
        "Incidents of ",
        hash(channel),
        " get no chat channels of their own. Change it with ",
        command(channel),
        ".",
      )
    : answer(
        "Incidents of ",
        hash(channel),
        ` get a chat channel of their own from ${severityLabel(room)} up. Stop it with `,
        code(`/tocsin channel room ${channel.key} off`),
        ".",
      );
