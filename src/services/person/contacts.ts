import type { PersonId } from "../../domain/ids.ts";
import { permit } from "../../domain/permission.ts";
import type { Contact } from "../../ports.ts";
import { accountsReaching } from "../../store/contacts.ts";
import type { Ctx } from "../ctx.ts";

/** How one person can be reached in chat. */
export const contactsOf = (ctx: Ctx, person: PersonId): Promise<readonly Contact[]> => {
  permit(ctx.actor, "incident.view");
  return ctx.read(async (tx) =>
    (await accountsReaching(tx, ctx.workspace, [person])).map(({ connection, account }) => ({
      person,
      place: { connection },
      address: account,
    })),
  );
};
