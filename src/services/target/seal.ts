import type { TargetId } from "../../domain/ids.ts";
import type { Destination, Given, TargetKind } from "../../domain/target/kinds.ts";
import { personalSettings } from "../../domain/target/kinds.ts";
import type { Vault } from "../../store/seal.ts";
import type { SealedTarget } from "../../store/targets.ts";

/** What the vault's keys for targets are derived for. */
export const purpose = "target";

export const sealSettings = (vault: Vault, id: TargetId, settings: Given): string =>
  vault.seal(purpose, id, JSON.stringify(settings));

/** A target's own settings; null where no key of ours opens them any more. */
export const openSettings = (vault: Vault, { target, sealed }: SealedTarget): Given | null => {
  const text = vault.unseal(purpose, target.id, sealed);
  // Written by `sealSettings` alone.
  return text === null ? null : (JSON.parse(text) as Given);
};

/** What is borrowed of a target: everything but what is always a contact's own. */
export const lentSettings = (kind: TargetKind, settings: Given): Given => {
  const personal = new Set(personalSettings(kind).map(({ name }) => name));
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !personal.has(name)));
};

/** A target as something to send to, with what it borrows; null where it cannot be opened. */
export const openDestination = (
  vault: Vault,
  of: SealedTarget,
  lender: SealedTarget | undefined,
): Destination | null => {
  const own = openSettings(vault, of);
  const lent = lender === undefined ? {} : openSettings(vault, lender);
  if (own === null || lent === null) return null;
  const { kind } = of.target;
  // `checkSettings` saw that nothing is missing when they were sealed.
  return { kind, settings: { ...lentSettings(kind, lent), ...own } } as Destination;
};
