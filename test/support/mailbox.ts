import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** One mail as it came over the wire, taken apart. */
export interface Mailed {
  readonly from: string;
  readonly to: readonly string[];
  /** Unfolded, as they stood. */
  readonly lines: readonly string[];
  header(name: string): string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Somebody else's mail server, on a port of this machine. */
export interface Mailbox extends AsyncDisposable {
  readonly url: string;
  readonly mails: readonly Mailed[];
}

type Hooks = Pick<SMTPServerOptions, "onMailFrom" | "onRcptTo" | "onAuth" | "onConnect" | "authOptional"> & {
  /** How a whole mail is answered; taken unless it says otherwise. */
  readonly onMail?: (mail: Mailed) => Error | undefined | "silence";
};

export const startMailbox = async ({ onMail, ...hooks }: Hooks = {}): Promise<Mailbox> => {
  const mails: Mailed[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    closeTimeout: 100,
    logger: false,
    ...hooks,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const mail = takeApart(
          Buffer.concat(chunks).toString("utf8"),
          mailFrom === false ? "" : mailFrom.address,
          rcptTo.map(({ address }) => address),
        );
        const answer = onMail?.(mail);
        if (answer === "silence") return;
        if (answer === undefined) mails.push(mail);
        done(answer);
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    [Symbol.asyncDispose]: () => new Promise((done) => server.close(() => done())),
  };
};

/** A refusal with a status, as SMTP has it. */
export const smtpError = (responseCode: number, message: string): Error =>
  Object.assign(new Error(message), { responseCode });

const takeApart = (raw: string, from: string, to: readonly string[]): Mailed => {
  const [head = "", ...rest] = raw.split("\r\n\r\n");
  const lines = head.replace(/\r\n[ \t]+/gu, " ").split("\r\n");
  const header = (name: string): string | undefined =>
    lines.find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))?.replace(/^[^:]+:\s*/u, "");
  const parts = partsOf(header("content-type") ?? "", rest.join("\r\n\r\n"));
  return {
    from,
    to,
    lines,
    header,
    subject: decodeWords(header("subject") ?? ""),
    text: parts.get("text/plain") ?? "",
    html: parts.get("text/html") ?? "",
  };
};

const partsOf = (type: string, body: string): ReadonlyMap<string, string> => {
  const boundary = /boundary="?([^";]+)"?/iu.exec(type)?.[1] ?? "";
  return new Map(
    body.split(`--${boundary}`).flatMap((part): readonly (readonly [string, string])[] => {
      const [head = "", ...rest] = part.replace(/^\r\n/u, "").split("\r\n\r\n");
      const kind = /content-type:\s*([^;\s]+)/iu.exec(head)?.[1];
      const encoding = /content-transfer-encoding:\s*(\S+)/iu.exec(head)?.[1]?.toLowerCase();
      const content = rest.join("\r\n\r\n").replace(/\r\n$/u, "");
      return kind === undefined ? [] : [[kind, decode(content, encoding)]];
    }),
  );
};

const decode = (content: string, encoding: string | undefined): string => {
  if (encoding === "base64") return Buffer.from(content, "base64").toString("utf8");
  return encoding === "quoted-printable" ? quotedPrintable(content.replace(/=\r\n/gu, "")) : content;
};

const quotedPrintable = (text: string): string =>
  Buffer.from(
    text.replace(/=([0-9A-F]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

/** RFC 2047: what stands between two encoded words is no space. */
const decodeWords = (text: string): string =>
  text.replace(/\?=\s+=\?/gu, "?==?").replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/giu, (run) =>
    Buffer.concat(
      [...run.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/giu)].map(([, how = "", word = ""]) =>
        how.toLowerCase() === "b"
          ? Buffer.from(word, "base64")
          : Buffer.from(
              word
                .replaceAll("_", " ")
                .replace(/=([0-9A-F]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
              "latin1",
            ),
      ),
    ).toString("utf8"),
  );
