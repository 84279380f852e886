import type { PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import { checkRoleChange, type GivenRole, type Person } from "../../domain/person.ts";
import { Refusal } from "../../domain/refusal.ts";
import { lockOwners, lockPerson, updatePerson } from "../../store/people.ts";
import { audit } from "../audit.ts";
import type { Ctx } from "../ctx.ts";

/** Says what somebody may do here. One owner always remains. */
export const giveRole = (ctx: Ctx, id: PersonId, role: GivenRole): Promise<Person> => {
  permit(ctx.actor, "workspace.manage");
  return ctx.transact(async (tx) => {
    const owners = await lockOwners(tx, ctx.workspace);
    const person = await lockPerson(tx, ctx.workspace, id);
    if (person === undefined) {
      throw new Refusal("no-such-person", "They are not known here. See who is with `/tocsin people`.");
    }
    checkRoleChange(ctx.actor, { person, role, owners: owners.length });
    await updatePerson(tx, ctx.workspace, id, { role });
    await audit(
      ctx,
      tx,
      { kind: "person", id },
      { kind: "changed", data: { field: "role", before: person.role, after: role } },
    );
    return { ...person, role };
  });
};
