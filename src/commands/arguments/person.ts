import type { PersonId } from "../../domain/ids.ts";
import type { Assignee } from "../../domain/incident/assignee.ts";
import type { Option } from "../../presentation/message.ts";
import { personCalled, suggestPeople } from "../../services/person/find.ts";
import { suggestTeams, teamCalled } from "../../services/team/find.ts";
import { type Argument, argument } from "../command.ts";
import type { CommandCtx } from "../context.ts";

export interface PersonValue {
  readonly id: PersonId;
  readonly name: string;
}

/** Somebody: a mention, a handle, a name, an address, or "me". */
export const person = (description: string): Argument<PersonValue> =>
  argument(
    { name: "person", expects: "somebody, such as `@ada` or `me`", read: personCalled, complete: completePeople },
    description,
  );

/** A team by its key or its name. */
export const team = (description: string): Argument<NonNullable<Awaited<ReturnType<typeof teamCalled>>>> =>
  argument(
    {
      name: "team",
      expects: "a team; `/tocsin team list` shows them",
      read: teamCalled,
      complete: async (ctx, typed) =>
        (await suggestTeams(ctx, typed)).map(({ key, name }) => ({ label: name, value: key })),
    },
    description,
  );

/** An assignee and what to call them. */
export interface AssigneeValue {
  readonly assignee: Assignee;
  readonly name: string;
}

const address = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/;

/** A person, a team, or an e-mail address of somebody whom Tocsin does not know. */
export const assignee = (description: string): Argument<AssigneeValue> =>
  argument(
    {
      name: "assignee",
      expects: "a person, a team or an e-mail address",
      read: readAssignee,
      complete: async (ctx, typed) => {
        const [people, teams] = await Promise.all([completePeople(ctx, typed), suggestTeams(ctx, typed, 10)]);
        return [...people.slice(0, 15), ...teams.map(({ key, name }) => ({ label: `${name} (team)`, value: key }))];
      },
    },
    description,
  );

const readAssignee = async (ctx: CommandCtx, text: string): Promise<AssigneeValue | undefined> => {
  const somebody = await personCalled(ctx, text);
  if (somebody !== undefined) return { assignee: { kind: "person", id: somebody.id }, name: somebody.name };
  const group = await teamCalled(ctx, text);
  if (group !== undefined) return { assignee: { kind: "team", id: group.id }, name: group.name };
  const typed = text.trim().replace(/^<mailto:([^|>]+)(?:\|[^>]*)?>$/, "$1");
  return address.test(typed) ? { assignee: { kind: "email", address: typed.toLowerCase() }, name: typed } : undefined;
};

async function completePeople(ctx: CommandCtx, typed: string): Promise<readonly Option[]> {
  return (await suggestPeople(ctx, typed)).map(({ id, name }) => ({ label: name, value: id }));
}
