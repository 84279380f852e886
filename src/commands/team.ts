import type { TeamId } from "../domain/ids.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Form } from "../presentation/form.ts";
import {
  askToDeleteTeam,
  teamChanged,
  teamCreated,
  teamDeleted,
  teamFollows,
  teamList,
  teamUnfollows,
} from "../presentation/team.ts";
import { plainWords } from "../services/incident/references.ts";
import { addToTeam, createTeam, deleteTeam, removeFromTeam } from "../services/team/change.ts";
import { followTeamGroup, unfollowTeamGroup } from "../services/team/follow.ts";
import { listTeams, viewTeam } from "../services/team/list.ts";
import { group } from "./arguments/group.ts";
import { person, team } from "./arguments/person.ts";
import { flag, rest } from "./arguments/plain.ts";
import { type Command, command, optional, several } from "./command.ts";

const which = () => team("Which team");

/** Named groups of people. */
export const teamCommands: readonly Command[] = [
  command({
    path: "tocsin team list",
    summary: "Show the teams and who is in them",
    permission: "team.view",
    answer: "private",
    args: { search: optional(rest("A part of the name")) },
    run: async (ctx, { search = "" }) => {
      const { teams, more } = await listTeams(ctx, search);
      return teamList(teams, more, search);
    },
  }),
  command({
    path: "tocsin team create",
    summary: "Create a team",
    permission: "team.manage",
    answer: "private",
    args: { people: several(person("Who is in it")), name: rest("Its name, such as platform") },
    examples: ["tocsin team create platform", "tocsin team create people:@ada,@lin platform"],
    run: async (ctx, { name, people }) => teamCreated(await createTeam(ctx, await plainWords(ctx, name), ids(people))),
  }),
  command({
    path: "tocsin team add",
    summary: "Add people to a team",
    permission: "team.manage",
    answer: "private",
    args: { people: several(person("Who joins it")), team: which(), person: optional(person("Who joins it")) },
    examples: ["tocsin team add platform @ada", "tocsin team add people:@ada,@lin platform"],
    form: {
      when: ({ person: one, people }) => one === undefined && people.length === 0,
      build: (_ctx, { team: to }) => addForm(to),
    },
    run: async (ctx, { team: { id }, person: one, people }) => {
      const named = ids([...(one === undefined ? [] : [one]), ...people]);
      if (named.length === 0) throw new Refusal("nobody-named", "Who? Such as `/tocsin team add platform @ada`.");
      return teamChanged(await addToTeam(ctx, id, named));
    },
  }),
  command({
    path: "tocsin team remove",
    summary: "Take somebody out of a team",
    permission: "team.manage",
    answer: "private",
    args: { team: which(), person: person("Who leaves it") },
    run: async (ctx, args) => teamChanged(await removeFromTeam(ctx, args.team.id, [args.person.id])),
  }),
  command({
    path: "tocsin team delete",
    summary: "Delete a team",
    permission: "team.manage",
    answer: "private",
    args: { yes: flag("Do not ask"), team: which() },
    run: async (ctx, { yes, team: { id } }) =>
      yes ? teamDeleted(await deleteTeam(ctx, id)) : askToDeleteTeam(await viewTeam(ctx, id)),
  }),
  command({
    path: "tocsin team follow",
    summary: "Let a team have the members of a user group or role",
    permission: "team.manage",
    answer: "private",
    args: { team: which(), group: group("The group, mentioned") },
    examples: ["tocsin team follow platform @platform-team"],
    run: async (ctx, args) =>
      teamFollows(await followTeamGroup(ctx, ctx.messengers, { team: args.team.id, group: args.group })),
  }),
  command({
    path: "tocsin team unfollow",
    summary: "Change a team's members by hand again",
    permission: "team.manage",
    answer: "private",
    args: { team: which() },
    run: async (ctx, args) => teamUnfollows(await unfollowTeamGroup(ctx, args.team.id)),
  }),
];

const ids = <T extends { readonly id: string }>(people: readonly T[]): readonly T["id"][] => [
  ...new Set(people.map(({ id }) => id)),
];

const addForm = (to: { readonly id: TeamId; readonly key: string; readonly name: string }): Form => ({
  path: "tocsin team add",
  title: "Add to a team",
  submit: "Add",
  known: { team: to.key },
  inputs: [
    {
      kind: "search",
      name: "people",
      label: `Who joins ${[...to.name].slice(0, 30).join("")}?`,
      many: true,
      complete: "tocsin team add people",
    },
  ],
});
