import type { Block } from "./message.ts";
import { counted } from "./oncall-words.ts";
import { note } from "./say.ts";

/** What came along, and who is not known here. */
export const importNotes = ({
  byAddress,
  overrides,
}: {
  readonly byAddress: readonly string[];
  readonly overrides: number;
}): readonly Block[] => [
  ...(overrides === 0 ? [] : [note(`${counted(overrides, "override")} to come, too.`)]),
  ...(byAddress.length === 0
    ? []
    : [note(`On call by e-mail, because nobody here has that address: ${byAddress.join(", ")}.`)]),
];
