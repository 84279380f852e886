import type { ScheduleId } from "../domain/ids.ts";
import type { Message } from "../presentation/message.ts";
import { unreachableNote } from "../presentation/readiness.ts";
import { also } from "../presentation/say.ts";
import { warnUnreachable } from "../services/notify/warn.ts";
import { meansOf } from "../services/person/unreachable.ts";
import type { CommandCtx } from "./context.ts";

/** The answer to whoever has put people on a schedule, with those whom nothing reaches; they are warned as well. */
export const warned = async (ctx: CommandCtx, schedule: ScheduleId, message: Message): Promise<Message> =>
  also(message, ...unreachableNote(await warnUnreachable(ctx, meansOf(ctx), schedule)));
