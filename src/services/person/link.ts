import type { Role } from "../../domain/actor.ts";
import type { PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { Person } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import { lockPeople } from "../../store/identities.ts";
import { activeIncidentsOf, linkPeople, noteLinked } from "../../store/link-people.ts";
import { lockPerson } from "../../store/people.ts";
import { askerOf } from "../asker.ts";
import { audit } from "../audit.ts";
import { insertCode, withCode } from "../code/code.ts";
import type { Ctx } from "../ctx.ts";

const purpose = "link";

/** A code by which the asker shows on another platform that they are the same person, once and within ten minutes. */
export const startLink = (ctx: Ctx): Promise<string> => {
  permit(ctx.actor, "workspace.view");
  const line = askerOf(ctx);
  return ctx.transact((tx) => insertCode(tx, { workspace: ctx.workspace, purpose, line, now: ctx.now() }));
};

/** Whose code it was, and whether the two are one now. */
export interface Linked {
  readonly person: Person;
  readonly done: boolean;
}

/** More cards than these are brought up to date with their next change. */
const mostRedrawn = 50;

/**
 * The asker is whoever made the code: from now on the two are one person, with the higher of their roles. Until
 * `confirmed` it is only said whose code it is.
 */
export const linkByCode = (
  ctx: Ctx,
  { code, confirmed }: { readonly code: string; readonly confirmed: boolean },
): Promise<Linked> => {
  permit(ctx.actor, "workspace.view");
  const from = askerOf(ctx);
  return withCode<Linked>(ctx, { purpose, code, guesser: from }, async (tx, { workspace, line }) => {
    // Written by `startLink` alone.
    const into = line as PersonId;
    if (workspace !== ctx.workspace) {
      throw new Refusal("other-workspace", "That code is of another workspace. Make one in this workspace.");
    }
    await lockPeople(tx, workspace);
    if (into === from) {
      throw new Refusal(
        "own-code",
        "You made that code yourself. Type it on the other platform, with the account there.",
      );
    }
    const [mine, theirs] = [await lockPerson(tx, workspace, from), await lockPerson(tx, workspace, into)];
    if (mine === undefined || theirs === undefined) throw new Error("A person vanished under the lock of all people.");
    if (!confirmed) return { done: { person: theirs, done: false }, keep: true };
    await linkPeople(tx, workspace, { from, into });
    await noteLinked(tx, workspace, { from, into }, both(mine, theirs));
    await audit(ctx, tx, { kind: "person", id: into }, { kind: "changed", data: { linked: from, name: mine.name } });
    const shown = await activeIncidentsOf(tx, workspace, into, mostRedrawn);
    await ctx.enqueue(
      tx,
      shown.map((incident) => ({ data: { kind: "announce", incident }, key: `announce:${incident}` })),
    );
    return { done: { person: theirs, done: true } };
  });
};

const ranked: readonly Role[] = ["owner", "administrator", "standard", "custom", "read-only"];

const both = (mine: Person, theirs: Person) => {
  const [role = theirs.role] = ranked.filter((one) => one === mine.role || one === theirs.role);
  const email = theirs.email ?? mine.email;
  const zone = theirs.zone ?? mine.zone;
  return { role, ...(email === undefined ? {} : { email }), ...(zone === undefined ? {} : { zone }) };
};
