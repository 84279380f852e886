import type { Actor } from "../domain/actor.ts";
import { may } from "../domain/permission.ts";
import type { Block, Message } from "../presentation/message.ts";
import { answer, bullets, button, code, controls, note, paragraph, type Words } from "../presentation/say.ts";
import type { Argument, Command } from "./command.ts";
import { findPath, type Reading } from "./read.ts";
import type { Table } from "./table.ts";
import { brief, synopsis } from "./usage.ts";
import { inShort } from "./words.ts";

/** What a group holds; where a word was not known, what was probably meant. */
export const groupHelp = (table: Table, actor: Actor, reading: Extract<Reading, { kind: "group" }>): Message => {
  const { path, unknown, rest } = reading;
  if (path === "" || table.under(path).length === 0)
    return answer("Begin with ", code("/incident"), ", ", code("/oncall"), " or ", code("/tocsin"), ".");
  const list = overview(table, actor, path);
  if (unknown === undefined) return { summary: `What /${path} can do`, blocks: list };
  const meant = reading.nearest;
  const typed = code(`/${path} ${inShort(unknown)}`);
  const first =
    meant === undefined
      ? paragraph("I do not know ", typed, ".")
      : paragraph("I do not know ", typed, ". Did you mean ", code(`/${path} ${meant}`), "?");
  const corrected = `${path} ${meant ?? ""}${rest.replace(/^\S+/u, "")}`;
  return {
    summary: `I do not know /${path} ${inShort(unknown)}.`,
    blocks: [
      first,
      ...(meant === undefined || rest === "" ? [] : [controls(button(`Run /${corrected}`, corrected))]),
      ...(path === "incident" && meant === undefined ? offered(rest) : []),
      note("All commands: ", code(`/${path.split(" ")[0]} help`)),
    ],
  };
};

/** What a line that begins with no command may want: to see an incident, or to open one, if it reads like a title. */
const offered = (rest: string): readonly Block[] => {
  const number = /^(?:inc-|#)?(\d+)$/iu.exec(rest)?.[1];
  if (number !== undefined) return [controls(button(`Show INC-${number}`, `incident show inc-${number}`))];
  const isTitle = /\s/u.test(rest) && !/\s(?:inc-|#)?\d+$/iu.test(rest);
  return isTitle ? [controls(button(`Open an incident: ${rest}`, `incident open ${rest}`))] : [];
};

const overview = (table: Table, actor: Actor, path: string): readonly Block[] => {
  const allowed = table.under(path).filter((one) => may(actor, one.permission));
  return [
    paragraph({ kind: "text", text: `/${path}`, style: "bold" }),
    bullets(allowed.map((one): Words => [code(brief(one)), ` ${one.summary}`])),
    note("More about one: ", code(`/${path.split(" ")[0]} help <command>`)),
  ];
};

/** Everything about one command. */
export const commandHelp = (table: Table, command: Command): Message => {
  const args = Object.entries(command.args).filter(([, { mode }]) => mode !== "asked");
  const aliases = table.aliases.filter((alias) => alias.to === command.path);
  return {
    summary: synopsis(command),
    blocks: [
      paragraph(code(synopsis(command))),
      paragraph(`${command.summary}.`),
      ...(args.length === 0
        ? []
        : [bullets(args.map(([name, arg]): Words => [code(spelled(name, arg)), ` ${arg.description}`]))]),
      ...(command.examples === undefined
        ? []
        : [note("For example ", ...command.examples.flatMap((one, i) => [i === 0 ? "" : " or ", code(`/${one}`)]))]),
      ...(aliases.length === 0
        ? []
        : [note("Also ", ...aliases.flatMap((alias, i) => [i === 0 ? "" : ", ", code(`/${alias.from}`)]))]),
    ],
  };
};

const spelled = (name: string, argument: Argument<unknown>): string => {
  switch (argument.mode) {
    case "named":
      return argument.filter ? `${name}: or ${name}!:` : `${name}:`;
    case "flag":
      return `--${name}`;
    default:
      return name;
  }
};

/** Help for whatever words follow: a command, a group, or everything. */
export const help = (table: Table, actor: Actor, root: string, topic: string): Message => {
  const path = `${root} ${topic}`.trim().toLowerCase();
  const found = table.find(path);
  const isGroup = table.under(path).some((one) => one.path !== path);
  if (isGroup) return groupHelp(table, actor, { kind: "group", path, rest: "" });
  if (found !== undefined) return commandHelp(table, found.command);
  const led = findPath(table, path);
  return led.kind === "command" ? commandHelp(table, led.command) : groupHelp(table, actor, { ...led, rest: "" });
};
