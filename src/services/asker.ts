import { personOf } from "../domain/actor.ts";
import type { PersonId } from "../domain/ids.ts";
import { Refusal } from "../domain/refusal.ts";
import type { Ctx } from "./ctx.ts";

/** The person who asks; refused where it is none. */
export const askerOf = (ctx: Pick<Ctx, "actor">): PersonId => {
  const person = personOf(ctx.actor);
  if (person === undefined) throw new Refusal("people-only", "Only a person can do that. Ask in chat.");
  return person;
};
