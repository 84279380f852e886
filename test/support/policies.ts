import type { ChannelId, EscalationId, PolicyId } from "../../src/domain/ids.ts";
import type { Step } from "../../src/domain/notify/plan.ts";
import type { PolicyRule } from "../../src/domain/notify/policy.ts";
import { memberKey } from "../../src/domain/oncall/member.ts";
import { freshId } from "../../src/services/ctx.ts";
import { builtInChannel } from "../../src/store/channel-hearers.ts";
import { insertEscalation, insertPolicy } from "../../src/store/policies.ts";
import type { PostingWorld } from "./posting-world.ts";

type Name = keyof PostingWorld["workspace"]["people"];

/**
 * "Payments" calls these one after the other, five minutes apart, or step by step as given; of every incident, or of
 * those in a channel, or of those that grave.
 */
export const calling = async (
  world: PostingWorld,
  steps: readonly (Name | Step)[],
  {
    name = "Payments",
    channel,
    leastRank,
  }: { readonly name?: string; readonly channel?: ChannelId; readonly leastRank?: number } = {},
): Promise<void> => {
  const { people } = world.workspace;
  await setUp(world, channel, (tx, made) =>
    insertEscalation(tx, world.workspace.workspace, {
      id: freshId<EscalationId>(),
      key: name.toLowerCase(),
      name,
      ...made,
      ...(leastRank === undefined ? {} : { leastRank }),
      plan: {
        kind: "escalation",
        name,
        repeats: 0,
        lastResort: [],
        steps: steps.map((one) =>
          typeof one === "string"
            ? { targets: [memberKey({ kind: "person", id: people[one] })], wait: 300, need: 1 }
            : one,
        ),
      },
    }),
  );
};

/** Of every incident, or of those in a channel, "Watch" reminds by these rules. */
export const reminding = async (
  world: PostingWorld,
  rules: readonly PolicyRule[],
  channel?: ChannelId,
): Promise<void> =>
  setUp(world, channel, (tx, made) =>
    insertPolicy(tx, world.workspace.workspace, {
      id: freshId<PolicyId>(),
      key: "watch",
      name: "Watch",
      types: [],
      rules,
      schedules: [],
      hold: false,
      ...made,
    }),
  );

type Insert = Parameters<PostingWorld["workspace"]["database"]["transact"]>[0];

const setUp = async (
  { workspace: { database, workspace, people, clock } }: PostingWorld,
  channel: ChannelId | undefined,
  insert: (tx: Parameters<Insert>[0], made: Made) => Promise<boolean>,
): Promise<void> => {
  const by = `person:${people.ada}`;
  await database.transact(async (tx) => {
    const of = channel ?? (await builtInChannel(tx, workspace));
    await insert(tx, {
      channels: of === undefined ? [] : [of],
      createdBy: by,
      createdAt: clock.now(),
      updatedBy: by,
      updatedAt: clock.now(),
    });
  });
};

type Made = Pick<
  Parameters<typeof insertPolicy>[2],
  "channels" | "createdBy" | "createdAt" | "updatedBy" | "updatedAt"
>;
