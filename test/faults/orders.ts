/** Where a bot process is to work. Everything else it is told by the clock. */
export interface Post {
  /** Of the database, through the proxy or not. */
  readonly url: string;
  readonly now: string;
  readonly slack: { readonly apiUrl: string; readonly botToken: string; readonly appToken: string };
  readonly discord: { readonly apiUrl: string; readonly token: string };
  /** Jobs that are under way side by side. */
  readonly atOnce: number;
  readonly folder: string;
}

/** What a bot process is told to do. It does one thing at a time, and nothing of itself. */
export type Order =
  | { readonly kind: "begin"; readonly post: Post }
  /** Does what is due. */
  | { readonly kind: "settle"; readonly now: string }
  /** When is the next thing due? */
  | { readonly kind: "due" }
  /** Waits until what came in is handled. */
  | { readonly kind: "idle" }
  | { readonly kind: "beat"; readonly now: string }
  | { readonly kind: "take-over"; readonly now: string }
  | { readonly kind: "end" };

export interface Asked {
  readonly id: number;
  readonly order: Order;
}

export interface Answered {
  readonly id: number;
  readonly value?: string | null;
  readonly error?: string;
}
