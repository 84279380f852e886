import type { File } from "../presentation/message.ts";
import type { CalendarView } from "../presentation/oncall-calendar.ts";
import { calendarAlt } from "../presentation/oncall-calendar-words.ts";
import { startPainter } from "./painter.ts";
import type { Picture } from "./painting.ts";

const painter = startPainter();

/** A calendar as a picture, drawn in another thread: nothing is loaded for it before the first one. */
export const drawCalendar = (view: CalendarView): Promise<Picture> => painter.paint(view);

/** The picture of a calendar as it is posted. The alternative text says what can be seen. */
export const calendarFile = async (view: CalendarView): Promise<File> => {
  const { png } = await drawCalendar(view);
  return { name: "on-call.png", mediaType: "image/png", alt: calendarAlt(view), bytes: png };
};
