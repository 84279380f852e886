import { createHash } from "node:crypto";
import { createTransport } from "nodemailer";
import type { Clock } from "../../ports.ts";
import type { Letter } from "../../presentation/letter.ts";
import type { File } from "../../presentation/message.ts";
import { oneLine } from "../shorten.ts";
import { deliveryError, type SmtpError } from "./errors.ts";
import type { Mail } from "./mail.ts";
import { render } from "./render.ts";
import type { Sender } from "./sender.ts";

export interface EmailOptions {
  /** smtp:// or smtps://, with name and password. */
  readonly url: string;
  readonly from: Sender;
  readonly clock: Clock;
}

/** In milliseconds. A server that trickles its replies is given up by `whole`. */
const patience = { connect: 10_000, idle: 20_000, whole: 30_000 } as const;

/** Files beyond this many bytes are left out: many a server refuses the whole mail for them. */
const mostAttached = 5 * 1024 * 1024;

/** The queue owns repeats, so the pool makes none. */
export const makeMail = ({ url, from, clock }: EmailOptions): Mail => {
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    maxRequeues: 0,
    idleTimeout: 60_000,
    connectionTimeout: patience.connect,
    greetingTimeout: patience.connect,
    dnsTimeout: patience.connect,
    socketTimeout: patience.idle,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const state: { problem: string | null } = { problem: null };
  const noted = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      const done = await work();
      state.problem = null;
      return done;
    } catch (error) {
      const failed = deliveryError(error as SmtpError);
      // A mailbox that refuses says nothing of the way there.
      state.problem = failed.ours ? failed.message : null;
      throw failed;
    }
  };
  return {
    problem: () => state.problem,
    verify: () => noted(async () => void (await transport.verify())),
    stop: () => transport.close({ force: true }),
    direct: ({ settings: { address } }, letter, key) =>
      noted(async () => {
        const { response } = await transport.sendMail({
          ...headersOf(letter, key, from),
          ...render(letter),
          attachments: attachmentsOf(letter.message.files ?? []),
          from,
          to: { name: "", address },
          envelope: { from: from.address, to: [address] },
          date: new Date(clock.now().epochMilliseconds),
          signal: AbortSignal.timeout(patience.whole),
        });
        return oneLine(response).slice(0, 1_000);
      }),
  };
};

/** A repeat has the same Message-ID; the mails of an incident are a thread whose first one nobody ever sent. */
const headersOf = ({ facts: { incident }, urgent }: Letter, key: string, { address }: Sender) => {
  const host = address.slice(address.lastIndexOf("@") + 1);
  const root = incident === undefined ? undefined : `<incident-${incident.incident.id}@${host}>`;
  return {
    messageId: `<${createHash("sha256").update(key).digest("hex").slice(0, 40)}@${host}>`,
    ...(root === undefined ? {} : { inReplyTo: root, references: root }),
    ...(urgent === true ? { priority: "high" as const } : {}),
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  };
};

const attachmentsOf = (files: readonly File[]) => {
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (size > mostAttached) return [];
  return files.map(({ name, mediaType, bytes }) => ({
    filename: oneLine(name),
    contentType: mediaType,
    content: Buffer.from(bytes),
  }));
};
