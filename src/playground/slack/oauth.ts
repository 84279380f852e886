import type { Json } from "../json.ts";
import { makeSecret } from "../secret.ts";
import type { Args } from "./methods/method.ts";
import { refuse } from "./refusal.ts";

/** The consents that people gave in their browsers, until the app exchanges them for tokens. */
export interface Consents {
  readonly client: { readonly id: string; readonly secret: string };
  /** A code that stands for what is granted, for one redirect address, once and for ten minutes. */
  readonly give: (granted: { readonly redirectUri: string; readonly grant: () => Json }) => string;
  /** `oauth.v2.access`: grants what a code stands for. */
  readonly exchange: (args: Args) => Json;
}

const lifetime = { minutes: 10 };

export function makeConsents(now: () => Temporal.Instant, appId: string): Consents {
  const client = { id: `${appId.length}.${appId.toLowerCase()}`, secret: makeSecret() };
  const held = new Map<
    string,
    { readonly redirectUri: string; readonly grant: () => Json; readonly until: Temporal.Instant }
  >();
  return {
    client,
    give: (granted) => {
      const code = makeSecret();
      held.set(code, { ...granted, until: now().add(lifetime) });
      return code;
    },
    exchange: (args) => {
      if (args.text("client_id") !== client.id) refuse("invalid_client_id");
      if (args.text("client_secret") !== client.secret) refuse("bad_client_secret");
      const code = args.required("code");
      const known = held.get(code) ?? refuse("invalid_code");
      held.delete(code);
      if (Temporal.Instant.compare(now(), known.until) > 0) refuse("code_expired");
      if (args.text("redirect_uri") !== known.redirectUri) refuse("bad_redirect_uri");
      return known.grant();
    },
  };
}
