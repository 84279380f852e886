import type { Starting } from "../starting.ts";

/** The app as Slack knows it: with this it is put into other teams. */
export interface SlackClient {
  readonly id: string;
  readonly secret: string;
}

/** How to reach Slack. With an app token events come by socket, with a signing secret by HTTP. */
export interface SlackConfig {
  readonly botToken: string;
  /** Of a stand-in for Slack; absent: Slack itself. */
  readonly apiUrl?: string | undefined;
  /** Seconds from one message in a channel to the next, one unless set; 0 where the clock stands still. */
  readonly pace?: number;
  /** With it other teams are let in over the web. */
  readonly app?: SlackClient | undefined;
  readonly receive:
    | { readonly mode: "socket"; readonly appToken: string }
    | { readonly mode: "http"; readonly signingSecret: string };
}

export interface SlackOptions extends Starting {
  readonly config: SlackConfig;
  /** Milliseconds without a pong after which a socket counts as dead. */
  readonly pongWithin?: number;
  /** Milliseconds: how often it is written down that the team is heard, and after how long another replica does so. */
  readonly hearing?: { readonly lasts: number; readonly every: number };
  /** Milliseconds: how often it is seen whether teams have come or gone, and after how long one that refused is asked again. */
  readonly looking?: { readonly every: number; readonly again: number };
}
