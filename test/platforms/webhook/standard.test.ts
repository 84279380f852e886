import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import type { Destination } from "../../../src/domain/target/kinds.ts";
import { makeHttp } from "../../../src/platforms/webhook/http.ts";
import { makeWebhooks } from "../../../src/platforms/webhook/messenger.ts";
import { reachable } from "../../../src/platforms/webhook/networks.ts";
import { webhookJsonSchema, webhookSchema } from "../../../src/platforms/webhook/schema.ts";
import { signature, webhookId } from "../../../src/platforms/webhook/sign.ts";
import type { Letter } from "../../../src/presentation/letter.ts";
import { answer } from "../../../src/presentation/say.ts";
import { heldClock } from "../../support/clock.ts";
import { ada, incident, noon, severity } from "../../support/incident.ts";
import { adasView, facts, page, platformTeam, view } from "../../support/letter.ts";
import { answering, type Received, type Receiver, startReceiver } from "../../support/receiver.ts";

const secret = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const before = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;
const clock = heldClock();
const http = makeHttp({ reachable: reachable([["127.0.0.1", 32]]) });
const webhooks = makeWebhooks({ http, clock, address: () => "https://tocsin.acme.test" });

const to = (receiver: Receiver, more: object = {}): Extract<Destination, { kind: "webhook" }> => ({
  kind: "webhook",
  settings: { url: `${receiver.url}/hook?team=ops`, secret, ...more },
});

const bodyOf = ({ body }: Received) => JSON.parse(body);

/** As a receiver would check it. */
const fits = ({ headers, body }: Received, with_: string): boolean =>
  String(headers["webhook-signature"])
    .split(" ")
    .includes(signature(with_, `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`));

describe("the Standard Webhooks rule", () => {
  it("signs as its own example does", () => {
    expect(
      signature(
        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        'msg_p5jXN8AQM9LWM0D4loKWxJek.1614265330.{"test": 2432232314}',
      ),
    ).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it("gives one message one id, however often it is sent, and every try a time of its own", async () => {
    await using receiver = await startReceiver();
    receiver.answer(answering(500));
    await expect(webhooks.direct(to(receiver), page(), "page:1")).rejects.toThrow("answered 500");
    await clock.advance("1m");
    receiver.answer(answering(200));
    await webhooks.direct(to(receiver), page(), "page:1");
    await webhooks.direct(to(receiver), page(), "page:2");
    const [first, again, other] = receiver.received;
    if (first === undefined || again === undefined || other === undefined) throw new Error("Something was not sent.");
    expect(first.headers["webhook-id"]).toBe(webhookId("page:1"));
    expect(again.headers["webhook-id"]).toBe(first.headers["webhook-id"]);
    expect(other.headers["webhook-id"]).not.toBe(first.headers["webhook-id"]);
    expect(Number(again.headers["webhook-timestamp"]) - Number(first.headers["webhook-timestamp"])).toBe(60);
    for (const one of receiver.received) expect(fits(one, secret)).toBe(true);
    expect(first).toMatchObject({
      method: "POST",
      path: "/hook?team=ops",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "user-agent": "Tocsin/1 (+https://tocsin.acme.test)",
      },
    });
  });

  it("signs with both secrets while one is being replaced, and with the new one alone afterwards", async () => {
    await using receiver = await startReceiver();
    const rotated = to(receiver, { before, until: clock.now().add({ hours: 24 }).toString() });
    await webhooks.direct(rotated, page(), "page:3");
    await clock.advance("1d");
    await webhooks.direct(rotated, page(), "page:4");
    const [during, after] = receiver.received;
    if (during === undefined || after === undefined) throw new Error("Something was not sent.");
    expect([fits(during, secret), fits(during, before)]).toEqual([true, true]);
    expect([fits(after, secret), fits(after, before)]).toEqual([true, false]);
  });

  it("keeps of an answer at most a thousand characters", async () => {
    await using receiver = await startReceiver();
    receiver.answer(answering(200, "y".repeat(5_000)));
    expect(await webhooks.direct(to(receiver), page(), "page:5")).toHaveLength(1_000);
  });
});

describe("the body of a webhook", () => {
  const validate = new Ajv2020({ strict: false, formats: { "date-time": true } }).compile(webhookJsonSchema());
  const comment = {
    id: "0198a0de-0000-7000-8000-00000000c001",
    number: 3,
    author: { kind: "person", id: ada, name: "Ada" },
    createdAt: noon,
    body: `<@${ada}> look`,
    keyMoment: false,
    links: [{ name: "Log", url: "https://log.example.com" }],
    attachments: [],
  } as const;
  const entry = (kind: "commented" | "comment-deleted" | "severity-changed") => ({
    entry: {
      id: "0198a0de-0000-7000-8000-00000000e001",
      workspace: facts.workspace.id,
      subject: { kind: "incident", id: "x" },
      seq: 7,
      kind,
      actor: { kind: "person", id: ada, role: "standard" },
      surface: "slack",
      at: noon,
      data: kind === "severity-changed" ? { before: null, after: "sev1" } : {},
    },
    actor: { kind: "person", id: ada, name: "Ada" },
    people: new Map([[ada, "Ada"]]),
    teams: new Map(),
    channels: new Map(),
  });

  const sent = async (letter: Letter) => {
    await using receiver = await startReceiver();
    await webhooks.direct(to(receiver), letter, "key");
    const [one] = receiver.received;
    if (one === undefined) throw new Error("Nothing was sent.");
    return bodyOf(one);
  };

  it("says everything of a page: words, incident, who is named, the fixed list, the workspace", async () => {
    const body = await sent(
      page({
        reason: "the escalation policy nights, step 2",
        facts: { ...facts, mentioned: [adasView], members: [adasView], teams: [platformTeam] },
      }),
    );
    expect(body).toMatchObject({
      type: "page",
      timestamp: "2026-01-05T12:00:00Z",
      data: {
        workspace: { id: facts.workspace.id, name: "Acme", zone: "Europe/Vienna", url: "https://tocsin.acme.test" },
        message: {
          summary: "SEV1 Critical: Checkout down",
          text: "SEV1 Critical: Checkout down\n\nAda opened it at 2026-01-05 13:00 Europe/Vienna.\n\nAcknowledge: /incident ack inc-42\nEscalate: /incident page escalate inc-42\nRunbook: https://wiki.example.com/runbook",
          actions: [
            { label: "Acknowledge", command: "/incident ack inc-42", url: null },
            { label: "Escalate", command: "/incident page escalate inc-42", url: null },
            { label: "Runbook", command: null, url: "https://wiki.example.com/runbook" },
          ],
        },
        reason: "the escalation policy nights, step 2",
        urgent: true,
        incident: { number: 42, name: "INC-42", title: "Checkout down", severity: { key: "sev1", urgent: true } },
        change: null,
        comment: null,
        mentioned: [
          {
            id: ada,
            name: "Ada",
            email: "ada@acme.test",
            zone: "Europe/Vienna",
            role: "owner",
            accounts: [{ platform: "slack", name: "Ada", handle: "ada" }],
          },
        ],
        members: [{ id: ada }],
        teams: [{ key: "platform", name: "Platform", members: [{ id: ada, name: "Ada" }] }],
        bundled: [],
      },
    });
  });

  it("carries a comment, its edit and its deletion", async () => {
    const added = await sent(
      page({ type: "comment.added", facts: { ...facts, entry: { ...entry("commented"), comment } as never } }),
    );
    expect(added.data).toMatchObject({
      change: { kind: "commented", event: "prefect-cloud.incident.comment.added", number: 7, actor: { name: "Ada" } },
      comment: { number: 3, body: `<@${ada}> look`, deletedAt: null, links: [{ name: "Log" }] },
    });
    const { body: _body, ...left } = comment;
    const deleted = await sent(
      page({
        type: "comment.deleted",
        facts: { ...facts, entry: { ...entry("comment-deleted"), comment: { ...left, deletedAt: noon } } as never },
      }),
    );
    expect(deleted.data.comment).toMatchObject({ body: null, deletedAt: "2026-01-05T12:00:00Z" });
  });

  it("fits its schema, whatever it is about, and the schema leaves room for more", async () => {
    const { incident: _incident, ...bare } = facts;
    const changed = page({
      type: "incident.changed",
      facts: { ...facts, entry: entry("severity-changed") as never, mentioned: [adasView], teams: [platformTeam] },
    });
    const full = page({
      facts: {
        ...facts,
        incident: view(
          incident({
            severity: severity("sev2"),
            assignees: [
              { kind: "person", id: ada },
              { kind: "email", address: "x@example.com" },
            ],
            roles: { commander: ada },
            acknowledgements: [{ person: ada, at: noon }],
            resources: [{ kind: "service", id: "checkout", name: "checkout" }],
            links: [{ name: "a", url: "https://a.example.com" }],
            endedAt: noon,
            source: { kind: "monitor", name: "cpu" },
          }),
          { description: "what", resolution: "how" },
        ),
      },
    });
    const letters: readonly Letter[] = [
      page(),
      full,
      changed,
      page({ type: "test", facts: bare, message: answer("A test") }),
      page({ type: "bundle", facts: bare, bundled: [page(), changed] }),
    ];
    for (const letter of letters) {
      const body = await sent(letter);
      expect(webhookSchema.parse(body)).toEqual(body);
      expect(validate(body), JSON.stringify(validate.errors)).toBe(true);
      expect(validate({ ...body, added: "later" })).toBe(true);
    }
    expect(validate({ ...(await sent(page())), type: "else" })).toBe(false);
  });

  it("carries hostile text as it is, and valid", async () => {
    const hostile = '"}],\u2028\u202e<script>&\\ud800\\" \u0000 🔥 \ud800';
    const body = await sent(
      page({ message: answer(hostile), facts: { ...facts, incident: view(incident({ title: hostile })) } }),
    );
    expect(body.data.incident.title).toBe(hostile.toWellFormed());
    expect(body.data.message.text).toBe('"}],\u2028<script>&\\ud800\\"  🔥 \ufffd');
  });
});
