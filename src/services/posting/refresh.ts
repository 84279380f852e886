import { bannersShownBefore } from "../../store/banners.ts";
import { cardsShownBefore } from "../../store/postings.ts";
import type { Owed } from "../beat/tick.ts";
import { bannerJob } from "../mapping/banner-job.ts";
import { cardJob } from "./jobs.ts";

/** How old a duration may grow before it is written anew. */
export const refreshedEvery = { minutes: 5 } as const;

/** Behind everything that somebody waits for. */
const leastUrgent = -10;

/** The durations on the cards of active incidents. */
export const cardsDue: Owed = {
  kind: "cards",
  async due(tx, { to }) {
    const cards = await cardsShownBefore(tx, to.subtract(refreshedEvery));
    return cards.map(({ incident, id, connection, chat }) => ({
      ...cardJob(incident, { id, place: { connection, chat } }),
      priority: leastUrgent,
    }));
  },
};

/** The durations on pinned banners; one whose incidents have ended or are gone is taken off. */
export const bannersDue: Owed = {
  kind: "banners",
  async due(tx, { to }) {
    const places = await bannersShownBefore(tx, to.subtract(refreshedEvery));
    return places.map((place) => ({ ...bannerJob(place), priority: leastUrgent }));
  },
};
