import { personOf } from "../../domain/actor.ts";
import { isId, type PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { Refusal } from "../../domain/refusal.ts";
import {
  type FoundPerson,
  findPeopleCalled,
  findPersonByAccount,
  findPersonById,
  suggestPeopleLike,
} from "../../store/people-find.ts";
import type { Ctx } from "../ctx.ts";

/**
 * The person a word means: a mention, "@handle", a name, an e-mail address, or "me". Undefined where it means nobody;
 * refused where it means several.
 */
export const personCalled = async (ctx: Ctx, text: string): Promise<FoundPerson | undefined> => {
  permit(ctx.actor, "team.view");
  const words = text.trim();
  const mention = /^<@!?([^|>]+)(?:\|[^>]*)?>$/.exec(words)?.[1];
  return ctx.read(async (tx) => {
    if (words.toLowerCase() === "me") {
      const me = personOf(ctx.actor);
      return me === undefined ? undefined : findPersonById(tx, ctx.workspace, me);
    }
    if (isId(mention ?? words)) return findPersonById(tx, ctx.workspace, (mention ?? words) as PersonId);
    if (mention !== undefined) {
      const platform = ctx.surface === "discord" ? "discord" : "slack";
      return findPersonByAccount(tx, ctx.workspace, { platform, externalId: mention });
    }
    const found = await findPeopleCalled(tx, ctx.workspace, words.replace(/^@/, ""));
    if (found.length > 1) {
      const names = found.map(({ name }) => name).join(", ");
      throw new Refusal("person-ambiguous", `"${words}" could be ${names}. Mention the one you mean with @.`);
    }
    return found[0];
  });
};

/** People to choose from while somebody types. */
export const suggestPeople = (ctx: Ctx, typed: string, limit = 25): Promise<readonly FoundPerson[]> => {
  permit(ctx.actor, "team.view");
  return ctx.read((tx) => suggestPeopleLike(tx, ctx.workspace, typed.replace(/^@/, ""), limit));
};
