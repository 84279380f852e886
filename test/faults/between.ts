import { type HttpProxy, httpProxy } from "../support/http-proxy.ts";
import type { Passage } from "../support/passage.ts";
import { type PostgresProxy, postgresProxy } from "../support/postgres-proxy.ts";
import type { Scene } from "./stage.ts";

/** What stands between a process and everything it talks to. */
export interface Between extends AsyncDisposable {
  readonly post: Scene["post"];
  readonly database: PostgresProxy;
  readonly slack: HttpProxy;
  readonly discord: HttpProxy;
}

export const standBetween = async ({ post }: Scene, passage?: Passage): Promise<Between> => {
  await using opened = new AsyncDisposableStack();
  const database = opened.use(await postgresProxy(post.url, passage));
  const slack = opened.use(await httpProxy(post.slack.apiUrl, passage));
  const discord = opened.use(await httpProxy(post.discord.apiUrl, passage));
  const all = opened.move();
  return {
    database,
    slack,
    discord,
    post: {
      ...post,
      url: database.url,
      slack: { ...post.slack, apiUrl: slack.url },
      discord: { ...post.discord, apiUrl: discord.url },
    },
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
};
