import type { Profile } from "../inbound.ts";

/** The part of Slack's user object that is read. */
export interface SlackUser {
  readonly id?: string;
  readonly name?: string;
  readonly real_name?: string;
  readonly tz?: string;
  readonly is_bot?: boolean;
  readonly is_owner?: boolean;
  readonly is_primary_owner?: boolean;
  readonly is_email_confirmed?: boolean;
  readonly profile?: { readonly real_name?: string; readonly display_name?: string; readonly email?: string };
}

export const profileOf = (user: SlackUser): Profile => {
  const { profile = {} } = user;
  const handle = user.name || user.id || "unknown";
  const zone = zoneOf(user.tz);
  return {
    name: profile.real_name || user.real_name || profile.display_name || handle,
    handle: profile.display_name || handle,
    owner: user.is_owner === true || user.is_primary_owner === true,
    bot: user.is_bot === true || user.id === "USLACKBOT",
    // People are the same by their address: one that nobody has confirmed may be anybody's.
    ...(profile.email && user.is_email_confirmed !== false ? { email: profile.email } : {}),
    ...(zone === undefined ? {} : { zone }),
  };
};

/** Only a zone this machine knows too. */
const zoneOf = (zone: string | undefined): string | undefined => {
  try {
    return zone ? Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone).timeZoneId : undefined;
  } catch {
    return undefined;
  }
};
