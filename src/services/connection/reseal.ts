import { sealTokensAnew, tokensSealedBefore } from "../../store/installed.ts";
import type { Vault } from "../../store/seal.ts";
import type { Ground } from "../ground.ts";
import { sealedAs } from "./install.ts";

/** Seals anew the tokens of teams that an older key sealed, so that it can be dropped from TOCSIN_KEY. */
export const resealTokens = (ground: Ground, vault: Vault): Promise<void> =>
  ground.transact(async (tx) => {
    const found = await tokensSealedBefore(tx, vault.mark(sealedAs));
    await sealTokensAnew(
      tx,
      found.flatMap(({ id, token }) => {
        const text = vault.unseal(sealedAs, id, token);
        return text === null ? [] : [{ id, token: vault.seal(sealedAs, id, text) }];
      }),
    );
  });
