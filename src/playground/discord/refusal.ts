import type { Json } from "../json.ts";

/** What Discord refuses: an HTTP status, its own code, a sentence, and for a malformed body what is wrong where. */
export class DiscordRefusal extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: Json | undefined;

  constructor(status: number, code: number, message: string, errors?: Json) {
    super(message);
    this.name = "DiscordRefusal";
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

const refusals = {
  unauthorized: [401, 0, "401: Unauthorized"],
  notFound: [404, 0, "404: Not Found"],
  methodNotAllowed: [405, 0, "405: Method Not Allowed"],
  unknownApplication: [404, 10002, "Unknown Application"],
  unknownChannel: [404, 10003, "Unknown Channel"],
  unknownGuild: [404, 10004, "Unknown Guild"],
  unknownMember: [404, 10007, "Unknown Member"],
  unknownMessage: [404, 10008, "Unknown Message"],
  unknownOverwrite: [404, 10009, "Unknown Permission Overwrite"],
  unknownRole: [404, 10011, "Unknown Role"],
  unknownUser: [404, 10013, "Unknown User"],
  unknownEmoji: [400, 10014, "Unknown Emoji"],
  unknownWebhook: [404, 10015, "Unknown Webhook"],
  unknownInteraction: [404, 10062, "Unknown interaction"],
  unknownCommand: [404, 10063, "Unknown application command"],
  tooManyChannels: [400, 30013, "Maximum number of guild channels reached (500)"],
  tooManyPins: [400, 30003, "Maximum number of pins reached for the channel (250)"],
  tooManyReactions: [400, 30010, "Maximum number of reactions reached (20)"],
  tooManyCommandCreates: [400, 30034, "Max number of daily application command creates has been reached (200)"],
  entityTooLarge: [413, 40005, "Request entity too large"],
  alreadyAcknowledged: [400, 40060, "Interaction has already been acknowledged."],
  tagRequired: [400, 40067, "A tag is required to create a forum post in this channel"],
  missingAccess: [403, 50001, "Missing Access"],
  dmOnly: [403, 50003, "Cannot execute action on a DM channel"],
  notYours: [403, 50005, "Cannot edit a message authored by another user"],
  empty: [400, 50006, "Cannot send an empty message"],
  cannotDirect: [403, 50007, "Cannot send messages to this user"],
  notText: [400, 50008, "Cannot send messages in a non-text channel"],
  missingPermissions: [403, 50013, "Missing Permissions"],
  bulkAmount: [
    400,
    50016,
    "Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete",
  ],
  systemMessage: [403, 50021, "Cannot execute action on a system message"],
  wrongChannelType: [400, 50024, "Cannot execute action on this channel type"],
  invalidToken: [401, 50027, "Invalid Webhook Token"],
  tooOld: [400, 50034, "You can only bulk delete messages that are under 14 days old."],
  notJson: [400, 50109, "The request body contains invalid JSON."],
  archived: [400, 50083, "Thread is archived"],
  alreadyThreaded: [400, 160004, "A thread has already been created for this message"],
  locked: [403, 160005, "Thread is locked"],
} as const satisfies Record<string, readonly [number, number, string]>;

export type RefusalName = keyof typeof refusals;

export function refuse(name: RefusalName): never {
  const [status, code, message] = refusals[name];
  throw new DiscordRefusal(status, code, message);
}

export interface FieldError {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

/** "Invalid Form Body", with each mistake where it is. */
export function refuseForm(mistakes: readonly FieldError[]): never {
  const errors: Record<string, unknown> = {};
  for (const { path, code, message } of mistakes) {
    let node = errors;
    for (const part of path) {
      const key = String(part);
      const next = (node[key] ?? {}) as Record<string, unknown>;
      node[key] = next;
      node = next;
    }
    node["_errors"] = [...((node["_errors"] as readonly unknown[] | undefined) ?? []), { code, message }];
  }
  throw new DiscordRefusal(400, 50035, "Invalid Form Body", errors);
}
