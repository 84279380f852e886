/**
 * An expected no, shown to the person as it is written: the fact, then the next step.
 * It is never logged as an error.
 */
export class Refusal extends Error {
  readonly code: string;
  /** The argument it is about, so that a form can show it there. */
  readonly field: string | undefined;

  constructor(code: string, message: string, field?: string) {
    super(message);
    this.name = "Refusal";
    this.code = code;
    this.field = field;
  }
}

/**
 * What could not be delivered: retried later unless `permanent`. `retryAfter` is in seconds. With a `turn` it was not
 * even tried: others are before it in its chat until then. Where it is `busy` another try of it is under way.
 */
export class DeliveryError extends Error {
  readonly platform: string;
  readonly retryAfter: number | undefined;
  readonly turn: Temporal.Instant | undefined;
  readonly busy: boolean;
  readonly permanent: boolean;
  /** May it have arrived all the same? Where the platform said no, or was not reached at all, it has not. */
  readonly uncertain: boolean;
  /** Our own way out is broken, whoever it was for: it says nothing about the address. */
  readonly ours: boolean;

  constructor(
    platform: string,
    message: string,
    options: {
      retryAfter?: number;
      turn?: Temporal.Instant;
      busy?: boolean;
      permanent?: boolean;
      uncertain?: boolean;
      ours?: boolean;
    } = {},
  ) {
    super(message);
    this.name = "DeliveryError";
    this.platform = platform;
    this.retryAfter = options.retryAfter;
    this.turn = options.turn;
    this.busy = options.busy ?? false;
    this.permanent = options.permanent ?? false;
    this.uncertain = options.uncertain ?? !(this.permanent || this.retryAfter !== undefined || this.turn !== undefined);
    this.ours = options.ours ?? false;
  }
}

/** What keeps Tocsin from starting: every problem at once, each with its remedy. */
export class ConfigError extends Error {
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join("\n"));
    this.name = "ConfigError";
    this.problems = problems;
  }
}
