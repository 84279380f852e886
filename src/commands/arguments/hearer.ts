import { type Member, type MemberKey, memberKey, readMember } from "../../domain/oncall/member.ts";
import { Refusal } from "../../domain/refusal.ts";
import type { Option } from "../../presentation/message.ts";
import { scheduleCalled, suggestSchedules } from "../../services/oncall/schedule/find.ts";
import { personCalled, suggestPeople } from "../../services/person/find.ts";
import { suggestTargets, targetCalled } from "../../services/target/find.ts";
import { suggestTeams, teamCalled } from "../../services/team/find.ts";
import { type Argument, type ArgumentType, argument, trailing } from "../command.ts";
import type { CommandCtx } from "../context.ts";

const expects = "a person, a team, a schedule, a group, a target, a chat channel or an e-mail address";

/** Undefined for a word that means nobody. */
export const readHearer = async (ctx: CommandCtx, text: string): Promise<MemberKey | undefined> => {
  const word = text.trim().replace(/^"(.*)"$/su, "$1");
  const member = readMember(word) ?? placeIn(ctx, word) ?? groupIn(ctx, word) ?? (await calledSo(ctx, word));
  return member === undefined ? undefined : memberKey(member);
};

const calledSo = async (ctx: CommandCtx, word: string): Promise<Member | undefined> => {
  const person = await personCalled(ctx, word);
  if (person !== undefined) return { kind: "person", id: person.id };
  const team = await teamCalled(ctx, word);
  if (team !== undefined) return { kind: "team", id: team.id };
  const schedule = await scheduleCalled(ctx, word);
  if (schedule !== undefined) return { kind: "schedule", id: schedule.id };
  const target = await targetCalled(ctx, word);
  if (target !== undefined) return { kind: "target", id: target.id };
  const typed = word.replace(/^<mailto:([^|>]+)(?:\|[^>]*)?>$/u, "$1");
  return /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(typed)
    ? { kind: "email", address: typed.toLowerCase() }
    : undefined;
};

const address = /https:\/\/(?:[\w.-]+\/archives\/([A-Z0-9]+)|discord\.com\/channels\/\d+\/(\d+))/u;

/** "here", or a chat channel as it arrives in a line: `[#ops](https://acme.slack.com/archives/C1)`. */
const placeIn = ({ place, connection }: CommandCtx, word: string): Member | undefined => {
  if (word.toLowerCase() === "here" && place !== undefined) {
    return { kind: "place", connection: place.connection, chat: place.chat };
  }
  const [, slack, discord] = address.exec(word) ?? [];
  const chat = slack ?? discord;
  return chat === undefined || connection === undefined ? undefined : { kind: "place", connection, chat };
};

const groups = [/^\[[^\]]+\]\(group:([^)\s]+)\)$/u, /^<!subteam\^([A-Z0-9]+)(?:\|[^>]+)?>$/u, /^<@&(\d+)>$/u];

const groupIn = ({ connection }: CommandCtx, word: string): Member | undefined => {
  const group = groups.map((shape) => shape.exec(word)?.[1]).find((found) => found !== undefined);
  return group === undefined || connection === undefined ? undefined : { kind: "group", connection, group };
};

const suggestHearers = async (ctx: CommandCtx, typed: string): Promise<readonly Option[]> => {
  const sought = typed.replace(/^[@#]/u, "");
  const [people, teams, schedules, targets] = await Promise.all([
    suggestPeople(ctx, sought, 10),
    suggestTeams(ctx, sought, 5),
    suggestSchedules(ctx, sought, 5),
    suggestTargets(ctx, sought, 5),
  ]);
  return [
    ...people.map(({ id, name }) => ({ label: name, value: memberKey({ kind: "person", id }) })),
    ...teams.map(({ id, name }) => ({ label: `${name} (team)`, value: memberKey({ kind: "team", id }) })),
    ...schedules.map(({ id, name }) => ({ label: `${name} (on call)`, value: memberKey({ kind: "schedule", id }) })),
    ...targets.map(({ id, name }) => ({ label: `${name} (target)`, value: memberKey({ kind: "target", id }) })),
  ];
};

/** The most characters a platform takes for one suggestion. */
const longest = 100;

/** Of several the last one is being typed: what stands before it stays. */
const suggestLast = async (ctx: CommandCtx, typed: string): Promise<readonly Option[]> => {
  const [, before = "", last = ""] = /^(.*,\s*)?(.*)$/su.exec(typed) ?? [];
  return (await suggestHearers(ctx, last))
    .map(({ label, value }) => ({ label: `${before}${label}`, value: `${before}${value}` }))
    .filter(({ label, value }) => label.length <= longest && value.length <= longest);
};

const type: ArgumentType<MemberKey> = { name: "who", expects, read: readHearer, complete: suggestHearers };

/** Somebody or something that can be told: a person, a team, whoever is on call, a group, a chat channel, an address. */
export const hearer = (description: string): Argument<MemberKey> => argument(type, description);

/** Several of them at the end of a line: `@ada, platform team, ops@acme.test` or `@ada @grace here`. */
export const hearers = (description: string): Argument<readonly MemberKey[]> =>
  trailing(
    argument(
      { name: "who", expects: `${expects}; several with commas`, read: readHearers, complete: suggestLast },
      description,
    ),
  );

/** The same, where "off" means that nobody is. */
export const hearersOrOff = (description: string): Argument<readonly MemberKey[] | "off"> =>
  trailing(
    argument(
      {
        name: "who|off",
        expects: `${expects}; several with commas; or \`off\``,
        read: async (ctx, text) => (/^(?:off|none)$/i.test(text.trim()) ? "off" : readHearers(ctx, text)),
        complete: suggestLast,
      },
      description,
    ),
  );

/** What stands between commas as a whole; where that means nobody, each of its words. */
export const readHearers = async (ctx: CommandCtx, text: string): Promise<readonly MemberKey[] | undefined> => {
  const found: MemberKey[] = [];
  for (const part of partsOf(text, /^,/u)) {
    const whole = await readHearer(ctx, part);
    if (whole === undefined && /^@?on[\s-]?call$/iu.test(part)) return refuseOnCall(ctx);
    if (whole !== undefined) found.push(whole);
    else for (const word of partsOf(part, /^\s/u)) found.push(...(await joinedIn(ctx, word)));
  }
  return found.length === 0 ? undefined : [...new Set(found)];
};

/** One, or several with a plus between them; an address may have one of its own. */
const joinedIn = async (ctx: CommandCtx, word: string): Promise<readonly MemberKey[]> => {
  const one = await readHearer(ctx, word);
  if (one !== undefined) return [one];
  const parts = word.split("+").filter((part) => part !== "");
  if (parts.length < 2) return refuseUnknown(word);
  const found: MemberKey[] = [];
  for (const part of parts) found.push((await readHearer(ctx, part)) ?? refuseUnknown(part));
  return found;
};

const refuseOnCall = async (ctx: CommandCtx): Promise<never> => {
  const [first] = await suggestSchedules(ctx, "", 1);
  throw new Refusal(
    "which-schedule",
    first === undefined
      ? "Nobody is on call: there is no schedule yet. Name a person, such as `@ada`."
      : `Whoever is on call goes by the name of the schedule: type \`${first.key}\`. \`/oncall schedule list\` shows them all.`,
  );
};

const refuseUnknown = (word: string): never => {
  throw new Refusal("nobody-called", `"${word.slice(0, 80)}" is nobody I know. Name ${expects}.`);
};

/** Cut at a separator, but not within a mention, a link or a quotation. */
const partsOf = (text: string, separator: RegExp): readonly string[] => {
  const parts = [""];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at);
    const whole = /^(?:<[^>\s]+>|\[[^\]]*\]\([^)\s]*\)|"[^"]*")/u.exec(rest)?.[0];
    if (whole === undefined && separator.test(rest)) parts.push("");
    else parts.push(`${parts.pop() ?? ""}${whole ?? rest.charAt(0)}`);
    at += whole?.length ?? 1;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
};
