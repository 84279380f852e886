import type { Place } from "../../domain/place.ts";
import { DeliveryError, Refusal } from "../../domain/refusal.ts";
import type { Messengers } from "../../ports.ts";

/** The name of a place the bot can post in; refused with what to do where it cannot. */
export const nameOfPlace = async (messengers: Messengers, place: Place): Promise<string> => {
  const messenger = messengers.for(place);
  if (messenger === undefined) {
    throw new Refusal("not-connected", "Tocsin is not connected to this place any more. Connect it, then try again.");
  }
  const reached = await messenger.reach(place).catch((error: unknown) => {
    if (!(error instanceof DeliveryError)) throw error;
    throw new Refusal("platform-silent", "Whether I can post here could not be found out just now. Try again soon.");
  });
  if (!reached.ok) throw new Refusal("cannot-post", reached.remedy);
  return reached.name;
};
