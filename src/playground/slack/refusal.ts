import type { Json } from "../json.ts";

/** Slack's "ok: false": the error by its name, and what goes with it. */
export class SlackRefusal extends Error {
  readonly extra: Json;

  constructor(error: string, extra: Json = {}) {
    super(error);
    this.name = "SlackRefusal";
    this.extra = extra;
  }
}

export function refuse(error: string, extra?: Json): never {
  throw new SlackRefusal(error, extra);
}
