import type { Hearer } from "../domain/oncall/ping-view.ts";
import { DeliveryError } from "../domain/refusal.ts";
import { pingMessage, pingUndelivered } from "../presentation/oncall-ping.ts";
import { chat, person, type Words } from "../presentation/say.ts";
import type { Ctx } from "../services/ctx.ts";
import { loadPing, noteTold, type Ready, settlePing } from "../services/oncall/ping/load.ts";
import { type Deps, inWorkspace } from "./deps.ts";
import { tellHearer } from "./tell-hearer.ts";

/**
 * Tells everybody what fell due. One who cannot be told just now does not keep the others from hearing it; whom nothing
 * reaches is named to the schedule's places.
 */
export const ping = inWorkspace<"ping">(async ({ due: id }, deps, ctx) => {
  const ready = await loadPing(ctx, id);
  if (ready === null) return;
  const failures: DeliveryError[] = [];
  for (const hearer of ready.hearers) {
    try {
      await hear(ctx, deps, ready, hearer);
      await noteTold(ctx, id, hearer.key);
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      failures.push(error);
    }
  }
  const [first] = failures;
  if (first !== undefined) throw first;
  await settlePing(ctx, id);
});

const hear = async (ctx: Ctx, deps: Deps, { due, view, instead }: Ready, hearer: Hearer): Promise<void> => {
  const key = `${due.key}:${hearer.key}`;
  if (await tellHearer(ctx, deps, hearer, { message: pingMessage(view, hearer.role, ctx.now()), key })) return;
  deps.log.warn({ due: due.key, hearer: hearer.key }, "Nothing reaches somebody who is to hear of a handoff.");
  const others = instead.filter((one) => one.key !== hearer.key);
  const message = pingUndelivered(view, nameOf(hearer, view.names));
  for (const other of others) await tellHearer(ctx, deps, other, { message, key: `${key}:unheard:${other.key}` });
};

const nameOf = ({ way, key }: Hearer, names: ReadonlyMap<string, string>): Words => {
  switch (way.kind) {
    case "person":
      return person(way.person, names.get(key) ?? "Somebody");
    case "place":
      return chat(way.place, way.name === "" ? "a chat channel" : way.name);
    case "outside":
      return names.get(key) ?? "An address";
  }
};
