import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { isSame } from "../domain/oncall/people.ts";
import { calendarOf, type Shift } from "../domain/oncall/schedule.ts";
import { ConfigError } from "../domain/refusal.ts";
import { readScheduleFile, readTime, scheduleFile } from "./oncall-file.ts";
import type { Verb } from "./verb.ts";

const usage = "Usage: npm run -s tocsin -- oncall --json --config FILE --from INSTANT --to INSTANT, or oncall --schema";

/** Prints the final schedule of a schedule described in a file: no database is asked. */
export const oncall: Verb = {
  summary: "Say who is on call by a schedule in a file, or print the file's JSON Schema",
  usage: "--json --config FILE --from INSTANT --to INSTANT | --schema",
  run: async (args) => {
    const { values } = readArgs(args);
    if (values.schema === true) {
      process.stdout.write(
        `${JSON.stringify(z.toJSONSchema(scheduleFile, { io: "input", unrepresentable: "any" }), null, 2)}\n`,
      );
      return 0;
    }
    const { config, from, to } = values;
    if (config === undefined || from === undefined || to === undefined) throw new ConfigError([usage]);
    const schedule = readScheduleFile(await readJson(config));
    const [start, end] = [bound("--from", from, schedule.zone), bound("--to", to, schedule.zone)];
    if (start > end) throw new ConfigError(["--to is before --from."]);
    const answers = answersOf(calendarOf(schedule).shifts(start, end), schedule.layers);
    process.stdout.write(`${JSON.stringify(answers, null, 2)}\n`);
    return 0;
  },
};

const readArgs = (args: readonly string[]) => {
  try {
    return parseArgs({
      args: [...args],
      options: {
        json: { type: "boolean" },
        schema: { type: "boolean" },
        config: { type: "string" },
        from: { type: "string" },
        to: { type: "string" },
      },
    });
  } catch (error) {
    throw new ConfigError([`${error instanceof Error ? error.message : String(error)} ${usage}`]);
  }
};

const readJson = async (path: string): Promise<unknown> => {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new ConfigError([`${path} cannot be read: ${error.message}.`]);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigError([`${path}: $: is not JSON: ${error instanceof Error ? error.message : String(error)}.`]);
  }
};

const bound = (name: string, text: string, zone: string): number => {
  try {
    return readTime(text, zone);
  } catch {
    throw new ConfigError([`${name} ${text} is no instant. Write one such as 2026-01-05T09:00:00Z.`]);
  }
};

interface Answer {
  readonly start: string;
  readonly end: string;
  readonly people: readonly string[];
  readonly layer: string;
}

/** Shifts as they are printed. Layers of one name read alike, so what they share is one answer. */
const answersOf = (shifts: readonly Shift[], layers: readonly { readonly name: string }[]): readonly Answer[] => {
  const answers: Answer[] = [];
  for (const { start, end, people, layer } of shifts) {
    const next: Answer = {
      start: instantText(start),
      end: instantText(end),
      people,
      layer: layer === null ? "override" : (layers[layer]?.name ?? ""),
    };
    const last = answers.at(-1);
    if (last?.end === next.start && last.layer === next.layer && isSame(last.people, people)) {
      answers[answers.length - 1] = { ...last, end: next.end };
    } else answers.push(next);
  }
  return answers;
};

const instantText = (at: number): string => Temporal.Instant.fromEpochMilliseconds(at).toString();
