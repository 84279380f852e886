import { type Incident, incidentName } from "../domain/incident/incident.ts";
import { sizeWords } from "./attachment-words.ts";
import type { Message } from "./message.ts";
import { answer, bold, link, type Words } from "./say.ts";

type Of = Pick<Incident, "number">;

interface Shown {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The file itself, from our copy. */
export const attachmentShown = (incident: Of, file: Shown): Message => ({
  ...answer(bold(file.name), ` of ${incidentName(incident)}, ${sizeWords(file.bytes.length)}.`),
  files: [{ name: file.name, mediaType: file.mediaType, alt: file.name, bytes: file.bytes }],
});

/** There is no copy, or not yet: where it came from, it may still be. */
export const attachmentMissing = (
  incident: Of,
  { name, pending, permalink }: { readonly name: string; readonly pending: boolean; readonly permalink?: string },
): Message => {
  const original: Words = permalink === undefined ? "the message it came with" : link("the original", permalink);
  return pending
    ? answer(
        bold(name),
        ` of ${incidentName(incident)} is still being copied. Try again in a moment, or look at `,
        original,
        ".",
      )
    : answer("There is no copy of ", bold(name), ` of ${incidentName(incident)}. Look at `, original, ".");
};
