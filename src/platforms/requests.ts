import type { CommandCtx } from "../commands/context.ts";
import type { Request } from "../commands/dispatch.ts";
import { chosenLine, incidentInLine } from "../commands/press.ts";
import type { Table } from "../commands/table.ts";
import type { Message } from "../presentation/message.ts";
import { also, answer, button, controls, note, paragraph } from "../presentation/say.ts";
import { occurrenceOf } from "../services/connection/place.ts";

const roots = new Set(["incident", "incidents", "issue", "oncall", "tocsin"]);

/** What nobody says after "@Tocsin": its first word may choose the command, otherwise it is about incidents. */
export const unspokenRoot = (words: string): "incident " | "" =>
  roots.has((/^\s*\/?(\S+)/.exec(words)?.[1] ?? "").toLowerCase()) ? "" : "incident ";

/** What follows "@Tocsin", as a line. */
export const spokenLine = (words: string): string => {
  const line = words.trim();
  const root = unspokenRoot(line);
  return root === "" ? line.replace(/^\//, "") : `${root}${line}`.trim();
};

/** A line that was kept because it did not fit its button. */
const kept = /^continue ([\w-]+)$/;

export const keptLine = (token: string): string => `continue ${token}`;

export const tokenInLine = (line: string): string | undefined => kept.exec(line)?.[1];

/** What a press asks for; of an earlier occurrence of the incident, only how things stand now. */
export const pressRequest = async (
  ctx: CommandCtx,
  table: Table,
  press: { readonly line: string; readonly occurrence?: number; readonly chosen?: readonly string[] },
): Promise<{ readonly request: Request; readonly stale?: number }> => {
  const number = incidentInLine(press.line);
  if (press.occurrence !== undefined && number !== undefined) {
    const now = await occurrenceOf(ctx, number);
    if (now !== null && now > press.occurrence) {
      return { request: { kind: "line", line: `incident show inc-${number}` }, stale: number };
    }
  }
  const line = press.chosen === undefined ? press.line : chosenLine(table, press.line, press.chosen);
  return { request: { kind: "line", line } };
};

/** Before the current state: why the press did nothing. */
export const staleAnswer = (message: Message, number: number): Message => ({
  ...message,
  blocks: [
    paragraph(`INC-${number} has been reopened since that button was drawn, so nothing was changed. It stands so:`),
    ...message.blocks,
  ],
});

/** Asks before a press counts, where the platform cannot ask by itself. */
export const confirmation = (
  { question, label }: { readonly question: string; readonly label: string },
  pressed: { readonly line: string; readonly occurrence?: number },
): Message => {
  const { line, occurrence } = pressed;
  return also(
    answer(question),
    controls(button(label, line, { style: "danger", ...(occurrence === undefined ? {} : { occurrence }) })),
  );
};

/** In the place of a form that can no longer be shown by itself. */
export const formButton = (title: string, token: string): Message =>
  also(
    answer(`The form "${title}" could not be shown in time.`),
    controls(button(title, keptLine(token), { style: "primary" })),
  );

/** Below what was wrong with a form: a way back to what was typed. */
export const correction = (message: Message, token: string): Message =>
  also(message, controls(button("Put it right", keptLine(token), { style: "primary" })));

/** `#words` that name no channel yet. */
export const unknownChannels = (keys: readonly string[]): Message =>
  also(
    answer(
      keys.length === 1
        ? `There is no channel #${keys[0]} yet.`
        : `There are no channels ${keys.map((key) => `#${key}`).join(", ")} yet.`,
    ),
    controls(...keys.slice(0, 5).map((key) => button(`Create #${key}`, `tocsin channel create ${key}`))),
    note("Name it in another comment afterwards, and the incident is delivered there."),
  );
