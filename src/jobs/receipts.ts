import { lookAgain, openReceipts } from "../services/receipt/receipt.ts";
import type { Deps } from "./deps.ts";
import type { DataOf } from "./worker.ts";

/** Takes up what came in a while ago and is not done, the oldest first; what still belongs to nothing is looked at again. */
export const receipts = async (data: DataOf<"receipts">, { ground, takeUp }: Deps): Promise<void> => {
  for (const receipt of await openReceipts(ground, data.connection)) await takeUp(receipt);
  await lookAgain(ground, data.connection);
};
