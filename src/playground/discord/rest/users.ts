import { z } from "zod";
import { permissionsIn } from "../access.ts";
import { snowflake } from "../check/fields.ts";
import { read } from "../check/problems.ts";
import { refuse } from "../refusal.ts";
import { guildsOf, openDm } from "../state/people.ts";
import { wireChannel } from "../wire/channel.ts";
import { wireUser } from "../wire/person.ts";
import { limitOf, type Routes } from "./route.ts";

export const userRoutes: Routes = {
  "GET /gateway": {
    open: true,
    run: (core) => ({ url: core.origin().replace("http", "ws") }),
  },
  "GET /gateway/bot": {
    run: (core) => ({
      url: core.origin().replace("http", "ws"),
      shards: 1,
      session_start_limit: { total: 1000, remaining: 1000, reset_after: 86_400_000, max_concurrency: 16 },
    }),
  },
  "GET /users/@me": {
    run: (core) => ({
      ...wireUser(core, core.identity.bot.userId),
      verified: true,
      mfa_enabled: true,
      locale: "en-US",
      email: null,
    }),
  },
  "GET /users/@me/guilds": {
    run: (core, call) =>
      guildsOf(core, core.identity.bot.userId)
        .slice(0, limitOf(call, 200, 200))
        .map(({ id, name, owner }) => ({
          id,
          name,
          icon: null,
          banner: null,
          owner: owner === core.identity.bot.userId,
          permissions: String(permissionsIn(core, id, core.identity.bot.userId)),
          features: ["COMMUNITY"],
        })),
  },
  "POST /users/@me/channels": {
    run: (core, { json }) => {
      const { recipient_id: id } = read(z.object({ recipient_id: snowflake }), json);
      const person = core.people.get(id) ?? refuse("unknownUser");
      if (person.bot) refuse("cannotDirect");
      return wireChannel(core, openDm(core, core.identity.bot.userId, id));
    },
  },
  "GET /users/:user": {
    run: (core, { params }) => {
      const { user = "" } = params;
      return core.people.get(user) === undefined ? refuse("unknownUser") : wireUser(core, user);
    },
  },
};
