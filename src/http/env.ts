import type { HttpBindings } from "@hono/node-server";
import type { Context } from "hono";
import type { ChatCtx } from "../services/ctx.ts";
import type { Ground } from "../services/ground.ts";
import type { Visit } from "../services/session/visit.ts";
import type { Site } from "./site.ts";

/** What the pages stand on. */
export interface WebParts {
  readonly ground: Ground;
  readonly messengers: ChatCtx["messengers"];
  /** Where browsers reach us; undefined while nobody knows. */
  address(): string | undefined;
  /** Told of what a request broke. */
  report(error: Error): void;
}

/** What every page knows of its request. */
export interface Env {
  readonly Bindings: Partial<HttpBindings>;
  readonly Variables: {
    site: Site;
    /** Behind the door only. */
    visitor: Visitor;
  };
}

export interface Visitor extends Visit {
  /** What every form of theirs brings back, to show that it is ours. */
  readonly proof: string;
}

export type Page = Context<Env>;
