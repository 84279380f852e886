import type { z } from "zod";
import { type FieldError, refuseForm } from "../refusal.ts";

/** Reads a body as Discord would, or refuses it with every mistake at its place. */
export function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const result = shape.safeParse(value, { reportInput: true });
  return result.success ? result.data : refuseForm(result.error.issues.flatMap(mistakesOf));
}

function mistakesOf(issue: z.core.$ZodIssue): readonly FieldError[] {
  const path = issue.path;
  const say = (code: string, message: string): readonly FieldError[] => [{ path, code, message }];
  switch (issue.code) {
    case "too_big":
      return say(...tooMuch(issue.origin, Number(issue.maximum)));
    case "too_small":
      return say(...tooLittle(issue.origin, Number(issue.minimum)));
    case "invalid_type":
      return issue.input === undefined ? say(...required) : say(...typeNames(issue.expected));
    case "invalid_union":
      return say(
        "UNION_TYPE_CHOICES",
        `Value of field "${String(path.at(-1) ?? "type")}" must be one of the known choices.`,
      );
    case "invalid_value":
      return issue.input === undefined
        ? say(...required)
        : say(
            "BASE_TYPE_CHOICES",
            `Value must be one of {${issue.values.map((value) => `'${String(value)}'`).join(", ")}}.`,
          );
    case "custom": {
      const { code = "BASE_TYPE_INVALID" } = (issue.params ?? {}) as { readonly code?: string };
      return say(code, issue.message);
    }
    default:
      return say("BASE_TYPE_INVALID", issue.message);
  }
}

const required = ["BASE_TYPE_REQUIRED", "This field is required"] as const;

function tooMuch(origin: string, most: number): readonly [string, string] {
  if (origin === "string") return ["BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`];
  if (origin === "array") return ["BASE_TYPE_MAX_LENGTH", `Must be ${most} or fewer in length.`];
  return ["NUMBER_TYPE_MAX", `int value should be less than or equal to ${most}.`];
}

function tooLittle(origin: string, least: number): readonly [string, string] {
  if (origin === "string" || origin === "array") {
    return least === 1 ? required : ["BASE_TYPE_MIN_LENGTH", `Must be ${least} or more in length.`];
  }
  return ["NUMBER_TYPE_MIN", `int value should be greater than or equal to ${least}.`];
}

function typeNames(expected: string): readonly [string, string] {
  switch (expected) {
    case "string":
      return ["STRING_TYPE_CONVERT", "Could not interpret value as string."];
    case "number":
    case "int":
      return ["NUMBER_TYPE_COERCE", "Value is not an int."];
    case "boolean":
      return ["BOOLEAN_TYPE_CONVERT", "Must be either true or false."];
    case "array":
      return ["LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"];
    default:
      return ["MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"];
  }
}

/** A mistake that a refinement found. */
export function mistake(context: z.core.$RefinementCtx, path: PropertyKey[], code: string, message: string): void {
  context.addIssue({ code: "custom", path, message, params: { code } });
}
