import { permit } from "../../domain/permission.ts";
import type { Person } from "../../domain/person.ts";
import { searchPeople } from "../../store/people.ts";
import type { Ctx } from "../ctx.ts";

const mostListed = 50;

/** People whose name, handle or address holds the words. */
export const listPeople = (
  ctx: Ctx,
  words = "",
): Promise<{ readonly people: readonly Person[]; readonly more: boolean }> => {
  permit(ctx.actor, "team.view");
  return ctx.read(async (tx) => {
    const people = await searchPeople(tx, ctx.workspace, words.replace(/^@/, ""), mostListed + 1);
    return { people: people.slice(0, mostListed), more: people.length > mostListed };
  });
};
