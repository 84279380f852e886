import type { Channel } from "../../domain/channel.ts";
import { checkUrl } from "../../domain/incident/labels.ts";
import { statuses } from "../../domain/incident/status.ts";
import type { Option } from "../../presentation/message.ts";
import { channelCalled, suggestChannels } from "../../services/channel/find.ts";
import { suggestTags } from "../../services/incident/tags.ts";
import { rolesOf } from "../../services/role/list.ts";
import { type Argument, argument } from "../command.ts";
import type { CommandCtx } from "../context.ts";
import { choice } from "./plain.ts";

/** An incident channel by its key or name, with or without "#". */
export const channel = (description: string): Argument<Channel> =>
  argument(
    {
      name: "channel",
      expects: "a channel such as `#payments`; `/tocsin channel list` shows them",
      read: channelCalled,
      complete: suggestedChannels,
    },
    description,
  );

/** The same as a word: there may be no channel of that name yet. */
export const channelWord = (description: string): Argument<string> =>
  argument(
    {
      name: "channel",
      expects: "a channel such as `#payments`",
      read: (_ctx, text) => text,
      complete: suggestedChannels,
    },
    description,
  );

const suggestedChannels = async (ctx: CommandCtx, typed: string): Promise<readonly Option[]> =>
  (await suggestChannels(ctx, typed)).map(({ key, description: detail }) => ({
    label: `#${key}`,
    value: key,
    detail: detail.slice(0, 75),
  }));

/** A part people play in an incident. */
export const role = (description: string): Argument<{ readonly key: string; readonly name: string }> =>
  argument(
    {
      name: "role",
      expects: "a role such as `commander`; `/tocsin role list` shows them",
      read: async (ctx, text) =>
        (await rolesOf(ctx)).find(
          ({ key, name }) => key === text.toLowerCase() || name.toLowerCase() === text.toLowerCase(),
        ),
      complete: async (ctx, typed) =>
        (await rolesOf(ctx))
          .filter(({ name }) => name.toLowerCase().includes(typed.toLowerCase()))
          .slice(0, 25)
          .map(({ key, name }) => ({ label: name, value: key })),
    },
    description,
  );

/** One word; used ones are suggested. */
export const tag = (description: string): Argument<string> =>
  argument(
    {
      name: "tag",
      expects: "a tag of one word",
      read: (_ctx, text) => text,
      complete: async (ctx, typed) => (await suggestTags(ctx, typed)).map((one) => ({ label: one, value: one })),
    },
    description,
  );

export const status = (description: string) => choice(statuses, description);

/** An address that begins with https:// or the like. */
export const url = (description: string): Argument<string> =>
  argument(
    {
      name: "url",
      commas: true,
      expects: "an address that begins with https://",
      read: (_ctx, text) =>
        /^<?(?:https?:\/\/|mailto:)/i.test(text.trim())
          ? checkUrl(text.trim().replace(/^<([^|>]+)(?:\|[^>]*)?>$/, "$1"))
          : undefined,
    },
    description,
  );
