import type { Json } from "../../json.ts";
import type { Core } from "../core.ts";
import type { DiscordOutcome } from "../protocol.ts";
import { DiscordRefusal } from "../refusal.ts";
import { readBody } from "../rest/body.ts";
import { answer } from "./answer.ts";
import type { Asked, Interaction } from "./interactions.ts";
import { wireInteraction } from "./payload.ts";
import type { Requests } from "./requests.ts";

export const noResponse = "The application did not respond";

export interface Courier {
  /** Brings an interaction to the app and waits for its first answer. */
  readonly carry: (core: Core, asked: Asked, data: Json) => Promise<DiscordOutcome>;
  /** Resolves when nothing is under way. */
  readonly settled: () => Promise<void>;
  readonly verify: (url: string) => Promise<boolean>;
}

export interface CourierOptions {
  readonly requests: Requests;
  readonly patience: number;
  readonly isReachable: () => boolean;
}

/** Interactions go over the gateway, or to the app's address once it has answered PING. */
export function makeCourier({ requests, patience, isReachable }: CourierOptions): Courier {
  const underWay = new Set<Promise<DiscordOutcome>>();
  const verified = new Map<string, Promise<boolean>>();

  const verify = (url: string): Promise<boolean> => {
    const known = verified.get(url) ?? requests.verify(url);
    verified.set(url, known);
    // A refusal is not remembered: the app may only just be starting.
    void known.then((ok) => ok || verified.delete(url));
    return known;
  };

  const byHttp = async (core: Core, url: string, interaction: Interaction, body: Json): Promise<void> => {
    const fail = () => interaction.settle({ ok: false, error: noResponse });
    if (!(await verify(url))) return fail();
    const response = await requests.send(url, body);
    if (response === null || !response.ok) return fail();
    if (response.status === 202) return;
    try {
      const { json, files } = await readBody(response);
      answer(core, interaction, json, files);
    } catch (error) {
      if (!(error instanceof DiscordRefusal)) throw error;
      fail();
    }
  };

  const begin = (core: Core, asked: Asked, data: Json): Promise<DiscordOutcome> => {
    const interaction = core.interactions.begin(core.nextId(), asked, core.now());
    return new Promise((resolve) => {
      const timer = setTimeout(() => interaction.settle({ ok: false, error: noResponse }), patience);
      timer.unref();
      interaction.settle = (outcome) => {
        clearTimeout(timer);
        if (!outcome.ok && interaction.state === "waiting") interaction.state = "missed";
        resolve(outcome);
      };
      const url = core.installation()?.interactionsUrl;
      const body = wireInteraction(core, interaction, data);
      if (!isReachable()) return interaction.settle({ ok: false, error: noResponse });
      if (url !== undefined) return void byHttp(core, url, interaction, body);
      const channel = core.channels.get(asked.channel);
      core.emit("INTERACTION_CREATE", body, channel === undefined ? {} : { channel });
    });
  };

  return {
    verify,
    carry: (core, asked, data) => {
      const outcome = begin(core, asked, data);
      underWay.add(outcome);
      void outcome.finally(() => underWay.delete(outcome));
      return outcome;
    },
    settled: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
