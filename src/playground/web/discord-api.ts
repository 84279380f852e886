import type { Hono } from "hono";
import { perform } from "../discord/acts/act.ts";
import type { Core } from "../discord/core.ts";
import { messagesOf, stateOf } from "../discord/look.ts";
import { findChannel, findPerson } from "../discord/state/people.ts";
import type { Trouble } from "../discord/trouble.ts";
import { actShape } from "./discord-act-shape.ts";
import { faultShape, makeFault } from "./discord-fault.ts";
import type { LiveStreams } from "./live.ts";
import { pageApi } from "./page-api.ts";

export interface DiscordApiParts {
  readonly core: Core;
  readonly trouble: Trouble;
  readonly live: LiveStreams;
}

export function discordApi({ core, trouble, live }: DiscordApiParts): Hono {
  return pageApi({
    findPerson: (name) => findPerson(core, name),
    stateOf: (person) => stateOf(core, person),
    messagesOf: (person, name, thread) => {
      const channel = findChannel(core, thread ?? name, person);
      return channel && messagesOf(core, person, channel);
    },
    complete: async (person, { channel = "", text = "" }) =>
      (await core.installation()?.complete?.(person.id, channel, text)) ?? [],
    file: (id) => {
      const file = core.files.get(id);
      const bytes = core.storage.bytes(id);
      return file && bytes && { name: file.filename, mediaType: file.mediaType, bytes };
    },
    act: { shape: actShape, perform: (person, act) => perform(core, person, act) },
    fault: { shape: faultShape, make: (fault) => makeFault(trouble, fault) },
    live,
  });
}
