import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { complete } from "../commands/complete.ts";
import { completeLine, type Suggestion } from "../commands/complete-line.ts";
import type { CommandCtx } from "../commands/context.ts";
import { dispatch, type Request } from "../commands/dispatch.ts";
import { readControlId } from "../commands/press.ts";
import type { Given } from "../commands/read.ts";
import type { Table } from "../commands/table.ts";
import type { ReceiptId } from "../domain/ids.ts";
import { DeliveryError, Refusal } from "../domain/refusal.ts";
import type { Message, Option } from "../presentation/message.ts";
import { refused } from "../presentation/refused.ts";
import { answer, code } from "../presentation/say.ts";
import {
  AlreadyHandled,
  type Arrival,
  finishReceipt,
  type OpenReceipt,
  type Sweeps,
  takeUpReceipt,
  writeReceipt,
} from "../services/receipt/receipt.ts";
import {
  aboutOf,
  attachmentOf,
  type Calling,
  callerOf,
  keepContinuation,
  neutralText,
  platformOf,
  readContinuation,
} from "./caller.ts";
import { inTurn } from "./in-turn.ts";
import type { Accepted, Handled, Inbound, Pointed } from "./inbound.ts";
import { handleNews } from "./news.ts";
import {
  confirmation,
  correction,
  formButton,
  pressRequest,
  spokenLine,
  staleAnswer,
  tokenInLine,
} from "./requests.ts";
import { fromKept, isSecret, keptOf, withoutSecrets } from "./sealed.ts";
import { handleTalk } from "./talk.ts";

export interface Receiving extends Calling {
  readonly table: Table;
  readonly log: Logger;
}

/** The one way in, of one connection. */
export interface Receiver {
  /** Writes an inbound down. Nothing may be acknowledged before. */
  accept(inbound: Inbound): Promise<Accepted>;
  /** Does what it asks for; a failure is an answer too. */
  handle(inbound: Inbound, receipt?: ReceiptId): Promise<Handled>;
  /** Says what became of it. */
  respond(inbound: Inbound, handled: Handled): Promise<void>;
  /** Handles and answers what nobody finished; what came from another connection is passed over. */
  takeUp(receipt: ReceiptId): Promise<void>;
  complete(inbound: Pick<Inbound, "account" | "place">, target: string, typed: string): Promise<readonly Option[]>;
  /** What may follow on a command line that is being typed. */
  completeLine(inbound: Pick<Inbound, "account" | "place">, line: string): Promise<readonly Suggestion[]>;
}

const silent: Handled = { kind: "silent" };

/**
 * Written down only where an incident is shown: everything else that is said in chat is none of our business. A thread
 * may be one before its card is known; a reply says itself that it is to us, what becomes of it later does not.
 */
const bound = (inbound: Inbound): Pick<Arrival, "only" | "early"> => {
  if (inbound.kind === "reply") return inbound.toUs ? {} : { only: inbound.place };
  if (inbound.kind !== "edit" && inbound.kind !== "deletion") return {};
  return { only: inbound.place, early: inbound.place.thread !== undefined };
};

const isTalk = (inbound: Inbound): inbound is Extract<Inbound, { kind: "reply" | "edit" | "deletion" | "moment" }> =>
  ["reply", "edit", "deletion", "moment"].includes(inbound.kind);

export const makeReceiver = (receiving: Receiving): Receiver => {
  const { ground, connection, adapter, outside, table, log } = receiving;
  const turns = inTurn();

  /** The command that was asked for, with the message it is about. */
  const asked = async (ctx: CommandCtx, request: Request, pointed?: Pointed): Promise<Handled> => {
    const about = pointed === undefined ? {} : { about: await aboutOf(receiving, ctx, pointed) };
    const outcome = await dispatch(table, { ...ctx, ...about }, request);
    if (outcome.kind === "answer") return outcome;
    return { ...outcome, again: request, ...(pointed === undefined ? {} : { about: pointed }) };
  };

  const press = async (inbound: Extract<Inbound, { kind: "press" }>, receipt?: OpenReceipt): Promise<Handled> => {
    const id = readControlId(inbound.id);
    if (id === null) return silent;
    const token = tokenInLine(id.line);
    const kept = token === undefined ? { line: id.line } : await readContinuation(receiving, token);
    if (kept === null) {
      return {
        kind: "answer",
        message: answer("That button has expired. Type the command instead."),
        visible: "private",
        refused: true,
      };
    }
    if (kept.confirm !== undefined) {
      return {
        kind: "answer",
        message: confirmation(kept.confirm, { ...id, ...kept }),
        visible: "private",
        refused: true,
      };
    }
    const ctx = await callerOf(receiving, { ...inbound, place: kept.place ?? inbound.place }, receipt);
    if (kept.given !== undefined) {
      const again = kept.again === true ? { again: true } : {};
      return asked(ctx, { kind: "options", path: kept.line, given: kept.given, ...again }, kept.about);
    }
    const { request, stale } = await pressRequest(ctx, table, { ...id, ...inbound, line: kept.line });
    const handled = await asked(ctx, request, kept.about);
    return stale !== undefined && handled.kind === "answer"
      ? { ...handled, message: staleAnswer(handled.message, stale), visible: "private" }
      : handled;
  };

  const command = async (inbound: Extract<Inbound, { kind: "command" }>, receipt?: OpenReceipt): Promise<Handled> => {
    const { files = [] } = inbound;
    const ctx = {
      ...(await callerOf(receiving, inbound, receipt)),
      ...(files.length === 0 ? {} : { files: files.map((file) => attachmentOf(connection.id, file)) }),
    };
    if (inbound.given === undefined) {
      const line = spokenLine(await neutralText(receiving, ctx, inbound.line, false));
      return asked(ctx, { kind: "line", line }, inbound.about);
    }
    const given: Record<string, string> = {};
    for (const [name, value] of Object.entries(inbound.given)) {
      given[name] = value.includes("<") ? await neutralText(receiving, ctx, value, false) : value;
    }
    return asked(ctx, { kind: "options", path: inbound.line, given }, inbound.about);
  };

  /** False: it is not known yet what it belongs to. */
  const work = async (inbound: Inbound, receipt: OpenReceipt | undefined): Promise<Handled | false> => {
    switch (inbound.kind) {
      case "command":
        return command(inbound, receipt);
      case "press":
        return press(inbound, receipt);
      case "form": {
        const ctx = await callerOf(receiving, inbound, receipt);
        const kept = inbound.about === undefined ? null : await readContinuation(receiving, inbound.about);
        const known = inbound.kept === undefined ? null : await readContinuation(receiving, inbound.kept);
        const given = known === null ? inbound.given : { ...readKnown(known.line), ...inbound.given };
        const request: Request = { kind: "options", path: inbound.path, given };
        const handled = await asked(ctx, request, kept?.about);
        if (handled.kind !== "answer" || !handled.refused) return handled;
        return { ...handled, again: request, ...(kept?.about === undefined ? {} : { about: kept.about }) };
      }
      case "reply":
      case "edit":
      case "deletion":
      case "moment": {
        const isNobodys = inbound.account.id === "";
        const ctx = isNobodys ? platformOf(receiving, inbound, receipt) : await callerOf(receiving, inbound, receipt);
        return handleTalk(receiving, ctx, inbound);
      }
      case "home":
        return handleNews(receiving, await callerOf(receiving, inbound, receipt), inbound);
      default:
        return handleNews(receiving, platformOf(receiving, inbound, receipt), inbound);
    }
  };

  const handle = async (inbound: Inbound, id?: ReceiptId, last = false): Promise<Handled> => {
    const receipt: OpenReceipt | undefined = id === undefined ? undefined : { id, ended: false };
    try {
      const handled = await work(inbound, receipt);
      // What belongs to nothing yet is tried again by the job: its card may be on its way.
      if (handled === false && !last) return silent;
      if (receipt !== undefined && !receipt.ended) await finishReceipt(ground, receipt.id, "done");
      return handled === false ? silent : handled;
    } catch (error) {
      return failed(error, inbound, id);
    }
  };

  const failed = async (error: unknown, inbound: Inbound, receipt: ReceiptId | undefined): Promise<Handled> => {
    if (error instanceof AlreadyHandled) return silent;
    const expected = error instanceof Refusal || error instanceof DeliveryError;
    if (receipt !== undefined) {
      await finishReceipt(ground, receipt, expected ? "done" : "failed").catch((problem) =>
        log.error({ err: problem, request: receipt }, "an inbound could not be ended"),
      );
    }
    const sorry = { kind: "answer", visible: "private", refused: true } as const;
    if (error instanceof Refusal) return { ...sorry, message: refused(error.message) };
    const request = receipt ?? randomUUID();
    if (error instanceof DeliveryError) {
      log.warn({ err: error, request, kind: inbound.kind }, "the platform did not do its part");
      return { ...sorry, message: answer("The chat service did not do its part just now. Try again in a moment.") };
    }
    log.error({ err: error, request, kind: inbound.kind }, "an inbound failed");
    return {
      ...sorry,
      message: answer("Sorry, something broke on my side. It is logged as ", code(request.slice(-12)), "."),
    };
  };

  const inOrder = (inbound: Inbound, receipt?: ReceiptId, last = false): Promise<Handled> =>
    isTalk(inbound) ? turns(inbound.place.chat, () => handle(inbound, receipt, last)) : handle(inbound, receipt, last);

  /** Where a form is closed by now, what was typed into it can be put right all the same. */
  const correctable = async (inbound: Inbound, handled: Extract<Handled, { kind: "answer" }>): Promise<Message> => {
    const { again: filled, about, message } = handled;
    if (filled?.kind !== "options" || isSecret(table, inbound)) return message;
    if (table.find(filled.path)?.command.form === undefined) return message;
    const kept = { line: filled.path, given: filled.given, again: true, place: inbound.place };
    const token = await keepContinuation(receiving, { ...kept, ...(about === undefined ? {} : { about }) });
    return correction(message, token);
  };

  const respond = async (inbound: Inbound, handled: Handled): Promise<void> => {
    if (handled.kind === "silent") return;
    const replier = adapter.replier(inbound);
    try {
      if (handled.kind === "answer") {
        const replacing = handled.refused && isSecret(table, inbound) ? undefined : !handled.refused;
        return await replier.answer(await correctable(inbound, handled), handled.visible, replacing);
      }
      const about = handled.about;
      const kept = about === undefined ? undefined : await keepContinuation(receiving, { line: "", about });
      if (await replier.showForm(handled.form, kept)) return;
      const request = withoutSecrets(table, handled.again);
      const again = await keepContinuation(receiving, {
        ...(request.kind === "line" ? { line: request.line } : { line: request.path, given: request.given }),
        place: inbound.place,
        ...(about === undefined ? {} : { about }),
      });
      await replier.answer(formButton(handled.form.title, again), "private");
    } catch (error) {
      log.warn({ err: error, kind: inbound.kind }, "an answer did not arrive");
    }
  };

  const sweeps: Sweeps = { coveredUntil: undefined };
  return {
    accept: (inbound) =>
      writeReceipt(ground, sweeps, {
        workspace: connection.workspace,
        connection: connection.id,
        key: inbound.key,
        kind: inbound.kind,
        payload: keptOf(outside, inbound),
        ...bound(inbound),
      }),
    handle: inOrder,
    respond,
    takeUp: async (receipt) => {
      const taken = await takeUpReceipt(ground, receipt, connection.id);
      if (taken === null) return;
      const inbound = fromKept(outside, taken.payload);
      // Its key was replaced while it waited: whoever filled that form was told nothing and fills it again.
      if (inbound === null) return void (await finishReceipt(ground, receipt, "failed"));
      await respond(inbound, await inOrder(inbound, receipt, taken.last));
    },
    complete: async (inbound, target, typed) => complete(table, await callerOf(receiving, inbound), target, typed),
    completeLine: async (inbound, line) => completeLine(table, await callerOf(receiving, inbound), line),
  };
};

/** Written by the adapter, from the form's own `known`. */
const readKnown = (line: string): Given => JSON.parse(line) as Given;
