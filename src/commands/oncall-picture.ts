import type { ScheduleRecord } from "../domain/oncall/record.ts";
import { calendarFile } from "../pictures/calendar.ts";
import type { Message } from "../presentation/message.ts";
import { calendarView } from "../presentation/oncall-calendar.ts";
import { plainNaming } from "../presentation/oncall-members.ts";
import { askedFor, weeksFrom } from "../presentation/oncall-weeks.ts";
import { also, note } from "../presentation/say.ts";
import { viewCalendar } from "../services/oncall/schedule/calendar.ts";
import type { CommandCtx } from "./context.ts";

const weeksShown = 4;

/** A schedule's text with a picture of the coming weeks (features.md G59), in the reader's zone. The text stands alone where it cannot be drawn. */
export const pictured = async (
  ctx: CommandCtx,
  { id, key, name }: Pick<ScheduleRecord, "id" | "key" | "name">,
  text: Message,
): Promise<Message> => {
  const weeks = weeksFrom(ctx.now(), ctx.zone, weeksShown);
  const { schedules, names, everybody } = await viewCalendar(ctx, { ids: [id], layers: true, ...askedFor(weeks) });
  const view = calendarView({
    title: name,
    weeks,
    now: ctx.now(),
    everybody,
    name: plainNaming(names),
    schedules: schedules.map(({ shifts, gaps, layers }) => ({ key, name, shifts, gaps, layers })),
  });
  const file = await calendarFile(view).catch(() => undefined);
  return file === undefined ? also(text, note("The picture could not be drawn.")) : { ...text, files: [file] };
};
