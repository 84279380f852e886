import { App, HTTPReceiver, type ReceiverEvent, SocketModeReceiver } from "@slack/bolt";
import type { Logger } from "pino";
import type { Inbound } from "../inbound.ts";
import { isFarewell, teamIn } from "./body.ts";
import { clientOptions, quietly } from "./client.ts";
import { toInbound } from "./inbound.ts";
import { listenWith, type Noticed } from "./listeners.ts";
import type { Teams } from "./teams.ts";

export interface BoltOptions {
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
  teams: Pick<Teams, "find" | "doubt">,
): Listener => {
  const app = new App({
    // Bolt calls nobody for us. Otherwise it asks Slack who we are at the first inbound, and drops it when Slack does
    // not answer.
    authorize: async ({ teamId }) => (teamId === undefined ? {} : { teamId }),
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
    const team = await teams.find(teamIn(event.body));
    if (team === undefined) return turnAway(event);
    const pass = (more: Partial<ReceiverEvent>, noticed: Noticed) =>
      process({ ...event, ...more, customProperties: { ...event.customProperties, noticed } });
    if (isFarewell(event.body)) {
      await teams.doubt(team);
      return event.ack();
    }
    const inbound = toInbound(event.body, team.who);
    if (inbound === null) return pass({}, { team });
    const accepted = isPassing(inbound) ? null : await team.receive.accept(inbound);
    const ack = acknowledging(event);
    if (accepted !== null && accepted.kind !== "new") return ack();
    await pass({ ack }, { team, inbound, ...(accepted === null ? {} : { receipt: accepted.receipt }) });
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
  listenWith(app);
  return {
    init: () => app.init(),
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
};

const howToConnect =
  "This Slack workspace is not connected to Tocsin. Type `/tocsin connect` where Tocsin already works, and open the link it gives you.";

/** What comes from a team that belongs to no workspace. */
const turnAway = ({ body, ack }: ReceiverEvent): Promise<void> =>
  "command" in body ? ack({ response_type: "ephemeral", text: howToConnect }) : ack();
