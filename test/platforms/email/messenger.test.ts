import { createServer } from "node:net";
import { describe, expect, it } from "vitest";
import { DeliveryError } from "../../../src/domain/refusal.ts";
import { type Mail, noMail } from "../../../src/platforms/email/mail.ts";
import { makeMail } from "../../../src/platforms/email/messenger.ts";
import type { Letter } from "../../../src/presentation/letter.ts";
import { answer } from "../../../src/presentation/say.ts";
import { heldClock } from "../../support/clock.ts";
import { incident } from "../../support/incident.ts";
import { facts, page, view } from "../../support/letter.ts";
import { type Mailbox, smtpError, startMailbox } from "../../support/mailbox.ts";

const from = { name: "Tocsin", address: "tocsin@acme.test" };

const mailTo = (url: string): Mail & Disposable => {
  const mail = makeMail({ url, from, clock: heldClock() });
  return { ...mail, [Symbol.dispose]: () => mail.stop() };
};

const sendTo = (mail: Mail, letter: Letter, { address = "ada@acme.test", key = "key" } = {}): Promise<string> =>
  mail.direct({ settings: { address } }, letter, key);

const sent = async (letter: Letter, more?: Parameters<typeof sendTo>[2]) => {
  await using mailbox = await startMailbox();
  using mail = mailTo(mailbox.url);
  await sendTo(mail, letter, more);
  const [one] = mailbox.mails;
  if (one === undefined) throw new Error("Nothing was sent.");
  return one;
};

const failure = async (work: Promise<unknown>): Promise<DeliveryError> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof DeliveryError) return error;
    throw error;
  }
  throw new Error("It went through.");
};

describe("a mail", () => {
  it("says in plain words what happened, what to type and where to go", async () => {
    const mail = await sent(page({ reason: "the policy nights" }));
    expect(mail).toMatchObject({ from: "tocsin@acme.test", to: ["ada@acme.test"] });
    expect(mail.header("from")).toBe("Tocsin <tocsin@acme.test>");
    expect(mail.header("to")).toBe("ada@acme.test");
    expect(mail.header("auto-submitted")).toBe("auto-generated");
    expect(mail.header("x-priority")).toBe("1 (Highest)");
    expect(mail.subject).toBe("Page: INC-42 · Checkout down");
    expect(mail.text.replaceAll("\r\n", "\n")).toBe(
      [
        "SEV1 Critical: Checkout down",
        "Ada opened it at 2026-01-05 13:00 Europe/Vienna.",
        "Acknowledge: /incident ack inc-42\nEscalate: /incident page escalate inc-42\nRunbook: https://wiki.example.com/runbook",
        "Go to it: https://acme.slack.com/archives/C1/p1?thread_ts=1&cid=C1",
        "-- \nSent by Tocsin because of the policy nights. Commands are typed in Slack or Discord.\n",
      ].join("\n\n"),
    );
    expect(mail.html).toContain("<b>Ada</b> opened it at 2026-01-05 13:00 Europe/Vienna.");
    expect(mail.html).toContain("Acknowledge: <code>/incident ack inc-42</code>");
    expect(mail.html).toContain('<a href="https://acme.slack.com/archives/C1/p1?thread_ts=1&amp;cid=C1">Go to it</a>');
  });

  it("has one Message-ID however often it is sent, and stands in the thread of its incident", async () => {
    const [first, again, other] = [
      await sent(page()),
      await sent(page()),
      await sent(page({ message: answer("More") }), { key: "other" }),
    ];
    expect(first.header("message-id")).toMatch(/^<[0-9a-f]{40}@acme\.test>$/u);
    expect(again.header("message-id")).toBe(first.header("message-id"));
    expect(other.header("message-id")).not.toBe(first.header("message-id"));
    const thread = `<incident-${facts.incident?.incident.id}@acme.test>`;
    for (const mail of [first, other]) {
      expect([mail.header("references"), mail.header("in-reply-to")]).toEqual([thread, thread]);
    }
    const { incident: _incident, ...bare } = facts;
    const alone = await sent(page({ facts: bare, urgent: false, message: answer("The summary of today") }));
    expect([alone.header("references"), alone.subject]).toEqual([undefined, "The summary of today"]);
  });

  it.each([
    ["a line end", "down\r\nBcc: eve@example.com\r\n\r\n<b>owned</b>"],
    ["other line ends", "down\nX-Evil: 1\u2028X-Evil: 2\u0085X-Evil: 3\u000bX-Evil: 4"],
    ["nothing", "down\u0000Bcc: eve@example.com"],
    ["turned letters", "\u202edown\u2066Bcc: eve"],
    ["an encoded word", "=?utf-8?q?down=0D=0ABcc:_eve@example.com?="],
  ])("is given no header by %s in its subject", async (_, title) => {
    const mail = await sent(page({ facts: { ...facts, incident: view(incident({ title })) } }));
    expect(mail.lines.filter((line) => /^(?:bcc|x-evil):/iu.test(line))).toEqual([]);
    expect(mail.to).toEqual(["ada@acme.test"]);
    expect(mail.subject).not.toMatch(/[\p{Cc}\u202e\u2066]/u);
    expect(mail.subject).toContain("down");
  });

  it("has a subject of any letters, shortened at a word", async () => {
    const title = `${"結帳 läuft 🔥 не ".repeat(30)}end`;
    const mail = await sent(page({ facts: { ...facts, incident: view(incident({ title })) } }));
    expect(mail.subject.length).toBeLessThanOrEqual(160);
    expect(`Page: INC-42 · ${title}`.startsWith(mail.subject.replace(/…$/u, ""))).toBe(true);
    expect(mail.subject).toMatch(/(?:結帳|läuft|🔥|не)…$/u);
  });

  it("shows hostile text as text", async () => {
    const hostile = `<img src=x onerror=alert(1)>"'&amp;\u0000 \ud800 <a href="javascript:x">`;
    const mail = await sent(
      page({
        colour: 'red;background:url("https://evil.example.com")',
        message: {
          summary: hostile,
          blocks: [
            { kind: "paragraph", content: [{ kind: "text", text: hostile }] },
            { kind: "paragraph", content: [{ kind: "link", text: "here", url: "javascript:alert(1)" }] },
            { kind: "preformatted", text: hostile },
          ],
        },
      } as Partial<Letter>),
    );
    expect(mail.html).not.toMatch(/<(?:img|script)|href="javascript|url\(/u);
    expect(mail.html).toContain("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;amp;");
    expect(mail.html).toContain("here (javascript:alert(1))");
    expect(mail.text).toContain(`<img src=x onerror=alert(1)>"'&amp; \ufffd`);
  });

  it("has an address that cannot be read as a list", async () => {
    const mail = await sent(page(), { address: "a+b'c@acme.test" });
    expect(mail.to).toEqual(["a+b'c@acme.test"]);
  });
});

describe("a mail server", () => {
  const refusing = async (hooks: Parameters<typeof startMailbox>[0]) => {
    await using mailbox = await startMailbox(hooks);
    using mail = mailTo(mailbox.url);
    return { error: await failure(sendTo(mail, page())), problem: mail.problem() };
  };

  it.each([
    [550, { permanent: true, ours: false, uncertain: false }],
    [553, { permanent: true, ours: false, uncertain: false }],
    [450, { permanent: false, ours: false, uncertain: false }],
    [451, { permanent: false, ours: false, uncertain: false }],
  ])("that refuses a mailbox with %i is understood", async (code, expected) => {
    const { error, problem } = await refusing({
      onRcptTo: (_address, _session, done) => done(smtpError(code, "no such user here")),
    });
    expect(error).toMatchObject(expected);
    expect(error.message).toContain(`${code} no such user here`);
    expect(problem).toBeNull();
  });

  it.each([
    [552, { permanent: true, ours: false }],
    [452, { permanent: false, ours: false }],
  ])("that refuses the mail itself with %i is understood", async (code, expected) => {
    const { error } = await refusing({ onMail: () => smtpError(code, "no room") });
    expect(error).toMatchObject({ ...expected, uncertain: false });
  });

  it("that refuses us is our trouble, and is tried again", async () => {
    const { error, problem } = await refusing({
      onMailFrom: (_address, _session, done) => done(smtpError(550, "relaying denied")),
    });
    expect(error).toMatchObject({ permanent: false, ours: true });
    expect(problem).toContain("550 relaying denied");
  });

  it("that does not take our password is our trouble, and no password is said", async () => {
    await using mailbox = await startMailbox({
      authOptional: false,
      onAuth: (_auth, _session, done) => done(new Error("Invalid username or password")),
    });
    using mail = mailTo(mailbox.url.replace("smtp://", "smtp://bot:hunter2@"));
    const error = await failure(sendTo(mail, page()));
    expect(error).toMatchObject({ permanent: false, ours: true, uncertain: false });
    expect(error.message).not.toContain("hunter2");
    expect(mail.problem()).not.toBeNull();
  });

  it("that is away has taken nothing, and is said to be away until it is back", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const { port } = server.address() as { port: number };
    await new Promise((done) => server.close(done));
    using mail = mailTo(`smtp://127.0.0.1:${port}`);
    expect(mail.problem()).toBeNull();
    const error = await failure(mail.verify());
    expect(error).toMatchObject({ permanent: false, ours: true, uncertain: false });
    expect(mail.problem()).toBe("The mail server could not be reached (ECONNREFUSED).");
  });

  it("that falls silent after the mail may have taken it", async () => {
    await using server = await silentAfterData();
    using mail = mailTo(server.url);
    expect(await failure(sendTo(mail, page()))).toMatchObject({ permanent: false, uncertain: true });
  });

  it("takes many mails at once", async () => {
    await using mailbox: Mailbox = await startMailbox();
    using mail = mailTo(mailbox.url);
    await Promise.all(Array.from({ length: 40 }, (_, i) => sendTo(mail, page(), { key: `key-${i}` })));
    expect(new Set(mailbox.mails.map((one) => one.header("message-id"))).size).toBe(40);
  });

  it("that was never set up is said to be missing", async () => {
    expect(noMail.problem()).toBe("No mail server is set up. Set SMTP_URL.");
    expect(await failure(sendTo(noMail, page()))).toMatchObject({ permanent: true, ours: true });
  });
});

/** Takes a mail, and hangs up before it says so. */
const silentAfterData = async () => {
  const server = createServer((socket) => {
    socket.write("220 ready\r\n");
    let inData = false;
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      const said = chunk.toString("latin1");
      if (inData) return void (said.includes("\r\n.\r\n") && socket.destroy());
      for (const line of said.split("\r\n").filter(Boolean)) {
        inData = line === "DATA";
        socket.write(inData ? "354 go on\r\n" : "250 ok\r\n");
      }
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as { port: number };
  return {
    url: `smtp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: () => new Promise<void>((done) => server.close(() => done())),
  };
};
