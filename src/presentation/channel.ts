import type { Channel } from "../domain/channel.ts";
import type { ChannelRow, ChannelView, ListedChannel, Member } from "../domain/channel-view.ts";
import { severityLabel } from "../domain/incident/severity.ts";
import { type ChannelLevel, channelLevels } from "../domain/subscription.ts";
import { upgradeWords } from "./channel-targets.ts";
import { hash, shownIn } from "./channel-words.ts";
import type { Control, Message } from "./message.ts";
import { membersListed } from "./oncall-members.ts";
import {
  also,
  answer,
  bullets,
  button,
  code,
  controls,
  field,
  fields,
  note,
  paragraph,
  person,
  select,
  type Words,
} from "./say.ts";

const hears: Readonly<Record<ChannelLevel, string>> = {
  responsible: "new incidents, comments and the daily summary",
  participate: "new incidents",
  follow: "the daily summary",
  none: "nothing",
};

const levelNames: Readonly<Record<ChannelLevel, string>> = {
  responsible: "Responsible",
  participate: "Participate",
  follow: "Follow",
  none: "Nothing",
};

/** What one hears of a channel, to choose from. */
const levelSelect = ({ channel, level }: Pick<ChannelRow, "channel" | "level">): Control =>
  select({
    line: `tocsin channel subscribe ${channel.key} level:`,
    placeholder: "What you hear of it",
    initial: level,
    options: channelLevels.map((one) => ({ label: levelNames[one], value: one, detail: hears[one] })),
  });

/** What can be done with a channel at once: they fit one row everywhere. */
const channelControls = ({ channel, pinned }: ChannelRow): readonly Control[] => [
  button("Show incidents here", `tocsin channel map ${channel.key}`),
  pinned ? button("Unpin", `tocsin channel unpin ${channel.key}`) : button("Pin", `tocsin channel pin ${channel.key}`),
  button("Members", `tocsin channel members ${channel.key}`),
  button("Incidents", `incident list channel:${channel.key}`),
];

/** One channel, whole. */
export const channelCard = (view: ChannelView): Message => {
  const { channel, mappings } = view;
  const title = channel.name === channel.key ? "" : ` ${channel.name}`;
  return {
    summary: `#${channel.key}`,
    blocks: [
      paragraph(hash(channel), title),
      ...(channel.description === "" ? [] : [paragraph(channel.description)]),
      fields(
        field("Active incidents", `${view.active}`),
        field("Members", `${view.members}`),
        field(
          "Created by",
          view.creator.kind === "person" ? person(view.creator.id, view.creator.name) : view.creator.name,
        ),
        field("Own chat channel for", view.room === undefined ? "none" : `${severityLabel(view.room)} and graver`),
        field("Also told", membersListed(view.targets, view.names)),
        ...(channel.upgrade === undefined ? [] : [field("If nobody takes it", upgradeWords(channel.upgrade, view))]),
      ),
      ...(mappings.length === 0
        ? [note("Shown nowhere in chat yet.")]
        : [paragraph("Shown in:"), bullets(mappings.map(shownIn))]),
      controls(levelSelect(view)),
      controls(...channelControls(view)),
    ],
  };
};

/** The list: what is pinned comes first. */
export const channelList = (channels: readonly ListedChannel[], more: boolean, words: string): Message => {
  if (channels.length === 0) {
    return also(
      answer(`No channel is called "${words}".`),
      controls(button(`Create #${words.slice(0, 40)}`, `tocsin channel create ${words}`)),
    );
  }
  return {
    summary: `${channels.length} channels`,
    blocks: [
      bullets(
        channels.map(
          ({ channel, level, pinned, active }): Words => [
            hash(channel),
            `: ${active} active`,
            pinned ? ", pinned" : "",
            level === "none" ? "" : ", joined",
            channel.description === "" ? "" : `. ${channel.description}`,
          ],
        ),
      ),
      ...(more ? [note("There are more: add a part of the name, as in ", code("/tocsin channel list pay"))] : []),
      note("One of them: ", code("/tocsin channel show payments")),
    ],
  };
};

export const channelCreated = (channel: Channel): Message =>
  also(
    answer(hash(channel), " is created, and you are in it. Incidents come to it when somebody names it."),
    controls(
      button("Show incidents here", `tocsin channel map ${channel.key}`),
      button("Show", `tocsin channel show ${channel.key}`),
    ),
  );

export const channelRenamed = (before: Pick<Channel, "key">, channel: Channel): Message =>
  answer(`#${before.key} is now `, hash(channel), ".");

export const channelDescribed = (channel: Channel): Message =>
  channel.description === ""
    ? answer(hash(channel), " has no description any more.")
    : answer(hash(channel), `: ${channel.description}`);

/** What a deletion would take away. */
export const askToDeleteChannel = (view: ChannelView): Message => {
  const places = view.mappings.length;
  return also(
    answer(
      "Delete ",
      hash(view.channel),
      places === 0 ? "?" : `, which is shown in ${places === 1 ? "one place" : `${places} places`}?`,
      " Its incidents stay in #all.",
    ),
    controls(button("Delete", `tocsin channel delete --yes ${view.channel.key}`, { style: "danger" })),
  );
};

export const channelDeleted = (channel: Channel): Message =>
  answer(`#${channel.key} is deleted. Its incidents are still in #all.`);

/** What one hears of a channel from now on. */
export const subscriptionChanged = ({ channel, level }: ChannelRow): Message =>
  also(
    level === "none"
      ? answer("You hear nothing more of ", hash(channel), ".")
      : answer("Of ", hash(channel), ` you hear ${hears[level]}.`),
    controls(levelSelect({ channel, level })),
  );

export const pinChanged = ({ channel, pinned }: ChannelRow): Message =>
  also(
    answer(pinned ? "Pinned: " : "No longer pinned: ", hash(channel), "."),
    controls(
      pinned
        ? button("Unpin", `tocsin channel unpin ${channel.key}`)
        : button("Pin", `tocsin channel pin ${channel.key}`),
    ),
  );

export const memberList = (
  channel: Pick<Channel, "key">,
  { members, total }: { readonly members: readonly Member[]; readonly total: number },
  words: string,
): Message => {
  if (total === 0) {
    return words === ""
      ? answer("Nobody is in ", hash(channel), ". Join it with ", code(`/tocsin channel join ${channel.key}`), ".")
      : answer("Nobody called ", `"${words}" is in `, hash(channel), ".");
  }
  return {
    summary: `${total} in #${channel.key}`,
    blocks: [
      paragraph(hash(channel), total === 1 ? " has one member." : ` has ${total} members.`),
      bullets(members.map(({ id, name, level }): Words => [person(id, name), `: ${hears[level]}`])),
      ...(total > members.length
        ? [
            note(
              `These are the first ${members.length}: add a name to find somebody, as in `,
              code(`/tocsin channel members ${channel.key} ada`),
            ),
          ]
        : []),
    ],
  };
};
