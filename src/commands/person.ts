import { givenRoles } from "../domain/person.ts";
import {
  incidentRoleAdded,
  incidentRoleDeleted,
  incidentRoleList,
  peopleList,
  roleGiven,
} from "../presentation/person.ts";
import { plainWords } from "../services/incident/references.ts";
import { listPeople } from "../services/person/list.ts";
import { giveRole } from "../services/person/role.ts";
import { addRole, removeRole } from "../services/role/change.ts";
import { rolesOf } from "../services/role/list.ts";
import { role } from "./arguments/label.ts";
import { person } from "./arguments/person.ts";
import { choice, rest } from "./arguments/plain.ts";
import { type Command, command, optional } from "./command.ts";

/** People, what they may do, and the parts they play in incidents. */
export const personCommands: readonly Command[] = [
  command({
    path: "tocsin people",
    summary: "Show who is known here and what they may do",
    permission: "team.view",
    answer: "private",
    args: { search: optional(rest("A part of a name or an address")) },
    run: async (ctx, { search = "" }) => peopleList(await listPeople(ctx, await plainWords(ctx, search)), search),
  }),
  command({
    path: "tocsin role",
    summary: "Say what somebody may do here",
    permission: "workspace.manage",
    answer: "private",
    args: { person: person("Who"), role: choice(givenRoles, "Owner, administrator, standard or read-only") },
    examples: ["tocsin role @ada administrator"],
    run: async (ctx, args) => roleGiven(await giveRole(ctx, args.person.id, args.role)),
  }),
  command({
    path: "tocsin incident-role list",
    summary: "Show the parts people can play in an incident",
    permission: "workspace.view",
    answer: "private",
    args: {},
    run: async (ctx) => incidentRoleList(await rolesOf(ctx)),
  }),
  command({
    path: "tocsin incident-role add",
    summary: "Add a part of your own",
    permission: "workspace.manage",
    answer: "private",
    args: { name: rest("Its name, such as Liaison") },
    run: async (ctx, args) => incidentRoleAdded(await addRole(ctx, await plainWords(ctx, args.name))),
  }),
  command({
    path: "tocsin incident-role delete",
    summary: "Delete a part of your own",
    permission: "workspace.manage",
    answer: "private",
    args: { role: role("Which part") },
    run: async (ctx, args) => incidentRoleDeleted(await removeRole(ctx, args.role.key)),
  }),
];
