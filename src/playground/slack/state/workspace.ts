import { openShelf, type Shelf } from "../../shelf.ts";
import type { Storage } from "../../storage.ts";
import type { Seed } from "../seed.ts";
import { makeStamps } from "../stamps.ts";
import { type Log, openLog } from "./log.ts";
import { populate } from "./populate.ts";
import type { Channel, Group, Identity, Person, StoredFile, View } from "./records.ts";

/** What a local Slack remembers. */
export interface Workspace {
  readonly storage: Storage;
  /** Was nothing kept? */
  readonly fresh: boolean;
  readonly identity: Identity;
  readonly people: Shelf<Person>;
  readonly channels: Shelf<Channel>;
  readonly groups: Shelf<Group>;
  readonly files: Shelf<StoredFile>;
  readonly homes: Shelf<View>;
  readonly log: Log;
  /** The name of the next message. */
  readonly stamp: () => string;
}

/** Opens what was kept; the seed counts only where nothing was. */
export function openWorkspace(storage: Storage, seed: Seed, now: () => Temporal.Instant): Workspace {
  const identities = openShelf<Identity>(storage, "identity");
  const people = openShelf<Person>(storage, "person");
  const channels = openShelf<Channel>(storage, "channel");
  const groups = openShelf<Group>(storage, "group");
  const log = openLog(storage);
  const begin = (): Identity => {
    const first = populate(seed, now());
    for (const person of first.people) people.put(person);
    for (const channel of first.channels) channels.put(channel);
    for (const group of first.groups) groups.put(group);
    return identities.put(first.identity);
  };
  const kept = identities.get("identity");
  const identity = kept ?? begin();
  return {
    storage,
    fresh: kept === undefined,
    identity,
    people,
    channels,
    groups,
    files: openShelf<StoredFile>(storage, "file"),
    homes: openShelf<View>(storage, "home"),
    log,
    stamp: makeStamps(now, log.latest()),
  };
}
