import type { PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { Person } from "../../domain/person.ts";
import type { Platform } from "../../domain/place.ts";
import { platformsOf, searchPeople } from "../../store/people.ts";
import type { Ctx } from "../ctx.ts";

const mostListed = 50;

export interface PeopleListed {
  readonly people: readonly Person[];
  readonly more: boolean;
  readonly on: ReadonlyMap<PersonId, readonly Platform[]>;
}

/** People whose name, handle or address holds the words; where two have one name, on which platforms each is. */
export const listPeople = (ctx: Ctx, words = ""): Promise<PeopleListed> => {
  permit(ctx.actor, "team.view");
  return ctx.read(async (tx) => {
    const found = await searchPeople(tx, ctx.workspace, words.replace(/^@/, ""), mostListed + 1);
    const people = found.slice(0, mostListed);
    const alike = people.filter(({ id, name }) => people.some((one) => one.id !== id && one.name === name));
    const on = await platformsOf(
      tx,
      ctx.workspace,
      alike.map(({ id }) => id),
    );
    return { people, more: found.length > mostListed, on };
  });
};
