import type { Core } from "../core.ts";
import { refuse } from "../refusal.ts";
import { wireChannel, wirePerson } from "../wire.ts";
import { kindsOf } from "./conversations.ts";
import { isMember, type Methods, pageOf } from "./method.ts";

export const userMethods: Methods = {
  "users.info": {
    scopes: ["users:read"],
    run: (core, args) => {
      const person = core.people.get(args.required("user")) ?? refuse("user_not_found");
      return { user: wirePerson(core, person, maySeeEmail(core)) };
    },
  },
  "users.list": {
    scopes: ["users:read"],
    run: (core, args) => {
      const { items, next } = pageOf(core.people.all(), args, 1000);
      const members = items.map((person) => wirePerson(core, person, maySeeEmail(core)));
      return { members, cache_ts: 0, response_metadata: { next_cursor: next } };
    },
  },
  "users.lookupByEmail": {
    scopes: ["users:read.email"],
    run: (core, args) => {
      const email = args.required("email").toLowerCase();
      const found = core.people.find(
        (person) => !person.bot && !person.deleted && person.email.toLowerCase() === email,
      );
      return { user: wirePerson(core, found ?? refuse("users_not_found"), true) };
    },
  },
  "users.conversations": {
    scopes: ["channels:read", "groups:read", "im:read"],
    run: (core, args) => {
      const user = args.text("user") ?? core.identity.bot.userId;
      const kinds = kindsOf(core, args);
      const all = core.channels
        .all()
        .filter(
          (channel) =>
            kinds.includes(channel.kind) &&
            channel.members.includes(user) &&
            (channel.kind === "channel" || isMember(core, channel)) &&
            !(args.flag("exclude_archived") && channel.archived),
        );
      const { items, next } = pageOf(all, args);
      return { channels: items.map((channel) => wireChannel(core, channel)), response_metadata: { next_cursor: next } };
    },
  },
};

function maySeeEmail(core: Core): boolean {
  return core.installation()?.scopes.includes("users:read.email") ?? false;
}
