import type { CalendarId } from "../../../domain/ids.ts";
import type { Job } from "../../../domain/job.ts";
import type { StoredCalendar } from "../../../domain/oncall/stored-calendar.ts";
import { permit } from "../../../domain/permission.ts";
import { DeliveryError, Refusal } from "../../../domain/refusal.ts";
import type { Page } from "../../../ports.ts";
import { calendarsTriedBefore, lockCalendar, schedulesNaming, updateCalendar } from "../../../store/calendars.ts";
import type { Owed } from "../../beat/tick.ts";
import type { Ctx } from "../../ctx.ts";
import type { Outside } from "../../outside.ts";
import type { Busy } from "../ical/expand.ts";
import { applyContent } from "./apply.ts";
import { contentOf, readAhead } from "./content.ts";
import { openAddress } from "./fetch.ts";
import { zoneFor } from "./zone.ts";

const every = { minutes: 15 } as const;
/** So many a minute; the rest a minute later. */
const most = 200;

const calendarJob = (calendar: CalendarId): Job => ({
  data: { kind: "calendar", calendar },
  key: `calendar:${calendar}`,
  priority: -5,
});

/** Calendars that are to be read again. */
export const calendarsDue: Owed = {
  kind: "calendars",
  async due(tx, { to }) {
    return (await calendarsTriedBefore(tx, to.subtract(every), most)).map(calendarJob);
  },
};

/** Reads a calendar again. Where that fails it stays as it was, and says since when and why. */
export const readAgain = async (ctx: Ctx, outside: Outside, id: CalendarId): Promise<void> => {
  permit(ctx.actor, "schedule.manage");
  const known = await ctx.read(async (tx) => {
    const calendar = await lockCalendar(tx, ctx.workspace, id);
    if (calendar === undefined) return undefined;
    const [schedule] = calendar.purpose === "away" ? [] : await schedulesNaming(tx, ctx.workspace, id);
    return { calendar, zone: await zoneFor(ctx, tx, { person: calendar.person, schedule }) };
  });
  if (known?.calendar.url === undefined) return;
  const got = await attempt(ctx, outside, known.calendar, known.zone);
  await ctx.transact(async (tx) => {
    const calendar = await lockCalendar(tx, ctx.workspace, id);
    if (calendar === undefined) return;
    const now = ctx.now();
    if ("failure" in got) {
      await updateCalendar(tx, ctx.workspace, id, {
        failedAt: calendar.failedAt ?? now,
        failure: got.failure,
        readAt: now,
      });
      return;
    }
    const marks =
      got.page.kind === "same" ? {} : { etag: got.page.etag ?? null, lastModified: got.page.lastModified ?? null };
    await updateCalendar(tx, ctx.workspace, id, { readAt: now, failedAt: null, failure: null, ...marks });
    if (got.busy === undefined) return;
    const { content } = await contentOf(tx, ctx.workspace, calendar, { busy: got.busy, zone: known.zone, now });
    await applyContent(ctx, tx, calendar, content);
  });
};

const attempt = async (
  ctx: Ctx,
  outside: Outside,
  { id, url = "", etag, lastModified }: StoredCalendar,
  zone: string,
): Promise<{ readonly failure: string } | { readonly page: Page; readonly busy?: Busy }> => {
  const address = openAddress(outside, id, url);
  if (address === null)
    return { failure: "Its address was sealed with a key that is not there any more. Add it anew." };
  try {
    const known = { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
    const page = await outside.reader.read(address, known);
    if (page.kind === "same") return { page };
    return { page, busy: await readAhead(page.text, zone, ctx.now()) };
  } catch (error) {
    if (error instanceof DeliveryError || error instanceof Refusal) return { failure: error.message };
    throw error;
  }
};
