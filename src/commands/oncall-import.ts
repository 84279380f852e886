import { Refusal } from "../domain/refusal.ts";
import { importNotes } from "../presentation/oncall-import.ts";
import { scheduleCreated } from "../presentation/oncall-schedule.ts";
import { also } from "../presentation/say.ts";
import { readFileText } from "../services/attachment/came-with.ts";
import { importSchedule } from "../services/oncall/import/schedule.ts";
import { viewSchedule } from "../services/oncall/schedule/view.ts";
import { word } from "./arguments/plain.ts";
import { type Command, command, optional } from "./command.ts";
import { warned } from "./warned.ts";

/** Schedules of other products. */
export const importCommands: readonly Command[] = [
  command({
    path: "oncall schedule import",
    summary: "Make a schedule from a PagerDuty, Opsgenie or Grafana OnCall file you mention me with",
    permission: "schedule.manage",
    answer: "private",
    args: { name: optional(word("Another name")) },
    run: async (ctx, { name }) => {
      const [file] = ctx.files ?? [];
      if (file === undefined) {
        throw new Refusal(
          "import-file",
          "Where is the file? Mention me in a message that has it: `@Tocsin oncall schedule import`.",
        );
      }
      const text = await readFileText(ctx, file);
      const made = await importSchedule(ctx, { text, ...(name === undefined ? {} : { name }) });
      const created = scheduleCreated(await viewSchedule(ctx, made.record.id));
      return warned(ctx, made.record.id, also(created, ...importNotes(made)));
    },
  }),
];
