import { forgetReceipts } from "../../store/receipts.ts";
import { forgetTokens } from "../../store/tokens.ts";
import type { Owed } from "../beat/tick.ts";

/** How long what came in is remembered. */
const kept = { hours: 7 * 24 } as const;

/** Forgets receipts after seven days and tokens when they expire; nothing is owed for it. */
export const receiptsKept: Owed = {
  kind: "receipts",
  async due(tx, { to }) {
    await forgetReceipts(tx, to.subtract(kept));
    await forgetTokens(tx, to);
    return [];
  },
};
