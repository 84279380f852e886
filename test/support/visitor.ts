import { makeFeeds } from "../../src/http/feeds.ts";
import { type Server, startServer } from "../../src/http/server.ts";
import { makeWeb } from "../../src/http/web.ts";
import { inviteToWeb } from "../../src/services/session/invite.ts";
import type { TestWorkspace } from "./command-ctx.ts";

/** The pages of a workspace, served over the wire. */
export interface ServedPages extends AsyncDisposable {
  readonly url: string;
  /** A browser that has been nowhere yet. */
  browser(): Visiting;
  /** A link as `/tocsin web` gives it. */
  link(name?: Parameters<TestWorkspace["as"]>[0]): Promise<string>;
  /** The same browser, let in. */
  visitor(name?: Parameters<TestWorkspace["as"]>[0]): Promise<Visiting>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** A browser without JavaScript: it keeps cookies, and says of its forms where they come from. */
export interface Visiting {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** Sends a form; `fields` beside the hidden ones of the page it was last at. */
  post(
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answer>;
}

export const servePages = async (
  acme: TestWorkspace,
  options: { readonly address?: string } = {},
): Promise<ServedPages> => {
  let url = "";
  const reported: Error[] = [];
  const { messengers, ...ground } = acme.as("ada");
  const report = (error: Error) => void reported.push(error);
  const web = makeWeb({ ground, messengers, address: () => options.address ?? url, report });
  const server: Server = await startServer({
    host: "127.0.0.1",
    port: 0,
    checks: {},
    report,
    annexes: [
      { path: "/web", fetch: web.fetch },
      { path: "/ical", fetch: makeFeeds({ ground, report }).fetch },
    ],
  });
  url = server.url;
  const secret = (name: Parameters<TestWorkspace["as"]>[0] = "ada") => inviteToWeb(acme.as(name));
  const browser = () => makeBrowser(url, options.address ?? url);
  return {
    url,
    browser,
    link: async (name) => `/web/enter/${await secret(name)}`,
    visitor: async (name) => {
      const visiting = browser();
      await visiting.post(`/web/enter/${await secret(name)}`);
      return visiting;
    },
    [Symbol.asyncDispose]: async () => {
      await server.stop();
      if (reported.length > 0) throw new AggregateError(reported, "Pages broke.");
    },
  };
};

const makeBrowser = (url: string, origin: string): Visiting => {
  const cookies = new Map<string, string>();
  let hidden: Readonly<Record<string, string>> = {};
  const ask = async (path: string, init: RequestInit & { readonly headers: Readonly<Record<string, string>> }) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(`${url}${path}`, {
      ...init,
      redirect: "manual",
      headers: { "user-agent": "Firefox/140.0", ...(cookie === "" ? {} : { cookie }), ...init.headers },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    const text = await response.text();
    const proof = /name="proof" value="([^"]+)"/.exec(text)?.[1];
    if (proof !== undefined) hidden = { proof };
    return { status: response.status, headers: response.headers, text };
  };
  return {
    cookies,
    get: (path, headers = {}) => ask(path, { method: "GET", headers }),
    post: (path, fields = {}, headers = {}) =>
      ask(path, {
        method: "POST",
        body: new URLSearchParams({ ...hidden, ...fields }),
        headers: { origin: new URL(origin).origin, "sec-fetch-site": "same-origin", ...headers },
      }),
  };
};
