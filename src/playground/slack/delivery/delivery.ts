import { makeId } from "../ids.ts";
import type { Installation } from "../manifest.ts";
import type { Identity } from "../state/records.ts";
import type { Answer, Envelope } from "./envelope.ts";
import { makeRequests, type Requests } from "./requests.ts";
import { openSockets, type Sockets } from "./sockets.ts";

export interface Delivery {
  readonly sockets: Sockets;
  readonly send: (envelope: Envelope) => Promise<Answer>;
  /** Sends the last envelopes once more: as they were, or as new events that tell the same. */
  readonly redeliver: (last: number, how?: { readonly afresh: boolean }) => Promise<void>;
  readonly requests: Requests;
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>;
}

export interface DeliveryOptions {
  readonly identity: Identity;
  readonly patience: number;
  readonly installation: () => Installation | null;
  readonly isDown: () => boolean;
  readonly onChange: () => void;
}

const remembered = 100;

/** Brings envelopes to the app the way its manifest asks for. */
export function makeDelivery({ identity, patience, installation, isDown, onChange }: DeliveryOptions): Delivery {
  const sockets = openSockets({ appId: identity.bot.appId, patience, onChange });
  const requests = makeRequests({ signingSecret: identity.signingSecret, patience });
  const recent: Envelope[] = [];
  const underWay = new Set<Promise<Answer>>();

  const carry = (envelope: Envelope): Promise<Answer> => {
    if (isDown()) return Promise.resolve({ ok: false, reason: "unreachable" });
    const transport = installation()?.socketMode === false ? requests : sockets;
    const answer = transport.send(envelope);
    underWay.add(answer);
    void answer.finally(() => underWay.delete(answer));
    return answer;
  };

  return {
    sockets,
    requests,
    send: (envelope) => {
      recent.push(envelope);
      if (recent.length > remembered) recent.shift();
      return carry(envelope);
    },
    redeliver: async (last, { afresh } = { afresh: false }) => {
      const again = recent.slice(-last).map((each) => (afresh ? renew(each) : repeat(each)));
      await Promise.all(again.map(carry));
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

function repeat(envelope: Envelope): Envelope {
  return { ...envelope, retry: { attempt: 1, reason: "timeout" } };
}

function renew({ retry: _, ...envelope }: Envelope): Envelope {
  if (envelope.kind !== "events_api") return envelope;
  return { ...envelope, payload: { ...envelope.payload, event_id: makeId("Ev") } };
}
