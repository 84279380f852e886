import { permit } from "../../domain/permission.ts";
import type { MessageRef, Place } from "../../domain/place.ts";
import type { Messenger } from "../../ports.ts";
import { partKey, type Whole, wholeOf } from "../../store/parts.ts";
import { findSent, forgetMessage } from "../../store/sent.ts";
import type { Ctx } from "../ctx.ts";
import { sendOnce } from "./send.ts";

/** What is remembered of messages that were too long for one. */
export interface Parts {
  /** Sends one part once: a repeat of the whole goes on where it stopped. */
  send(part: {
    readonly key: string;
    readonly number: number;
    readonly place: Place;
    send(key: string): Promise<MessageRef>;
  }): Promise<MessageRef>;
  /** Is a part of it there already? */
  begun(key: string): Promise<boolean>;
  /** The messages in which one of ours goes on, by number, and the key of the whole. */
  of(ref: MessageRef): Promise<Required<Whole>>;
  /** One of them was taken away. */
  forget(ref: MessageRef): Promise<void>;
}

/** The parts of what one platform sends. */
export const makeParts = (ctx: Ctx, messenger: Pick<Messenger, "platform" | "find" | "pace">): Parts => {
  permit(ctx.actor, "incident.view");
  return {
    send: ({ key, number, place, send }) => {
      const own = partKey(key, number);
      // The first takes the turn of the whole.
      const { pace = 0, ...rest } = messenger;
      const paced = { ...rest, pace: number === 1 ? 0 : pace };
      return sendOnce(ctx, paced, { key: own, partOf: key, place, line: "begun", send: () => send(own) });
    },
    begun: (key) => ctx.read(async (tx) => (await findSent(tx, ctx.workspace, partKey(key, 1))) !== undefined),
    // A message nobody wrote down goes on under its own name.
    of: async (ref) => ({
      key: `${ref.place.chat}:${ref.message}`,
      ...(await ctx.read((tx) => wholeOf(tx, ctx.workspace, ref))),
    }),
    forget: (ref) => ctx.transact((tx) => forgetMessage(tx, ctx.workspace, ref)),
  };
};
