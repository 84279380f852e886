/** An error and what caused it, outermost first: drizzle wraps what the driver threw. */
function* chain(error: unknown): Generator<object> {
  for (let at = error; typeof at === "object" && at !== null; at = "cause" in at ? at.cause : undefined) yield at;
}

const textOf = (error: unknown, field: string): string | undefined => {
  for (const one of chain(error)) {
    const value = (one as Readonly<Record<string, unknown>>)[field];
    if (typeof value === "string") return value;
  }
  return undefined;
};

/** The SQLSTATE of a failed statement: "23505" is a unique key violated. */
export const codeOf = (error: unknown): string | undefined => textOf(error, "code");

export const queryOf = (error: unknown): string | undefined => textOf(error, "query");

/** Would the same transaction probably succeed if it ran again? Serialization failure, deadlock. */
export const isTransient = (error: unknown): boolean => ["40001", "40P01"].includes(codeOf(error) ?? "");
