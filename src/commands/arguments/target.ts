import { settingsOf, targetKinds } from "../../domain/target/kinds.ts";
import { type Party, partyKey, readParty, type Target } from "../../domain/target/target.ts";
import { personCalled, suggestPeople } from "../../services/person/find.ts";
import { suggestTargets, targetCalled } from "../../services/target/find.ts";
import { suggestTeams, teamCalled } from "../../services/team/find.ts";
import { type Argument, argument, asked } from "../command.ts";

/** One of the workspace's targets or of one's own contacts, by its key or its name. */
export const target = (description: string): Argument<Target> =>
  argument(
    {
      name: "target",
      expects: "a target; `/tocsin target list` shows them",
      read: targetCalled,
      complete: async (ctx, typed) =>
        (await suggestTargets(ctx, typed)).map(({ key, name, shown }) => ({ label: name, value: key, detail: shown })),
    },
    description,
  );

/** Somebody or a team; "none" takes away all that were there. */
export const party = (description: string): Argument<Party | "none"> =>
  argument(
    {
      name: "person|team",
      expects: "a person or a team, such as `@ada` or `platform`, or `none`",
      read: async (ctx, text) => {
        if (/^none$/iu.test(text)) return "none";
        const known = readParty(text);
        if (known !== undefined) return known;
        const somebody = await personCalled(ctx, text);
        if (somebody !== undefined) return { kind: "person", id: somebody.id };
        const team = await teamCalled(ctx, text);
        return team === undefined ? undefined : { kind: "team", id: team.id };
      },
      complete: async (ctx, typed) => {
        const [people, teams] = await Promise.all([suggestPeople(ctx, typed), suggestTeams(ctx, typed, 10)]);
        return [
          ...people.slice(0, 15).map(({ id, name }) => ({ label: name, value: partyKey({ kind: "person", id }) })),
          ...teams.map(({ id, name }) => ({ label: `${name} (team)`, value: partyKey({ kind: "team", id }) })),
        ];
      },
    },
    description,
  );

/** The names of all settings there are that a line may not hold: a form asks for them. */
const askedNames = [
  "account",
  "body",
  "channel",
  "chat",
  "device",
  "from",
  "header",
  "method",
  "secret",
  "server",
  "token",
  "topic",
  "url",
  "user",
] as const;
type AskedName = (typeof askedNames)[number];

/** What else a target can be told, and what shows nothing to others: a line may hold it too. */
export const typedNames = ["address", "to"] as const;

const anyText = (name: string): Argument<string | undefined> =>
  asked(argument({ name, expects: "some text", empty: true, read: (_ctx, text) => text }, `Its ${name}`));

/** One argument for each setting that a form asks for; which of them a kind knows, it says itself. */
export const askedSettings = Object.fromEntries(askedNames.map((name) => [name, anyText(name)])) as Readonly<
  Record<AskedName, Argument<string | undefined>>
>;

/** Every setting of every kind has an argument: the table fails to build otherwise. */
const missing = targetKinds
  .flatMap((kind) => settingsOf(kind).map(({ name }) => name))
  .filter((name) => !(name in askedSettings) && !(typedNames as readonly string[]).includes(name));
if (missing.length > 0) throw new Error(`These settings have no argument: ${missing.join(", ")}.`);
