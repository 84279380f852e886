import type { Profile } from "../inbound.ts";
import type { DiscordUser } from "./body.ts";

/** What Discord tells about somebody in a guild. It tells bots neither zones nor addresses. */
export const profileOf = (user: DiscordUser, nick: string | null | undefined, owner: string | undefined): Profile => ({
  name: nick || user.global_name || user.username,
  handle: user.username,
  owner: user.id === owner,
  bot: user.bot === true || user.system === true,
});
