import type { JobKind } from "../domain/job.ts";
import type { BuriedView } from "../domain/job-view.ts";
import type { Block, Message } from "./message.ts";
import { ago, answer, bold, button, code, newline, note, words } from "./say.ts";

/** What each kind of job does. */
const deeds: Readonly<Record<JobKind, string>> = {
  announce: "Show an incident wherever it belongs",
  card: "Post a card or bring it up to date",
  tell: "Tell an incident's threads what happened",
  say: "Say in a thread what happened",
  withdraw: "Take a private incident out of the places others read",
  unpost: "Take a message away",
  fetch: "Copy a file",
  purge: "Delete our copies of files",
  banner: "Bring a pinned banner up to date",
  room: "Look after an incident's own chat channel",
  archive: "Archive the chat channel of a deleted incident",
  receipts: "Take up what came in and nobody finished",
  follow: "Copy the members of a group into a team",
  left: "Say that a Slack workspace or Discord server has removed Tocsin",
  lost: "Say that a place can no longer be posted in",
  test: "Send somebody a test",
  warn: "Tell somebody on call that nothing reaches them",
  "target-notice": "Look after a target that fails",
  plan: "Look ahead for handoffs and pings",
  ping: "Tell of a handoff, a gap or a calendar rule",
  group: "Put whoever is on call into a group",
  duty: "Tell somebody that their duty was changed",
  swap: "Tell somebody of a swap or a cover",
  swaps: "See whether swaps still fit their schedule",
  calendar: "Read a calendar again",
  home: "Show somebody their home",
  inform: "Tell whoever is to hear of what happened",
  run: "Let an escalation or a rule go on",
  deliver: "Send somebody a message",
  calm: "Take the buttons off pages that were answered",
  summary: "Write a day's summary",
};

const deed = ({ data, number, person }: Pick<BuriedView, "data" | "number" | "person">): string =>
  [
    data.kind === "deliver" && person !== undefined ? `Send ${person} a message` : deeds[data.kind],
    ...(number === undefined ? [] : [`INC-${number}`]),
  ].join(" · ");

/** What was given up, why and after how many attempts; each can be tried again. */
export const buriedJobs = (jobs: readonly BuriedView[], more: boolean): Message => {
  if (jobs.length === 0) return answer("Everything that was to be done is done or under way: no job was given up.");
  return {
    summary: jobs.length === 1 ? "1 job was given up" : `${jobs.length} jobs were given up`,
    blocks: [
      ...jobs.map((job): Block => {
        const { at, attempts, id, reason } = job;
        return {
          kind: "paragraph",
          content: words(
            bold(deed(job)),
            newline,
            reason === "" ? "It is not known why." : reason,
            ` Given up `,
            ago(at),
            ` after ${attempts === 1 ? "one attempt" : `${attempts} attempts`}.`,
          ),
          control: button("Try again", `tocsin jobs --retry ${id}`),
        };
      }),
      ...(more ? [note("Older ones are not shown.")] : []),
      note("They are kept for 90 days."),
    ],
  };
};

export const jobRetried = (kind: JobKind): Message =>
  answer(bold(deeds[kind]), ": it is tried again now. If it fails for good, it is back in ", code("/tocsin jobs"), ".");
