import { connect, createServer, type Server, type Socket } from "node:net";
import { openPassage, type Passage } from "./passage.ts";
import { type Frame, framesOf, textsIn } from "./postgres-frames.ts";

/** What stands between a process and its PostgreSQL: each statement is one on its way. */
export interface PostgresProxy extends AsyncDisposable {
  readonly url: string;
  /** Cuts every connection, and refuses new ones until it is mended. */
  cut(): void;
  mend(): void;
}

export const postgresProxy = async (url: string, passage: Passage = openPassage): Promise<PostgresProxy> => {
  const target = new URL(url);
  const open = new Set<Socket>();
  const state = { cut: false };
  // Small messages at once: held together for a moment, each statement would take 40 ms.
  const server = createServer({ noDelay: true }, (client) => {
    if (state.cut) return void client.destroy();
    const upstream = connect({ port: Number(target.port || 5432), host: target.hostname, noDelay: true });
    carry(client, upstream, passage);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
  });
  const address = new URL(url);
  address.host = `127.0.0.1:${await listening(server)}`;
  const hangUp = () => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: address.href,
    cut: () => {
      state.cut = true;
      hangUp();
    },
    mend: () => {
      state.cut = false;
    },
    async [Symbol.asyncDispose]() {
      hangUp();
      await new Promise((done) => server.close(done));
    },
  };
};

export const listening = (server: Server): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });

/** How a connection stands; "ending" lets through what completes the statement whose answer is kept back. */
type Standing = "open" | "ending" | "closed";

/** Carries one connection. A statement is executed by "E", whose end is the "S" that follows, or by "Q"; "Z" answers either. */
const carry = (client: Socket, upstream: Socket, passage: Passage): void => {
  const prepared = new Map<string, string>();
  const bound = new Map<string, string>();
  // The first "Z" ends the greeting.
  const state: { standing: Standing; owed: number; isStruck: boolean } = { standing: "open", owed: 1, isStruck: false };

  const statementIn = (frame: Frame): string | undefined => {
    const [first = "", second = ""] = textsIn(frame, 2);
    if (frame.type === "P") prepared.set(first, second);
    if (frame.type === "B") bound.set(first, prepared.get(second) ?? "");
    if (frame.type === "Q") return first;
    return frame.type === "E" ? (bound.get(first) ?? "") : undefined;
  };
  const pass = (frame: Frame): void => {
    if (frame.type === "S" || frame.type === "Q") {
      state.owed += 1;
      if (state.standing === "ending") state.standing = "closed";
    }
    upstream.write(frame.bytes);
  };
  const hear = (frame: Frame): void => {
    if (state.standing === "closed") return;
    const statement = statementIn(frame);
    const fate = statement === undefined || state.standing === "ending" ? "passes" : passage.arrives(statement);
    if (fate === "unsent") {
      state.standing = "closed";
      state.isStruck = true;
      passage.strikes();
      return;
    }
    if (fate === "unanswered") state.standing = "ending";
    pass(frame);
  };

  const fromServer = framesOf({ begins: false }, ({ type }) => {
    if (type === "Z") state.owed -= 1;
    if (state.standing !== "closed" || state.isStruck || state.owed > 0) return;
    state.isStruck = true;
    passage.strikes();
  });
  client.on("data", framesOf({ begins: true }, hear));
  upstream.on("data", (chunk: Buffer) => {
    if (state.standing === "open") client.write(chunk);
    fromServer(chunk);
  });
};
