import type { News } from "../news.ts";
import { makeSecret } from "../secret.ts";

export interface LiveStreams {
  /** A stream of news for one person; after a pause it goes on after lastId. */
  readonly open: (person: string, lastId: string | undefined) => Response;
  readonly stop: () => void;
}

const heartbeatEvery = 15_000;

/** Server-sent events. Ids carry this start's name, so that those of an earlier one are not taken for ours; who missed too much is told everything. */
export function makeLiveStreams<T>(news: News<T>, everything: readonly T[]): LiveStreams {
  const run = makeSecret(8);
  const open = new Set<() => void>();

  const start = (person: string, lastId: string | undefined, controller: ReadableStreamDefaultController) => {
    const encoder = new TextEncoder();
    const write = (text: string) => controller.enqueue(encoder.encode(text));
    const tell = (said: T, id?: number) => {
      write(`${id === undefined ? "" : `id: ${run}-${id}\n`}data: ${JSON.stringify(said)}\n\n`);
    };
    write("retry: 1000\n\n");
    if (lastId !== undefined) {
      const [from, number] = lastId.split("-");
      const missed = from === run ? news.since(person, Number(number)) : null;
      if (missed === null) for (const said of everything) tell(said);
      for (const { news: said, id } of missed ?? []) tell(said, id);
    }
    const unlisten = news.listen(person, tell);
    const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatEvery);
    heartbeat.unref();
    const stop = () => {
      unlisten();
      clearInterval(heartbeat);
      open.delete(end);
    };
    const end = () => {
      stop();
      controller.close();
    };
    open.add(end);
    return stop;
  };

  return {
    open: (person, lastId) => {
      let stop = () => {};
      const body = new ReadableStream({
        start: (controller) => {
          stop = start(person, lastId, controller);
        },
        cancel: () => stop(),
      });
      const headers = { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" };
      return new Response(body, { headers });
    },
    stop: () => {
      for (const end of [...open]) end();
    },
  };
}
