import type { z } from "zod";

/** What Slack says of each mistake, with the place as a JSON pointer. */
export function problemsOf(error: z.ZodError, root: string): readonly string[] {
  return error.issues.flatMap((issue) =>
    describe(issue).map((say) => `${say.text} [json-pointer:${pointer(root, say.path ?? issue.path)}]`),
  );
}

interface Said {
  readonly text: string;
  readonly path?: readonly PropertyKey[];
}

function describe(issue: z.core.$ZodIssue): readonly Said[] {
  switch (issue.code) {
    case "too_big":
      return [
        {
          text:
            issue.origin === "array"
              ? `no more than ${issue.maximum} items allowed`
              : `must be less than ${Number(issue.maximum) + 1} characters`,
        },
      ];
    case "too_small":
      return [
        {
          text:
            issue.origin === "array"
              ? `no fewer than ${issue.minimum} items allowed`
              : `must be more than ${Number(issue.minimum) - 1} characters`,
        },
      ];
    case "unrecognized_keys":
      return issue.keys.map((key) => ({ text: `invalid additional property: ${key}` }));
    case "invalid_type":
      return [missing(issue) ?? { text: `must provide a ${issue.expected}` }];
    case "invalid_union":
      return [
        {
          text:
            issue.discriminator === "type"
              ? `unsupported type: ${typeOf(issue)}`
              : "failed to match all allowed schemas",
        },
      ];
    case "custom":
      return [{ text: issue.message }];
    default:
      return [{ text: "invalid value" }];
  }
}

/** A field that is not there is named at its owner. */
function missing(issue: z.core.$ZodIssue): Said | undefined {
  if (issue.input !== undefined) return undefined;
  return { text: `missing required field: ${String(issue.path.at(-1))}`, path: issue.path.slice(0, -1) };
}

function typeOf(issue: z.core.$ZodIssue): string {
  const { input } = issue;
  const type: unknown = typeof input === "object" && input !== null && "type" in input ? input.type : input;
  return String(type);
}

function pointer(root: string, path: readonly PropertyKey[]): string {
  return [root, ...path.map(String)].join("/");
}
