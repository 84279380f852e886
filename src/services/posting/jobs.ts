import type { IncidentId, PostingId } from "../../domain/ids.ts";
import type { Job } from "../../domain/job.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import type { Posting } from "../../store/postings.ts";

/** What is written into one chat goes out one after another. */
export const chatGroup = ({ connection, chat }: Pick<Place, "connection" | "chat">): string => `${connection}:${chat}`;

/** A card is posted or brought up to date once, however many changes wait. A first one comes before what is said below. */
export const cardJob = (incident: IncidentId, posting: Pick<Posting, "id" | "place" | "message">): Job => ({
  data: { kind: "card", incident, posting: posting.id },
  key: `card:${posting.id}`,
  group: chatGroup(posting.place),
  ...(posting.message === undefined ? { priority: 5 } : {}),
});

/** A thread is told what it has not heard yet, in order, once, however many entries wait. */
export const sayJob = (incident: IncidentId, posting: { readonly id: PostingId; readonly place: Place }): Job => ({
  data: { kind: "say", incident, posting: posting.id },
  key: `say:${posting.id}`,
  group: chatGroup(posting.place),
});

/** After what was said there is taken away, which an archived chat channel would refuse. */
export const archiveJob = ({ connection, chat }: Pick<Place, "connection" | "chat">, now: Temporal.Instant): Job => ({
  data: { kind: "archive", place: { connection, chat } },
  key: `archive:${connection}:${chat}`,
  group: chatGroup({ connection, chat }),
  at: now.add({ seconds: 30 }),
});

export const unpostJob = ({ place, message }: MessageRef, pinned = false): Job => ({
  data: { kind: "unpost", message: { place, message }, pinned },
  key: `unpost:${place.connection}:${place.chat}:${message}`,
  group: chatGroup(place),
  priority: 10,
});
