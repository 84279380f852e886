import { makeSecret } from "../../secret.ts";
import { seededId } from "../ids.ts";
import type { Seed } from "../seed.ts";
import { epochSeconds } from "../stamps.ts";
import type { Channel, Group, Identity, Person } from "./records.ts";

export interface Population {
  readonly identity: Identity;
  readonly people: readonly Person[];
  readonly channels: readonly Channel[];
  readonly groups: readonly Group[];
}

/** The workspace as a first start finds it. */
export function populate(seed: Seed, now: Temporal.Instant): Population {
  const { domain } = seed.team;
  const bot = seed.bot ?? { handle: "tocsin", name: "Tocsin" };
  const created = epochSeconds(now);
  const personId = (handle: string) => seededId("U", domain, handle);
  const people = seed.people.map((person) => ({
    id: personId(person.handle),
    handle: person.handle,
    name: person.name,
    email: person.email ?? `${person.handle}@${domain}.example`,
    zone: person.zone ?? "UTC",
    owner: person.owner ?? false,
    bot: false,
    avatar: person.avatar ?? "#475569",
  }));
  const robot = { id: personId(bot.handle), handle: bot.handle, name: bot.name, email: "", zone: "UTC" };
  const owner = people.find((person) => person.owner)?.id ?? people[0]?.id ?? robot.id;
  const channels = seed.channels.map(
    (channel): Channel => ({
      id: seededId("C", domain, channel.name),
      kind: channel.private ? "private" : "channel",
      name: channel.name,
      topic: channel.topic ?? "",
      purpose: "",
      creator: owner,
      created,
      archived: false,
      members: channel.members?.map(personId) ?? people.map((person) => person.id),
      pins: [],
      bookmarks: [],
      read: {},
      formerNames: [],
    }),
  );
  const groups = (seed.groups ?? []).map((group) => ({
    id: seededId("S", domain, group.handle),
    handle: group.handle,
    name: group.name,
    members: group.members.map(personId),
    updated: created,
  }));
  return {
    identity: identityOf(seed, robot.id),
    people: [...people, { ...robot, owner: false, bot: true, avatar: "#dc2626" }],
    channels,
    groups,
  };
}

function identityOf({ team }: Seed, userId: string): Identity {
  const id = seededId("T", team.domain);
  return {
    id: "identity",
    team: { id, ...team },
    bot: { userId, botId: seededId("B", team.domain), appId: seededId("A", team.domain) },
    botToken: `xoxb-${makeSecret()}`,
    appToken: `xapp-1-${makeSecret()}`,
    signingSecret: makeSecret(),
    verificationToken: makeSecret(24),
  };
}
