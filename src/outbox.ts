import type { Destination } from "./domain/target/kinds.ts";
import { type Mail, noMail } from "./platforms/email/mail.ts";
import type { Sender } from "./platforms/email/sender.ts";
import { makeHttp } from "./platforms/webhook/http.ts";
import { makeWebhooks } from "./platforms/webhook/messenger.ts";
import { type Network, reachable } from "./platforms/webhook/networks.ts";
import { makeReader } from "./platforms/webhook/reader.ts";
import type { Clock, Outbox, Reader } from "./ports.ts";

export interface OutboxOptions {
  /** Absent = no mail is sent. */
  readonly mail: { readonly url: string; readonly from: Sender } | undefined;
  /** Networks that targets may lead into besides the open internet. */
  readonly networks: readonly Network[];
  readonly clock: Clock;
  /** Where people's browsers reach us. */
  readonly address?: (() => string | undefined) | undefined;
}

export interface OpenOutbox {
  readonly outbox: Outbox;
  readonly mail: Mail;
  readonly reader: Reader;
  stop(): void;
}

/** E-mail and webhooks as one. What sends mail is loaded only where there is a server for it. */
export const openOutbox = async ({ mail: smtp, networks, clock, address }: OutboxOptions): Promise<OpenOutbox> => {
  const mail =
    smtp === undefined ? noMail : (await import("./platforms/email/messenger.ts")).makeMail({ ...smtp, clock });
  const http = makeHttp({ reachable: reachable(networks) });
  const webhooks = makeWebhooks({ http, clock, address });
  return {
    mail,
    reader: makeReader(http),
    outbox: {
      direct: (to: Destination, letter, key) =>
        to.kind === "email" ? mail.direct(to, letter, key) : webhooks.direct(to, letter, key),
      problem: (kind) => (kind === "email" ? mail.problem() : null),
    },
    stop: () => mail.stop(),
  };
};
