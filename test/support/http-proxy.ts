import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import { openPassage, type Passage } from "./passage.ts";
import { listening } from "./postgres-proxy.ts";

/** What stands between a process and a platform's API: each request is one on its way. */
export interface HttpProxy extends AsyncDisposable {
  /** The address to use instead of the one given. */
  readonly url: string;
  /** So many of the next requests arrive nowhere and are never answered. */
  swallow(count: number): void;
}

export const httpProxy = async (url: string, passage: Passage = openPassage): Promise<HttpProxy> => {
  const target = new URL(url);
  const state = { swallowing: 0 };
  const server = createServer((asked, answer) => {
    if (state.swallowing > 0) {
      state.swallowing -= 1;
      return;
    }
    const fate = passage.arrives(`${asked.method} ${(asked.url ?? "").replace(/\?.*/, "")}`);
    if (fate === "unsent") return passage.strikes();
    pass(target, asked, fate === "unanswered" ? passage : answer);
  });
  const address = new URL(url);
  address.host = `127.0.0.1:${await listening(server)}`;
  return {
    url: address.href,
    swallow: (count) => {
      state.swallowing = count;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
};

/** Asks in somebody's place; what is answered goes to them, or nowhere. */
const pass = (target: URL, asked: IncomingMessage, to: ServerResponse | Passage): void => {
  const { method, url, headers } = asked;
  const own = request({ host: target.hostname, port: target.port, method, path: url, headers }, (answer) => {
    if ("strikes" in to) {
      answer.resume();
      answer.once("end", () => to.strikes());
      return;
    }
    to.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(to);
  });
  own.on("error", () => {
    if (!("strikes" in to)) to.destroy();
  });
  asked.pipe(own);
};
