import type { Hearer } from "../domain/oncall/ping-view.ts";
import type { Message } from "../presentation/message.ts";
import type { Ctx } from "../services/ctx.ts";
import { sendOnce } from "../services/posting/send.ts";
import type { Deps } from "./deps.ts";
import { isFinal } from "./gone.ts";
import { sendOutside } from "./send-outside.ts";
import { tellPerson } from "./tell-person.ts";

/** Tells a person, a place or an address once; false where it cannot be reached for good. */
export const tellHearer = async (
  ctx: Ctx,
  deps: Deps,
  { way }: Pick<Hearer, "way">,
  { message, key }: { readonly message: Message; readonly key: string },
): Promise<boolean> => {
  if (way.kind === "person") {
    return tellPerson(ctx, deps, way.contacts, { person: way.person, message, key, type: "notice" });
  }
  try {
    if (way.kind === "outside") {
      await sendOutside(ctx, deps, { to: way.to, message, key, type: "notice" });
      return true;
    }
    const messenger = deps.messengers.for(way.place);
    if (messenger === undefined) return false;
    const { place } = way;
    await sendOnce(ctx, messenger, { key, place, send: () => messenger.post(place, message, key) });
    return true;
  } catch (error) {
    if (isFinal(error)) return false;
    throw error;
  }
};
