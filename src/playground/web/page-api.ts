import { type Context, Hono } from "hono";
import { z } from "zod";
import { fileResponse, type ShownFile } from "./file-response.ts";
import type { LiveStreams } from "./live.ts";

interface Someone {
  readonly id: string;
}

/** What a local platform offers its page. */
export interface PageApiParts<P extends Someone, Act, Fault> {
  readonly findPerson: (name: string) => P | undefined;
  readonly stateOf: (person: P) => unknown;
  /** Oldest first; undefined where this person knows no such conversation. */
  readonly messagesOf: (person: P, channel: string, thread: string | undefined) => readonly unknown[] | undefined;
  readonly complete: (person: P, query: Readonly<Record<string, string>>) => Promise<readonly unknown[]>;
  readonly file: (id: string) => ShownFile | undefined;
  readonly act: { readonly shape: z.ZodType<Act>; readonly perform: (person: P, act: Act) => Promise<object> };
  readonly fault: { readonly shape: z.ZodType<Fault>; readonly make: (fault: Fault) => void | Promise<void> };
  readonly live: LiveStreams;
}

/** As many messages of a conversation as a page shows; a test sees all. */
const mostShown = 500;

/** What the page asks: the workspace as one person sees it, and what that person does. */
export function pageApi<P extends Someone, Act, Fault>(parts: PageApiParts<P, Act, Fault>): Hono {
  const app = new Hono();
  const request = z.object({ as: z.string(), act: parts.act.shape });
  const unknownPerson = (context: Context) => context.json({ ok: false, error: "Nobody goes by that name." }, 404);
  const malformed = (context: Context, error: z.ZodError) =>
    context.json({ ok: false, error: z.prettifyError(error) }, 400);

  const withPerson = (context: Context, answer: (person: P) => Response | Promise<Response>) => {
    const person = parts.findPerson(context.req.query("as") ?? "");
    return person === undefined ? unknownPerson(context) : answer(person);
  };

  app.use(async (context, next) => {
    await next();
    if (!context.res.headers.has("cache-control")) context.res.headers.set("cache-control", "no-store");
    context.res.headers.set("x-content-type-options", "nosniff");
  });

  app.get("/state", (context) => withPerson(context, (person) => Response.json(parts.stateOf(person))));

  app.get("/messages", (context) =>
    withPerson(context, (person) => {
      const { channel = "", thread } = context.req.query();
      const messages = parts.messagesOf(person, channel, thread || undefined);
      if (messages === undefined) return context.json({ ok: false, error: "There is no such conversation." }, 404);
      return Response.json(messages.slice(-mostShown));
    }),
  );

  app.get("/complete", (context) =>
    withPerson(context, async (person) =>
      Response.json(await parts.complete(person, context.req.query()).catch(() => [])),
    ),
  );

  app.get("/live", (context) =>
    withPerson(context, (person) => parts.live.open(person.id, context.req.header("last-event-id"))),
  );

  app.get("/files/:id", (context) => fileResponse(parts.file(context.req.param("id"))));

  app.post("/act", async (context) => {
    const asked = request.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return malformed(context, asked.error);
    const person = parts.findPerson(asked.data.as);
    if (person === undefined) return unknownPerson(context);
    return Response.json(await parts.act.perform(person, asked.data.act as Act));
  });

  app.post("/fault", async (context) => {
    const asked = parts.fault.shape.safeParse(await context.req.json().catch(() => null));
    if (!asked.success) return malformed(context, asked.error);
    await parts.fault.make(asked.data);
    return context.json({ ok: true });
  });

  return app;
}
