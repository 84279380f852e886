import type { Hono } from "hono";
import { perform } from "../slack/acts/act.ts";
import type { Core } from "../slack/core.ts";
import { messagesOf, stateOf } from "../slack/look.ts";
import { findChannel, findPerson } from "../slack/state/people.ts";
import type { Trouble } from "../slack/trouble.ts";
import { actShape } from "./act-shape.ts";
import type { LiveStreams } from "./live.ts";
import { faultShape, makeFault } from "./make-fault.ts";
import { pageApi } from "./page-api.ts";

export interface SlackApiParts {
  readonly core: Core;
  readonly trouble: Trouble;
  readonly live: LiveStreams;
}

export function slackApi({ core, trouble, live }: SlackApiParts): Hono {
  return pageApi({
    findPerson: (name) => findPerson(core, name),
    stateOf: (person) => stateOf(core, person),
    messagesOf: (person, name, thread) => {
      const channel = findChannel(core, name, person);
      return channel && messagesOf(core, person, channel, thread);
    },
    complete: async (person, { channel = "", command = "", text = "" }) =>
      (await core.installation()?.complete?.(person.id, channel, command, text)) ?? [],
    file: (id) => {
      const file = core.files.get(id);
      const bytes = core.storage.bytes(id);
      return file && bytes && { name: file.name, mediaType: file.mimetype, bytes };
    },
    act: { shape: actShape, perform: (person, act) => perform(core, person, act) },
    fault: { shape: faultShape, make: (fault) => makeFault(trouble, fault) },
    live,
  });
}
