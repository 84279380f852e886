import type { Exported } from "../domain/oncall/export.ts";
import type { ScheduleRecord } from "../domain/oncall/record.ts";
import type { Message } from "./message.ts";
import { counted } from "./oncall-words.ts";
import { also, answer, bold, code, listed, note } from "./say.ts";

/** Schedules as files. */
export const schedulesExported = (
  exported: readonly { readonly record: Pick<ScheduleRecord, "key" | "name">; readonly file: Exported }[],
): Message => {
  const names = listed(exported.map(({ record }) => bold(record.name)));
  return {
    ...also(
      answer(names, exported.length === 1 ? " as a file." : " as files."),
      note("Who is on call by one: ", code("npm run -s tocsin -- oncall --json --config web.json --from ... --to ...")),
    ),
    files: exported.map(({ record, file }) => ({
      name: `${record.key}.json`,
      mediaType: "application/json",
      alt: `The schedule ${record.name} with ${counted(file.layers.length, "layer")}`,
      bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`),
    })),
  };
};
