import type { AttachmentView } from "../domain/incident/entry-view.ts";
import { link, type Words } from "./say.ts";

const units = ["B", "kB", "MB"] as const;

/** "820 B", "1.4 MB". */
export const sizeWords = (bytes: number): string => {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[step]}`;
};

const stateWords = { pending: "being copied", stored: "", failed: "our copy failed", deleted: "deleted" } as const;

/** A file by name, linked to where it came from, with its size and how our copy of it stands. */
export const attachmentWords = ({ name, size, state, permalink }: AttachmentView): Words => [
  permalink === undefined ? name : link(name, permalink),
  ` (${[sizeWords(size), stateWords[state]].filter((part) => part !== "").join(", ")})`,
];
