import { answer, code } from "../presentation/say.ts";
import { type Alias, type Command, command } from "./command.ts";
import { readyCommands } from "./oncall-ready.ts";

export const oncallCommands: readonly Command[] = [
  command({
    path: "oncall now",
    summary: "Show who is on call",
    permission: "schedule.view",
    answer: "private",
    args: {},
    run: async () =>
      answer(
        "There is no on-call schedule yet, so nobody is on call. Give an incident to somebody with ",
        code("/incident assign 42 @ada"),
        ".",
      ),
  }),
  ...readyCommands,
];

export const oncallAliases: readonly Alias[] = [{ from: "oncall", to: "oncall now" }];
