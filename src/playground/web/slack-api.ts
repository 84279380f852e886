import { type Context, Hono } from "hono";
import { z } from "zod";
import { perform } from "../slack/acts/act.ts";
import type { Core } from "../slack/core.ts";
import { messagesOf, stateOf } from "../slack/look.ts";
import { findChannel, findPerson } from "../slack/state/people.ts";
import type { Person } from "../slack/state/records.ts";
import type { Trouble } from "../slack/trouble.ts";
import { actShape } from "./act-shape.ts";
import { fileResponse } from "./file-response.ts";
import type { LiveStreams } from "./live.ts";
import { faultShape, makeFault } from "./make-fault.ts";

export interface SlackApiParts {
  readonly core: Core;
  readonly trouble: Trouble;
  readonly live: LiveStreams;
}

/** As many messages of a conversation as a page shows; a test sees all. */
const mostShown = 500;

const request = z.object({ as: z.string(), act: actShape });

/** What the page asks: the workspace as one person sees it, and what that person does. */
export function slackApi({ core, trouble, live }: SlackApiParts): Hono {
  const app = new Hono();

  const withPerson = (context: Context, answer: (person: Person) => Response | Promise<Response>) => {
    const person = findPerson(core, context.req.query("as") ?? "");
    return person === undefined ? context.json({ ok: false, error: "Nobody goes by that name." }, 404) : answer(person);
  };

  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control")) context.res.headers.set("cache-control", "no-store");
    context.res.headers.set("x-content-type-options", "nosniff");
  });

  app.get("/state", (context) => withPerson(context, (person) => context.json(stateOf(core, person))));

  app.get("/messages", (context) =>
    withPerson(context, (person) => {
      const { channel: name = "", thread } = context.req.query();
      const channel = findChannel(core, name, person);
      if (channel === undefined) return context.json({ ok: false, error: "There is no such conversation." }, 404);
      return context.json(messagesOf(core, person, channel, thread || undefined).slice(-mostShown));
    }),
  );

  app.get("/complete", (context) =>
    withPerson(context, async (person) => {
      const { channel = "", command = "", text = "" } = context.req.query();
      const complete = core.installation()?.complete;
      if (complete === undefined) return context.json([]);
      return context.json(await complete(person.id, channel, command, text).catch(() => []));
    }),
  );

  app.get("/live", (context) =>
    withPerson(context, (person) => live.open(person.id, context.req.header("last-event-id"))),
  );

  app.get("/files/:id", (context) => fileResponse(core, context.req.param("id")));

  app.post("/act", async (context) => {
    const asked = request.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return context.json({ ok: false, error: z.prettifyError(asked.error) }, 400);
    const person = findPerson(core, asked.data.as);
    if (person === undefined) return context.json({ ok: false, error: "Nobody goes by that name." }, 404);
    return context.json(await perform(core, person, asked.data.act));
  });

  app.post("/fault", async (context) => {
    const asked = faultShape.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return context.json({ ok: false, error: z.prettifyError(asked.error) }, 400);
    await makeFault(trouble, asked.data);
    return context.json({ ok: true });
  });

  return app;
}
