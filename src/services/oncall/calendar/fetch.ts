import type { CalendarId } from "../../../domain/ids.ts";
import type { Outside } from "../../outside.ts";

const purpose = "calendar";

/** An address by which a calendar can be read is as good as a password. */
export const sealAddress = ({ vault }: Outside, id: CalendarId, url: string): string => vault.seal(purpose, id, url);

export const openAddress = ({ vault }: Outside, id: CalendarId, sealed: string): string | null =>
  vault.unseal(purpose, id, sealed);

/** The host of an address, for people: the rest of it is nobody's business. */
export const hostOf = (outside: Outside, id: CalendarId, sealed: string | undefined): string | undefined => {
  const url = sealed === undefined ? null : openAddress(outside, id, sealed);
  return url === null ? undefined : URL.parse(url.replace(/^webcals?:/iu, "https:"))?.host;
};
