import type { Destination } from "../../../src/domain/target/kinds.ts";
import type { Answer, Call, Http } from "../../../src/platforms/webhook/http.ts";
import { makeWebhooks } from "../../../src/platforms/webhook/messenger.ts";
import type { Letter } from "../../../src/presentation/letter.ts";
import { page } from "../../support/letter.ts";

export type Hook = Exclude<Destination, { kind: "email" }>;

export const now = Temporal.Instant.from("2026-01-05T12:00:30Z");
const ok: Answer = { status: 200, retryAfter: undefined, body: "" };

/** What is called for a letter. */
export const called = async (to: Hook, letter: Letter = page(), says: Answer = ok): Promise<Call> => {
  const calls: Call[] = [];
  const http: Http = async (call) => {
    calls.push(call);
    return says;
  };
  await makeWebhooks({ http, clock: { now: () => now } }).direct(to, letter, "key");
  const [call] = calls;
  if (call === undefined) throw new Error("Nothing was called.");
  return call;
};

export const json = async (to: Hook, letter?: Letter) => JSON.parse((await called(to, letter)).body ?? "");
export const form = async (to: Hook, letter?: Letter) =>
  Object.fromEntries(new URLSearchParams((await called(to, letter)).body ?? ""));

export const url = "https://chat.example.com/hook/1?key=2";

/** One of each kind. */
export const destinations = {
  ntfy: { kind: "ntfy", settings: { topic: "oncall", token: "tk_1" } },
  pushover: { kind: "pushover", settings: { user: "u".repeat(30), token: "t".repeat(30) } },
  sms: { kind: "sms", settings: { account: "AC1", token: "tok", from: "+43111", to: "+43222" } },
  voice: { kind: "voice", settings: { account: "AC1", token: "tok", from: "+43111", to: "+43222" } },
  teams: { kind: "teams", settings: { url } },
  telegram: { kind: "telegram", settings: { token: "123:abc", chat: "-100" } },
  mattermost: { kind: "mattermost", settings: { url } },
  dingtalk: { kind: "dingtalk", settings: { url } },
  wecom: { kind: "wecom", settings: { url } },
  lark: { kind: "lark", settings: { url } },
  http: { kind: "http", settings: { method: "POST", url, body: "text={{text}}&title={{title}}" } },
  json: { kind: "json", settings: { url, body: '{"text":"{{title}}: {{text}}","nested":{"list":["{{url}}"]}}' } },
} as const satisfies Readonly<Record<string, Hook>>;
