import { refuse } from "../refusal.ts";
import { rolesOf } from "../wire/guild.ts";
import { wireRole } from "../wire/person.ts";
import { guildOf, type Routes } from "./route.ts";

export const roleRoutes: Routes = {
  "GET /guilds/:guild/roles": { run: (core, call) => rolesOf(core, guildOf(core, call).id) },
  "GET /guilds/:guild/roles/:role": {
    run: (core, call) => {
      const guild = guildOf(core, call);
      const role = core.roles.get(call.params.role ?? "");
      return role?.guild === guild.id ? wireRole(role) : refuse("unknownRole");
    },
  },
};
