import type { Json } from "../json.ts";
import type { News } from "../news.ts";
import type { Answer, Envelope } from "./delivery/envelope.ts";
import type { Installation } from "./manifest.ts";
import type { SlackNews } from "./protocol.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Values, View } from "./state/records.ts";
import type { Workspace } from "./state/workspace.ts";
import type { Triggers } from "./triggers.ts";

/** Everything the local Slack knows and can do, handed to every method and act. */
export interface Core extends Workspace {
  readonly now: () => Temporal.Instant;
  readonly news: News<SlackNews>;
  /** Open modals by person, the top one last. */
  readonly modals: Map<string, readonly View[]>;
  /** What people have entered in a message's own fields, by person, channel and ts. */
  readonly entered: Map<string, Values>;
  /** The options an app suggested last, by person and field, so that a choice can be named by its value. */
  readonly suggested: Map<string, readonly Json[]>;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly installation: () => Installation | null;
  /** Sends an event to the app if it is subscribed to it. */
  readonly emit: (subscription: string, event: Json) => void;
  readonly deliver: (envelope: Envelope) => Promise<Answer>;
  readonly connected: () => boolean;
  /** http://127.0.0.1:port */
  readonly origin: () => string;
}
