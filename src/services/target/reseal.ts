import type { Vault } from "../../store/seal.ts";
import { sealAnew, sealedBefore } from "../../store/targets.ts";
import type { Ground } from "../ground.ts";
import { purpose } from "./seal.ts";

const atOnce = 200;

/**
 * Seals anew what an older key sealed, so that it can be dropped from TOCSIN_KEY; gives how many rows none of the keys
 * opens. Called once at the start.
 */
export const resealTargets = async (ground: Ground, vault: Vault): Promise<number> => {
  const mark = vault.mark(purpose);
  let after: string | undefined;
  let lost = 0;
  for (;;) {
    const rows = await ground.transact(async (tx) => {
      const found = await sealedBefore(tx, mark, { limit: atOnce, ...(after === undefined ? {} : { after }) });
      const anew = found.flatMap(({ id, sealed }) => {
        const text = vault.unseal(purpose, id, sealed);
        return text === null ? [] : [{ id, sealed: vault.seal(purpose, id, text) }];
      });
      await sealAnew(tx, anew);
      lost += found.length - anew.length;
      return found;
    });
    after = rows.at(-1)?.id;
    if (rows.length < atOnce) return lost;
  }
};
