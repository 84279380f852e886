import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on the loopback address, at a port of the system's choice, before anything else is known. */
export async function listen(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, origin: `http://127.0.0.1:${port}` };
}
