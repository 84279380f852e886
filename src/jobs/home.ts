import { readerOf } from "../domain/actor.ts";
import { home as homeMessage } from "../presentation/home.ts";
import { homeOf } from "../services/incident/list.ts";
import { viewStanding } from "../services/oncall/schedule/now.ts";
import { contactsOf } from "../services/person/contacts.ts";
import { inWorkspace } from "./deps.ts";

/** Shows a person what is theirs, what is active and who is on call, as they may see it. */
export const home = inWorkspace<"home">(async ({ connection, person }, { messengers }, ctx) => {
  const place = messengers.for({ connection })?.home;
  const contact = (await contactsOf(ctx, person)).find((one) => one.place.connection === connection);
  if (place === undefined || contact === undefined) return;
  const reader = { ...ctx, actor: readerOf(person) };
  const onCall = await viewStanding(reader, { at: ctx.now() });
  await place.show(contact, homeMessage({ ...(await homeOf(reader)), onCall }, ctx.now()));
});
