import type { Message } from "./message.ts";
import { answer, code, listed, say } from "./say.ts";

/** Tells whoever made a channel that a place no longer shows its incidents, and how to mend it. */
export const placeLost = (lost: {
  /** What the chat channel was called. */
  readonly chat: string;
  /** The keys of the channels shown there. */
  readonly channels: readonly string[];
  readonly why: string;
}): Message => {
  const [first] = lost.channels;
  return answer(
    say`I can no longer post in #${lost.chat}: ${lost.why.replace(/[.\s]+$/u, "")}. Incidents of ${listed(
      lost.channels.map((key) => `#${key}`),
    )} are not announced there until then. Invite me back, or map another place with ${code(
      `/tocsin channel map ${first ?? "all"}`,
    )}.`,
  );
};
