import type { Json } from "../../json.ts";
import { makeId } from "../ids.ts";
import { epochSeconds } from "../stamps.ts";
import type { Identity } from "../state/records.ts";
import type { Answer, Envelope } from "./envelope.ts";

export interface Events {
  readonly emit: (event: Json) => void;
  /** Sends again what has become due; resolves when the app has answered or failed to. */
  readonly tick: () => Promise<void>;
  /** How many events wait for another attempt. */
  readonly waiting: () => number;
  readonly stop: () => void;
}

export interface EventOptions {
  readonly now: () => Temporal.Instant;
  readonly identity: Identity;
  readonly send: (envelope: Envelope) => Promise<Answer>;
  readonly url: () => string | undefined;
}

interface Pending {
  readonly body: Json;
  readonly attempt: number;
  readonly reason: string;
  readonly due: Temporal.Instant;
}

/** Seconds before the first, second and third repetition; then an event is lost. */
const delays = [0, 60, 300] as const;

/** The Events API: an event that is not acknowledged comes again with the same event_id, at most three times. */
export function makeEvents({ now, identity, send, url }: EventOptions): Events {
  const pending = new Set<Pending>();
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const attempt = async (body: Json, number: number, reason: string): Promise<void> => {
    const retry = number === 0 ? {} : { retry: { attempt: number, reason } };
    const answer = await send({ kind: "events_api", payload: body, url: url(), ...retry });
    const delay = delays[number];
    if (answer.ok || delay === undefined) return;
    const why = answer.reason === "unreachable" ? "connection_failed" : answer.reason;
    if (delay === 0) return attempt(body, number + 1, why);
    pending.add({ body, attempt: number + 1, reason: why, due: now().add({ seconds: delay }) });
    callAfter(delay * 1000 + 50);
  };

  const tick = async (): Promise<void> => {
    const due = [...pending].filter((each) => Temporal.Instant.compare(each.due, now()) <= 0);
    for (const each of due) pending.delete(each);
    await Promise.all(due.map((each) => attempt(each.body, each.attempt, each.reason)));
  };

  const callAfter = (milliseconds: number): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      void tick();
    }, milliseconds);
    timer.unref();
    timers.add(timer);
  };

  return {
    emit: (event) => void attempt(bodyOf(event, identity, now()), 0, ""),
    tick,
    waiting: () => pending.size,
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
      pending.clear();
    },
  };
}

function bodyOf(event: Json, { team, bot, verificationToken }: Identity, at: Temporal.Instant): Json {
  const authorization = { team_id: team.id, user_id: bot.userId, is_bot: true, is_enterprise_install: false };
  return {
    token: verificationToken,
    team_id: team.id,
    api_app_id: bot.appId,
    event,
    type: "event_callback",
    event_id: makeId("Ev"),
    event_time: epochSeconds(at),
    authorizations: [{ enterprise_id: null, ...authorization }],
    is_ext_shared_channel: false,
    event_context: makeId("4-"),
  };
}
