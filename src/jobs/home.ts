import { home as homeMessage } from "../presentation/home.ts";
import { homeOf } from "../services/incident/list.ts";
import { contactsOf } from "../services/person/contacts.ts";
import { inWorkspace } from "./deps.ts";

/** Shows a person what is theirs and what is active, as they may see it. */
export const home = inWorkspace<"home">(async ({ connection, person }, { messengers }, ctx) => {
  const place = messengers.for({ connection })?.home;
  const contact = (await contactsOf(ctx, person)).find((one) => one.place.connection === connection);
  if (place === undefined || contact === undefined) return;
  const reader = { ...ctx, actor: { kind: "person", id: person, role: "standard" } } as const;
  await place.show(contact, homeMessage(await homeOf(reader), ctx.now()));
});
