import { inWorkspace } from "./deps.ts";
import { isFinal } from "./gone.ts";

/** What cannot be archived any more is gone already. */
export const archive = inWorkspace<"archive">(async ({ place }, { messengers, log }) => {
  try {
    await messengers.for(place)?.rooms?.archive(place);
  } catch (error) {
    if (!isFinal(error)) throw error;
    log.info({ err: error, place }, "A chat channel could not be archived.");
  }
});
