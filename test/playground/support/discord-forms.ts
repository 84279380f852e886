import { ButtonStyle, type Client, ComponentType, DiscordAPIError, type SendableChannels } from "discord.js";

/** A channel the client can talk in. */
export async function talkIn(client: Client, id: string): Promise<SendableChannels> {
  const channel = await client.channels.fetch(id);
  if (channel?.isSendable()) return channel;
  throw new Error(`nobody can talk in ${id}`);
}

export interface Refused {
  readonly status: number;
  readonly code: number;
  /** Every mistake, with its place: "embeds.0.title BASE_TYPE_MAX_LENGTH". */
  readonly mistakes: readonly string[];
}

/** What the REST API refuses a call with. */
export async function refusalBy(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof DiscordAPIError)) throw error;
    const raw = error.rawError;
    const errors = "errors" in raw ? raw.errors : undefined;
    return { status: error.status, code: Number(error.code), mistakes: mistakesIn(errors, []) };
  }
  throw new Error("the call went through");
}

export async function codeOf(call: Promise<unknown>): Promise<number> {
  return (await refusalBy(call)).code;
}

function mistakesIn(errors: unknown, path: readonly string[]): readonly string[] {
  if (typeof errors !== "object" || errors === null) return [];
  return Object.entries(errors).flatMap(([name, inner]: [string, unknown]) => {
    if (name !== "_errors" || !Array.isArray(inner)) return mistakesIn(inner, [...path, name]);
    return inner.map((each: { readonly code: string }) => `${path.join(".")} ${each.code}`.trim());
  });
}

export const button = (custom_id: string, more: object = {}) => ({
  type: ComponentType.Button as const,
  style: ButtonStyle.Primary as const,
  label: custom_id,
  custom_id,
  ...more,
});

export const row = <T extends object>(...components: readonly T[]) => ({
  type: ComponentType.ActionRow as const,
  components: [...components],
});

export const menu = (custom_id: string, values: readonly string[], more: object = {}) => ({
  type: ComponentType.StringSelect as const,
  custom_id,
  options: values.map((value) => ({ label: value.toUpperCase(), value })),
  ...more,
});

export const letters = (count: number) => "x".repeat(count);
