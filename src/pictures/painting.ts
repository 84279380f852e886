import { parentPort } from "node:worker_threads";
import type { CalendarView } from "../presentation/oncall-calendar.ts";
import { drawSheet, textsOf } from "./calendar-sheet.ts";
import { openFonts } from "./fonts.ts";
import { letteringOf } from "./lettering.ts";
import { openRaster } from "./raster.ts";

/** A drawing, in both forms. */
export interface Picture {
  /** Needs no font: letters are shapes in it. */
  readonly svg: string;
  readonly png: Uint8Array;
}

/** The thread that `startPainter` asks. What goes wrong in it ends it: the next picture has another. */
const [fonts, rasterise] = await Promise.all([openFonts(), openRaster()]);

parentPort?.on("message", async (view: CalendarView) => {
  await fonts.load(textsOf(view));
  const svg = drawSheet(view, letteringOf(fonts));
  const picture: Picture = { svg, png: rasterise(svg) };
  parentPort?.postMessage(picture);
});
