import type { Actor } from "../domain/actor.ts";
import { may } from "../domain/permission.ts";
import type { Block, Message } from "../presentation/message.ts";
import { answer, bullets, button, code, controls, note, paragraph, type Words } from "../presentation/say.ts";
import type { Argument, Command } from "./command.ts";
import type { Reading } from "./read.ts";
import type { Table } from "./table.ts";
import { synopsis } from "./usage.ts";

/** What a group holds; where a word was not known, what was probably meant. */
export const groupHelp = (table: Table, actor: Actor, reading: Extract<Reading, { kind: "group" }>): Message => {
  const { path, unknown, rest } = reading;
  if (path === "" || table.under(path).length === 0)
    return answer("Begin with ", code("/incident"), ", ", code("/oncall"), " or ", code("/tocsin"), ".");
  const list = overview(table, actor, path);
  if (unknown === undefined) return { summary: `What /${path} can do`, blocks: list };
  const meant = reading.nearest;
  const first =
    meant === undefined
      ? paragraph("I do not know ", code(`/${path} ${unknown}`), ".")
      : paragraph("I do not know ", code(`/${path} ${unknown}`), ". Did you mean ", code(`/${path} ${meant}`), "?");
  const corrected = `${path} ${meant ?? ""} ${rest.slice(unknown.length)}`.replace(/\s+/gu, " ").trim();
  return {
    summary: `I do not know /${path} ${unknown}.`,
    blocks: [
      first,
      ...(meant === undefined ? [] : [controls(button(`Run /${corrected.slice(0, 60)}`, corrected))]),
      ...(path === "incident" && meant === undefined && rest !== ""
        ? [controls(button(`Open an incident: ${rest.slice(0, 50)}`, `incident open ${rest.slice(0, 80)}`))]
        : []),
      note("All commands: ", code(`/${path.split(" ")[0]} help`)),
    ],
  };
};

const overview = (table: Table, actor: Actor, path: string): readonly Block[] => {
  const allowed = table.under(path).filter((one) => may(actor, one.permission));
  return [
    paragraph({ kind: "text", text: `/${path}`, style: "bold" }),
    bullets(allowed.map((one): Words => [code(synopsis(one)), ` ${one.summary}`])),
    note("More about one: ", code(`/${path.split(" ")[0]} help <command>`)),
  ];
};

/** Everything about one command. */
export const commandHelp = (table: Table, command: Command): Message => {
  const args = Object.entries(command.args);
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
  if (found !== undefined && path !== root) return commandHelp(table, found.command);
  const group = table.under(path).length > 0 ? path : root;
  return groupHelp(table, actor, {
    kind: "group",
    path: group,
    rest: "",
    ...(group === path ? {} : { unknown: topic }),
  });
};
