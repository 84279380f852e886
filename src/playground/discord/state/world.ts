import { openShelf, type Shelf } from "../../shelf.ts";
import type { Storage } from "../../storage.ts";
import { makeSnowflakes } from "../ids.ts";
import type { DiscordSeed } from "../seed.ts";
import { type Log, openLog } from "./log.ts";
import { makeNonces, type Nonces } from "./nonces.ts";
import { begin, populate } from "./populate.ts";
import type { Attachment, Channel, Command, Guild, Identity, Member, Person, Role } from "./records.ts";

/** What a local Discord remembers. */
export interface World {
  readonly storage: Storage;
  readonly identity: Identity;
  readonly people: Shelf<Person>;
  readonly guilds: Shelf<Guild>;
  readonly members: Shelf<Member>;
  readonly roles: Shelf<Role>;
  readonly channels: Shelf<Channel>;
  readonly files: Shelf<Attachment>;
  readonly commands: Shelf<Command>;
  readonly log: Log;
  readonly nonces: Nonces;
  /** The id of whatever comes next. */
  readonly nextId: () => string;
}

/** Opens what was kept; the seed counts only where nothing was. */
export function openWorld(storage: Storage, seed: DiscordSeed, now: () => Temporal.Instant): World {
  const identities = openShelf<Identity>(storage, "identity");
  const log = openLog(storage);
  const shelves = {
    people: openShelf<Person>(storage, "person"),
    guilds: openShelf<Guild>(storage, "guild"),
    members: openShelf<Member>(storage, "member"),
    roles: openShelf<Role>(storage, "role"),
    channels: openShelf<Channel>(storage, "channel"),
    files: openShelf<Attachment>(storage, "file"),
    commands: openShelf<Command>(storage, "command"),
  };
  const first = (): Identity => {
    const { identity, bot } = begin(seed);
    shelves.people.put(bot);
    found(shelves, seed, now());
    return identities.put(identity);
  };
  const identity = identities.get("identity") ?? first();
  const nonces = makeNonces(log);
  for (const message of log.all()) nonces.keep(message);
  return { storage, identity, ...shelves, log, nonces, nextId: makeSnowflakes(now, log.latest()) };
}

/** Puts a seeded server, its people and its channels where they belong. */
export function found(
  world: Omit<World, "storage" | "identity" | "log" | "nonces" | "nextId">,
  seed: DiscordSeed,
  now: Temporal.Instant,
): Guild {
  const { guild, people, members, roles, channels } = populate(seed, now);
  for (const person of people) if (world.people.get(person.id) === undefined) world.people.put(person);
  for (const member of members) world.members.put(member);
  for (const role of roles) world.roles.put(role);
  for (const channel of channels) world.channels.put(channel);
  return world.guilds.put(guild);
}
