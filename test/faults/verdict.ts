import type { Sight } from "../support/person.ts";
import type { Books } from "./books.ts";

/** Whom the policy calls, in its order, and where each is reached. */
export const called = [
  { person: "Ada Okafor", handle: "ada", platforms: ["slack", "discord"] },
  { person: "Grace Nilsson", handle: "grace", platforms: ["slack", "discord"] },
  { person: "Sam Ortiz", handle: "sam", platforms: ["slack"] },
] as const;

/** What somebody found in their direct messages of a platform. */
export interface Found {
  readonly person: string;
  readonly platform: string;
  readonly sights: readonly Sight[];
}

/** What is wrong once everything has come to rest: nothing decided may be lost, and nothing may have come twice. */
export const wrongsIn = (books: Books, found: readonly Found[]): readonly string[] => {
  const wrongs: string[] = [];
  if (books.receipts > 0) wrongs.push(`${books.receipts} receipts are not done`);
  for (const { kind, state, why } of books.jobs) wrongs.push(`a job "${kind}" is ${state}: ${why}`);
  // Nothing was written down when it died: nothing was promised.
  if (books.incidents === 0) return wrongs;
  if (books.incidents > 1) wrongs.push(`there are ${books.incidents} incidents`);
  for (const { person, platform, sights } of found) {
    const paged = books.pages.filter((page) => page.person === person);
    const booked = books.deliveries.filter((one) => one.person === person && one.platform === platform);
    const sent = booked.filter(({ state }) => state === "sent").map(({ message }) => message);
    const seen = sights.map(({ ts }) => ts);
    const who = `${person} at ${platform}`;
    if (seen.toSorted().join() !== sent.toSorted().join()) wrongs.push(`${who} got ${seen}, and the books say ${sent}`);
    for (const { state, why } of booked)
      if (state !== "sent" && !(state === "superseded" && books.acknowledgedAt !== null))
        wrongs.push(`a message to ${who} is ${state}: ${why}`);
    const pages = booked.filter(({ about }) => about === "page");
    if (pages.length !== paged.length) wrongs.push(`${who} was to be paged ${paged.length} times: ${pages.length}`);
    const isSpared = person === called[2].person && books.acknowledgedAt !== null;
    if (paged.length !== 1 && !isSpared) wrongs.push(`${who} was paged ${paged.length} times`);
    for (const { at } of paged)
      if (books.acknowledgedAt !== null && at > books.acknowledgedAt) wrongs.push(`${who} was paged after the answer`);
  }
  return wrongs;
};

/** A message says that it is late where it came over a minute after it was due, and nowhere else. */
export const unmarkedIn = (books: Books, found: readonly Found[]): readonly string[] =>
  found.flatMap(({ person, platform, sights }) =>
    sights.flatMap(({ ts, words }) => {
      const due = dueFor(person, books);
      if (due === undefined) return [];
      const late = (saidAt(platform, ts) - due) / 1000;
      return /This comes .* late/.test(words) === late > 60
        ? []
        : [`${person} at ${platform}, ${late} s late: ${words}`];
    }),
  );

const betweenSteps = 5 * 60_000;

/** Milliseconds. The first is due when it is opened, the next ones so long after whoever was called before. */
const dueFor = (person: string, { openedAt, pages }: Books): number | undefined => {
  const before = called[called.findIndex((one) => one.person === person) - 1];
  if (before === undefined) return openedAt?.getTime();
  const at = pages.find((page) => page.person === before.person)?.at.getTime();
  return at === undefined ? undefined : at + betweenSteps;
};

const discordEpoch = 1_420_070_400_000;

/** Milliseconds. Both platforms stamp their messages with the instant they came. */
const saidAt = (platform: string, id: string): number =>
  platform === "slack" ? Number(id) * 1000 : Number(BigInt(id) >> 22n) + discordEpoch;
