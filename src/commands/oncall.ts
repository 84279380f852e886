import type { Alias, Command } from "./command.ts";
import { awayCommands } from "./oncall-away.ts";
import { calendarCommands } from "./oncall-calendar.ts";
import { feedCommands } from "./oncall-feed.ts";
import { followCommands } from "./oncall-follow.ts";
import { importCommands } from "./oncall-import.ts";
import { layerCommands } from "./oncall-layer.ts";
import { standingCommands } from "./oncall-now.ts";
import { overrideCommands } from "./oncall-override.ts";
import { pingCommands } from "./oncall-ping.ts";
import { readyCommands } from "./oncall-ready.ts";
import { rotationCommands } from "./oncall-rotation.ts";
import { scheduleCommands } from "./oncall-schedule.ts";
import { shiftCommands } from "./oncall-shift.ts";
import { swapCommands } from "./oncall-swap.ts";

/** Everything under `/oncall`: who is on call, and by what. */
export const oncallCommands: readonly Command[] = [
  ...standingCommands,
  ...readyCommands,
  ...scheduleCommands,
  ...importCommands,
  ...followCommands,
  ...layerCommands,
  ...rotationCommands,
  ...overrideCommands,
  ...shiftCommands,
  ...swapCommands,
  ...awayCommands,
  ...calendarCommands,
  ...pingCommands,
  ...feedCommands,
];

export const oncallAliases: readonly Alias[] = [
  { from: "oncall", to: "oncall now" },
  { from: "oncall schedules", to: "oncall schedule list" },
  { from: "oncall cover me", to: "oncall cover" },
  { from: "oncall list", to: "oncall schedule list" },
  { from: "oncall show", to: "oncall schedule show" },
  { from: "oncall create", to: "oncall schedule create" },
  { from: "oncall join", to: "oncall rotation join" },
  { from: "oncall leave", to: "oncall rotation leave" },
  { from: "oncall override", to: "oncall override add" },
  { from: "oncall swap", to: "oncall swap request" },
  { from: "oncall calendars", to: "oncall calendar list" },
  { from: "oncall swaps", to: "oncall swap list" },
  { from: "oncall away", to: "oncall away add" },
  { from: "oncall overrides", to: "oncall override list" },
];
