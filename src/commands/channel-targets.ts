import type { MemberKey } from "../domain/oncall/member.ts";
import { readDuration } from "../domain/wall.ts";
import { targetForm, targetList, upgradeShown } from "../presentation/channel-targets.ts";
import { addChannelTargets, channelTargets, removeChannelTargets, setUpgrade } from "../services/channel/targets.ts";
import { hearer, hearers, hearersOrOff } from "./arguments/hearer.ts";
import { channel } from "./arguments/label.ts";
import { duration } from "./arguments/moment.ts";
import { choice, flag } from "./arguments/plain.ts";
import { argument, type Command, command, optional, several } from "./command.ts";
import type { CommandCtx } from "./context.ts";

const everybody = (who: readonly MemberKey[], others: readonly MemberKey[] = []): readonly MemberKey[] => [
  ...new Set([...who, ...others]),
];

/** `30m`, or `after:30m` as people write it behind the channel. */
const delay = (description: string) => {
  const of = duration(description);
  const read = (_ctx: CommandCtx, text: string) => readDuration(text.replace(/^after:/i, ""));
  return argument<Temporal.Duration>({ name: of.type.name, expects: of.type.expects, read }, description);
};

/** Whom channels tell besides their members (features.md, G34 and G36). */
export const channelTargetCommands: readonly Command[] = [
  command({
    path: "tocsin channel target",
    summary: "Tell somebody of everything new in a channel",
    permission: "channel.manage",
    answer: "private",
    args: {
      who: several(hearer("Whom")),
      merge: flag("As one message a minute"),
      action: choice(["add", "remove", "list"], "Add, remove or list"),
      channel: channel("Which channel"),
      members: optional(hearers("Whom; here is this place")),
    },
    examples: [
      "tocsin channel target add payments @ada, ops@example.com",
      "tocsin channel target --merge add payments here",
      "tocsin channel target list payments",
    ],
    form: {
      when: ({ action, who, members }) => action !== "list" && who.length === 0 && members === undefined,
      build: async (ctx, { action, channel: of }) =>
        targetForm(action === "remove" ? "remove" : "add", await channelTargets(ctx, of)),
    },
    run: async (ctx, { action, channel: of, who, members, merge }) => {
      if (action === "list") return targetList(await channelTargets(ctx, of));
      const named = everybody(who, members);
      return targetList(
        action === "add"
          ? await addChannelTargets(ctx, ctx.messengers, { channel: of.id, members: named, merges: merge === true })
          : await removeChannelTargets(ctx, of.id, named),
      );
    },
  }),
  command({
    path: "tocsin channel upgrade",
    summary: "Tell somebody when nobody takes a new incident",
    permission: "channel.manage",
    answer: "private",
    args: {
      who: several(hearer("Whom")),
      channel: channel("Which channel"),
      after: optional(delay("After how long, such as 30m")),
      members: optional(hearersOrOff("Whom, or off")),
    },
    examples: ["tocsin channel upgrade payments after:30m @ada, platform", "tocsin channel upgrade payments off"],
    run: async (ctx, { after, who, channel: of, members }) => {
      if (members === "off")
        return upgradeShown(await setUpgrade(ctx, ctx.messengers, { channel: of.id, wanted: null }));
      const named = everybody(who, members);
      if (after === undefined && named.length === 0) return upgradeShown(await channelTargets(ctx, of));
      const wanted = {
        ...(after === undefined ? {} : { after: after.total({ unit: "seconds", relativeTo: "1970-01-01" }) }),
        ...(named.length === 0 ? {} : { members: named }),
      };
      return upgradeShown(await setUpgrade(ctx, ctx.messengers, { channel: of.id, wanted }));
    },
  }),
];
