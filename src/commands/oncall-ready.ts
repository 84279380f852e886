import { readiness } from "../presentation/readiness.ts";
import { viewReadiness } from "../services/notify/ready.ts";
import { meansOf } from "../services/person/unreachable.ts";
import { type Command, command } from "./command.ts";

export const readyCommands: readonly Command[] = [
  command({
    path: "oncall ready",
    summary: "Say whether everybody who can be paged can be reached",
    permission: "schedule.view",
    answer: "private",
    args: {},
    run: async (ctx) => readiness(await viewReadiness(ctx, meansOf(ctx))),
  }),
];
