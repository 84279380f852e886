import type { Json } from "../../json.ts";
import { putGroup, wireGroup } from "../admin.ts";
import type { Core } from "../core.ts";
import { refuse } from "../refusal.ts";
import type { Methods } from "./method.ts";

export const authMethods: Methods = {
  "auth.test": { scopes: [], run: (core) => whoAmI(core) },
  "api.test": {
    scopes: [],
    run: (_core, args) => {
      const error = args.text("error");
      return error === undefined ? { args: args.all } : refuse(error, { args: args.all });
    },
  },
  "team.info": {
    scopes: ["team:read"],
    run: ({ identity: { team } }) => ({
      team: { id: team.id, name: team.name, domain: team.domain, email_domain: "", icon: { image_default: true } },
    }),
  },
  "bots.info": {
    scopes: ["users:read"],
    run: ({ identity: { bot }, people }, args) => {
      if ((args.text("bot") ?? bot.botId) !== bot.botId) refuse("bot_not_found");
      const name = people.get(bot.userId)?.name ?? "";
      return { bot: { id: bot.botId, deleted: false, name, updated: 0, app_id: bot.appId, user_id: bot.userId } };
    },
  },
  "usergroups.list": {
    scopes: ["usergroups:read"],
    run: (core, args) => ({
      usergroups: core.groups.all().map((group) => {
        const { users, ...about } = wireGroup(core, group);
        return args.flag("include_users") ? { ...about, users } : about;
      }),
    }),
  },
  "usergroups.users.list": {
    scopes: ["usergroups:read"],
    run: (core, args) => ({
      users: (core.groups.get(args.required("usergroup")) ?? refuse("no_such_subteam")).members,
    }),
  },
  "usergroups.users.update": {
    scopes: ["usergroups:write"],
    run: (core, args) => {
      const before = core.groups.get(args.required("usergroup")) ?? refuse("no_such_subteam");
      const members = args.words("users");
      if (members.length === 0) refuse("no_users_provided");
      if (members.some((id) => core.people.get(id) === undefined)) refuse("invalid_users");
      return { usergroup: wireGroup(core, putGroup(core, { ...before, members: [...new Set(members)] }, before)) };
    },
  },
};

function whoAmI(core: Core): Json {
  const { team, bot } = core.identity;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: core.people.get(bot.userId)?.handle,
    team_id: team.id,
    user_id: bot.userId,
    bot_id: bot.botId,
    is_enterprise_install: false,
  };
}
