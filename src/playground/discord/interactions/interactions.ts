import { makeSecret } from "../../secret.ts";
import type { Modal } from "../check/modal.ts";
import type { DiscordOutcome } from "../protocol.ts";
import type { Cause } from "../state/records.ts";

export const interactionKinds = { ping: 1, command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export interface Asked {
  readonly type: number;
  readonly person: string;
  readonly channel: string;
  readonly guild?: string | undefined;
  /** The command's name. */
  readonly name?: string;
  /** Is the command one of a context menu? */
  readonly isContext?: boolean;
  /** What opened the form that is handed in. */
  readonly trigger?: Cause;
  /** The message whose component was used, or whose component opened the modal. */
  readonly source?: { readonly channel: string; readonly message: string };
}

/** Something a person did that the app must answer: within three seconds at first, for fifteen minutes afterwards. */
export interface Interaction extends Asked {
  readonly id: string;
  readonly token: string;
  readonly at: Temporal.Instant;
  state: "waiting" | "answered" | "missed";
  /** The message "@original" stands for. */
  original: { readonly channel: string; readonly message: string } | null;
  /** The person stops waiting. */
  settle: (outcome: DiscordOutcome) => void;
}

export interface OpenModal {
  readonly id: string;
  readonly person: string;
  readonly modal: Modal;
  readonly from: Interaction;
}

export interface Interactions {
  readonly begin: (id: string, asked: Asked, at: Temporal.Instant) => Interaction;
  readonly byToken: (token: string) => Interaction | undefined;
  /** What a person has before them; one modal at a time. */
  readonly modals: Map<string, OpenModal>;
  readonly expireAll: () => void;
  /** How many the app has not answered yet. */
  readonly waiting: () => number;
}

const remembered = 5_000;

export function makeInteractions(): Interactions {
  const held = new Map<string, Interaction>();
  return {
    begin: (id, asked, at) => {
      const token = makeSecret(64);
      const interaction: Interaction = { ...asked, id, token, at, state: "waiting", original: null, settle: () => {} };
      held.set(token, interaction);
      const oldest = held.keys().next().value;
      if (held.size > remembered && oldest !== undefined) held.delete(oldest);
      return interaction;
    },
    byToken: (token) => held.get(token),
    modals: new Map(),
    expireAll: () => {
      for (const interaction of held.values()) {
        if (interaction.state === "waiting") interaction.state = "missed";
      }
    },
    waiting: () => [...held.values()].filter(({ state }) => state === "waiting").length,
  };
}

/** What a message says of the interaction it answers. */
export function causeOf({ id, type, person, name, source, trigger, original }: Interaction): Cause {
  return {
    id,
    type,
    user: person,
    ...(name === undefined || type !== interactionKinds.command ? {} : { name }),
    ...(original === null || original.message === source?.message ? {} : { original: original.message }),
    ...(source === undefined || type !== interactionKinds.component ? {} : { interacted: source.message }),
    ...(trigger === undefined ? {} : { trigger }),
  };
}

/** Has the time for a first answer passed? */
export function isMissed({ state, at }: Interaction, now: Temporal.Instant): boolean {
  return state === "missed" || (state === "waiting" && Temporal.Instant.compare(now, at.add({ seconds: 3 })) > 0);
}

export function isExpired({ at }: Interaction, now: Temporal.Instant): boolean {
  return Temporal.Instant.compare(now, at.add({ minutes: 15 })) > 0;
}
