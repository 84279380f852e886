import { App, HTTPReceiver, type ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "pino";
import type { Inbound } from "../inbound.ts";
import type { Receiver } from "../receive.ts";
import { clientOptions, quietly } from "./client.ts";
import { toInbound } from "./inbound.ts";
import { listenWith, type Noticed } from "./listeners.ts";
import type { Who } from "./who.ts";

export interface BoltOptions {
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  readonly log: Logger;
}

export const makeSocketReceiver = (options: BoltOptions, appToken: string, pongWithin: number) =>
  new SocketModeReceiver({
    appToken,
    logger: quietly(options.log),
    autoReconnectEnabled: false,
    // Without a pong for this long a socket is dead, however open it looks.
    clientPingTimeout: pongWithin,
    installerOptions: { clientOptions: clientOptions(options.apiUrl, options.log) },
    // What fails is not acknowledged, so that Slack sends it again. Bolt's own handler acknowledges after some errors,
    // and ends the process when the socket has closed meanwhile.
    processEventErrorHandler: async ({ error }) => {
      options.log.error({ err: error }, unwritten);
      return false;
    },
  });

const unwritten = "an inbound could not be written down";

export const eventsPath = "/slack/events";

export const makeHttpReceiver = (options: BoltOptions, signingSecret: string) =>
  new HTTPReceiver({
    signingSecret,
    endpoints: [eventsPath],
    logger: quietly(options.log),
    processEventErrorHandler: async ({ error, response }) => {
      options.log.error({ err: error }, unwritten);
      if (!response.headersSent) response.writeHead(500).end();
      return false;
    },
  });

/** Lost, these are made good by themselves: people are asked after daily, a home is drawn whenever it is opened. */
const isPassing = ({ kind }: Inbound): boolean => kind === "account-changed" || kind === "home";

/** A Bolt app, listening. */
export interface Listener {
  init(): Promise<void>;
  /** Resolves when nothing that came in is under way. */
  idle(): Promise<void>;
}

/** A Bolt app that writes every inbound down before Bolt may acknowledge it. */
export const makeBolt = (
  options: BoltOptions,
  receiver: SocketModeReceiver | HTTPReceiver,
  { who, receive }: { readonly who: Who; readonly receive: Receiver },
): Listener => {
  const app = new App({
    // We know who we are: otherwise Bolt asks Slack at the first inbound, and drops it when Slack does not answer.
    authorize: async () => ({ botToken: options.botToken, botUserId: who.bot, teamId: who.team }),
    receiver,
    clientOptions: clientOptions(options.apiUrl, options.log),
    logger: quietly(options.log),
    deferInitialization: true,
    ignoreSelf: false,
  });
  const process = app.processEvent.bind(app);
  const underWay = new Set<Promise<void>>();
  /** What is written down is ours to do, even if Slack never hears that we have it. */
  const acknowledging =
    (event: ReceiverEvent): ReceiverEvent["ack"] =>
    async (response) => {
      try {
        await event.ack(response);
      } catch (error) {
        options.log.warn({ err: error }, "an acknowledgement was lost");
      }
    };
  const take = async (event: ReceiverEvent): Promise<void> => {
    const inbound = toInbound(event.body, who);
    if (inbound === null) return process(event);
    const accepted = isPassing(inbound) ? null : await receive.accept(inbound);
    const ack = acknowledging(event);
    if (accepted !== null && accepted.kind !== "new") return ack();
    const noticed: Noticed = { inbound, ...(accepted === null ? {} : { receipt: accepted.receipt }) };
    await process({ ...event, ack, customProperties: { ...event.customProperties, noticed } });
  };
  app.processEvent = (event) => {
    const taking = take(event);
    const done = taking.then(
      () => void underWay.delete(done),
      () => void underWay.delete(done),
    );
    underWay.add(done);
    return taking;
  };
  listenWith(app, { who, receive });
  return {
    init: () => app.init(),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
};
