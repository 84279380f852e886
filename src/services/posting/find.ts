import { permit } from "../../domain/permission.ts";
import type { MessageRef } from "../../domain/place.ts";
import type { Messengers } from "../../ports.ts";
import { findSent, rememberSend } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";
import type { Once } from "./send.ts";

/** Clocks differ: the platform's stamp may lie before the instant we wrote down. */
const clockSkew = { minutes: 1 } as const;

/** Looks for what a try of unknown fate may have left, and remembers it where it is there; never sends anything. */
export const findOnce = async (
  ctx: Ctx,
  messengers: Messengers,
  { key, remember }: Pick<Once, "key" | "remember">,
): Promise<MessageRef | null> => {
  permit(ctx.actor, "incident.view");
  const tried = await ctx.read((tx) => findSent(tx, ctx.workspace, key));
  if (tried === undefined) return null;
  const { place, message, at } = tried;
  const there =
    message === undefined ? await messengers.for(place)?.find(place, key, at.subtract(clockSkew)) : { place, message };
  if (there === undefined || there === null) return null;
  await ctx.transact(async (tx) => {
    await rememberSend(tx, ctx.workspace, key, there);
    await remember?.(tx, there);
  });
  return there;
};
