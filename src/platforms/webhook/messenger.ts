import type { Destination, TargetKind } from "../../domain/target/kinds.ts";
import type { Clock } from "../../ports.ts";
import type { Letter } from "../../presentation/letter.ts";
import type { Http } from "./http.ts";
import type { Sending, Shape } from "./shape.ts";
import { customJson } from "./shapes/custom-json.ts";
import { dingtalk } from "./shapes/dingtalk.ts";
import { lark } from "./shapes/lark.ts";
import { mattermost } from "./shapes/mattermost.ts";
import { ntfy } from "./shapes/ntfy.ts";
import { pushover } from "./shapes/pushover.ts";
import { simpleHttp } from "./shapes/simple-http.ts";
import { standard } from "./shapes/standard.ts";
import { teams } from "./shapes/teams.ts";
import { telegram } from "./shapes/telegram.ts";
import { sms, voice } from "./shapes/twilio.ts";
import { wecom } from "./shapes/wecom.ts";
import { refuseFailure } from "./verdict.ts";

type HookKind = Exclude<TargetKind, "email">;

/** Everything that is called over HTTP. */
export const shapes: { readonly [K in HookKind]: Shape<K> } = {
  webhook: standard,
  http: simpleHttp,
  json: customJson,
  ntfy,
  pushover,
  sms,
  voice,
  teams,
  telegram,
  mattermost,
  dingtalk,
  wecom,
  lark,
};

/** So much of an answer is kept, in characters. */
const mostKept = 1_000;

export interface WebhookOptions {
  readonly http: Http;
  readonly clock: Clock;
  /** Where people's browsers reach us. */
  readonly address?: (() => string | undefined) | undefined;
}

type Hook = Exclude<Destination, { readonly kind: "email" }>;

/** Webhooks and services of their like as something to talk through. */
export const makeWebhooks = ({ http, clock, address }: WebhookOptions) => ({
  async direct(to: Hook, letter: Letter, key: string): Promise<string> {
    const url = address?.();
    const shape = shapes[to.kind];
    const call = callOf(to, letter, { key, now: clock.now(), url });
    const headers = { "user-agent": agent(url), ...call.headers };
    const answer = await http({ service: shape.service, ...call, headers });
    shape.refuse?.(answer);
    refuseFailure(shape.service, answer, clock.now());
    return `${answer.status} ${answer.body}`.trim().slice(0, mostKept);
  },
});

/** A destination's kind says which settings it has, and which shape takes them. */
const callOf = (to: Hook, letter: Letter, sending: Sending) =>
  (shapes[to.kind] as Shape<HookKind>).call(to.settings as never, letter, sending);

const agent = (url: string | undefined): string => `Tocsin/1${url === undefined ? "" : ` (+${url})`}`;
