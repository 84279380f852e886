import { asId, type PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { peopleNames } from "../../store/names.ts";
import type { Ctx } from "../ctx.ts";

const mention = /<@([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})>/gu;

/** A sentence that says back what somebody typed, with names in the place of the people it mentions. */
export const nameMentions = async (ctx: Ctx, sentence: string): Promise<string> => {
  permit(ctx.actor, "team.view");
  const mentioned = [...sentence.matchAll(mention)].map(([, id = ""]) => asId<PersonId>(id));
  if (mentioned.length === 0) return sentence;
  const names = await ctx.read((tx) => peopleNames(tx, ctx.workspace, mentioned));
  return sentence.replaceAll(mention, (written, id: string) => {
    const name = names.get(asId<PersonId>(id));
    return name === undefined ? written : `@${name}`;
  });
};
