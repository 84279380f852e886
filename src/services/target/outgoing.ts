import type { PersonId, TargetId } from "../../domain/ids.ts";
import type { ContactRef } from "../../domain/notify/contact.ts";
import { permit } from "../../domain/permission.ts";
import type { Facts } from "../../domain/target/facts.ts";
import type { Destination } from "../../domain/target/kinds.ts";
import type { Target } from "../../domain/target/target.ts";
import type { Tx } from "../../store/database.ts";
import { findPerson } from "../../store/people.ts";
import { readTargets, type SealedTarget } from "../../store/targets.ts";
import type { Ctx } from "../ctx.ts";
import type { Outside } from "../outside.ts";
import { type About, loadFacts } from "./facts.ts";
import { openDestination } from "./seal.ts";

/** A mailbox or a target: whatever is not an account in chat. */
export type OutsideRef = Exclude<ContactRef, { readonly kind: "account" }>;

/** An address that is ready to be sent to, or why nothing can be sent there at all. */
export type Outgoing =
  | {
      readonly kind: "open";
      readonly to: Destination;
      readonly facts: Facts;
      /** The same of everything a bundle holds. */
      readonly bundled: readonly Facts[];
      readonly zone: string;
      readonly target?: Target;
    }
  | { readonly kind: "closed"; readonly why: string };

/** Opens an address outside chat, and gathers what a message to it is about. */
export const openOutgoing = (
  ctx: Ctx,
  { vault }: Outside,
  to: OutsideRef,
  about: About & { readonly reader?: PersonId; readonly bundled?: readonly About[] },
): Promise<Outgoing> => {
  permit(ctx.actor, "target.view");
  return ctx.read(async (tx) => {
    if (to.kind === "email") {
      const facts = await loadFacts(ctx, tx, about, []);
      const zone = await zoneOf(ctx, tx, about.reader, facts);
      return { kind: "open", to: { kind: "email", settings: { address: to.address } }, facts, bundled: [], zone };
    }
    const [found, lender] = await withLender(ctx, tx, to.target);
    if (found === undefined) return { kind: "closed", why: "That target is gone." };
    const { target } = found;
    const off = [target, ...(lender === undefined ? [] : [lender.target])].find(
      ({ health }) => health.off !== undefined,
    );
    if (off !== undefined) return { kind: "closed", why: `${off.name} is switched off.` };
    const opened = openDestination(vault, found, lender);
    if (opened === null) return { kind: "closed", why: lostKey(target) };
    const facts = await loadFacts(ctx, tx, about, target.members);
    return {
      kind: "open",
      to: opened,
      facts,
      bundled: await factsOf(ctx, tx, about.bundled ?? [], target),
      zone: await zoneOf(ctx, tx, target.owner ?? about.reader, facts),
      target,
    };
  });
};

/** A bundle holds a minute's worth, of the same few incidents. */
const factsOf = async (ctx: Ctx, tx: Tx, all: readonly About[], { members }: Target): Promise<readonly Facts[]> => {
  const found: Facts[] = [];
  for (const about of all) found.push(await loadFacts(ctx, tx, about, members));
  return found;
};

const withLender = async (
  ctx: Ctx,
  tx: Tx,
  id: TargetId,
): Promise<readonly [SealedTarget | undefined, SealedTarget | undefined]> => {
  const [found] = await readTargets(tx, ctx.workspace, [id]);
  const via = found?.target.via;
  const [lender] = via === undefined ? [] : await readTargets(tx, ctx.workspace, [via]);
  return [found, lender];
};

const lostKey = ({ name, key }: Target): string =>
  `The settings of ${name} were sealed with a key that is not in TOCSIN_KEY. Add it there, or give them anew with /tocsin target edit ${key}.`;

/** A person's own, else the workspace's. */
const zoneOf = async (ctx: Ctx, tx: Tx, reader: PersonId | undefined, { workspace }: Facts): Promise<string> =>
  (reader === undefined ? undefined : (await findPerson(tx, ctx.workspace, reader))?.zone) ?? workspace.zone;
