import type { Installation } from "../manifest.ts";
import type { Identity } from "../state/records.ts";
import type { Answer, Envelope } from "./envelope.ts";
import { makeRequests } from "./requests.ts";
import { openSockets, type Sockets } from "./sockets.ts";

export interface Delivery {
  readonly sockets: Sockets;
  readonly send: (envelope: Envelope) => Promise<Answer>;
  /** Sends the last envelopes once more, as they were. */
  readonly redeliver: (last: number) => Promise<void>;
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
    send: (envelope) => {
      recent.push(envelope);
      if (recent.length > remembered) recent.shift();
      return carry(envelope);
    },
    redeliver: async (last) => {
      const again = recent.slice(-last).map((each) => ({ ...each, retry: { attempt: 1, reason: "timeout" } }));
      await Promise.all(again.map(carry));
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
