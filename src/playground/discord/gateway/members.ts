import type { Json } from "../../json.ts";
import type { Core } from "../core.ts";
import { membersOf } from "../state/people.ts";
import { wireMember } from "../wire/person.ts";
import { intents } from "./intents.ts";
import type { Session } from "./session.ts";

const most = 100;

/** Op 8: members by name or id; all of them only with the members intent. */
export function chunkMembers(core: Core, session: Session, asked: Json): void {
  const guild = String(asked.guild_id);
  const limit = Number(asked.limit ?? 0);
  const query = typeof asked.query === "string" ? asked.query.toLowerCase() : undefined;
  const ids = asked.user_ids === undefined ? undefined : [asked.user_ids].flat().map(String);
  const wantsAll = ids === undefined && (query ?? "") === "";
  if (wantsAll && (session.intents & intents.members) === 0) return;
  const found = membersOf(core, guild).filter(({ user, nick }) => {
    if (ids !== undefined) return ids.includes(user);
    const person = core.people.get(user);
    return [nick, person?.username].some((name) => name?.toLowerCase().startsWith(query ?? ""));
  });
  const chosen = wantsAll && limit === 0 ? found : found.slice(0, limit === 0 ? most : Math.min(limit, most));
  session.dispatch("GUILD_MEMBERS_CHUNK", {
    guild_id: guild,
    members: chosen.map((member) => wireMember(core, member)),
    chunk_index: 0,
    chunk_count: 1,
    not_found: ids?.filter((id) => !found.some(({ user }) => user === id)) ?? [],
    ...(asked.nonce === undefined ? {} : { nonce: asked.nonce }),
  });
}
