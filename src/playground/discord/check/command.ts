import { z } from "zod";
import { type Json, tidy } from "../../json.ts";
import { limits } from "../limits.ts";
import { filled, optional, textUpTo } from "./fields.ts";
import { mistake } from "./problems.ts";

const namePattern = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const invalidName = "Command name is invalid";

/** A slash command's or option's name: letters, digits, hyphens; lower case where the script has cases. */
const slashName = z.string().refine((name) => namePattern.test(name) && name === name.toLowerCase(), {
  error: invalidName,
  params: { code: "APPLICATION_COMMAND_INVALID_NAME" },
});

const localized = optional(z.record(z.string(), z.string()));

const choice = z.object({
  name: filled(limits.optionText),
  name_localizations: localized,
  value: z.union([z.string().max(limits.optionText), z.number()]),
});

interface Option {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required?: boolean | undefined;
  readonly choices?: readonly z.infer<typeof choice>[] | undefined;
  readonly autocomplete?: boolean | undefined;
  readonly options?: readonly Option[] | undefined;
}

const option: z.ZodType<Option> = z
  .object({
    type: z.number().int().min(1).max(11),
    name: slashName,
    name_localizations: localized,
    description: filled(limits.commandDescription),
    description_localizations: localized,
    required: optional(z.boolean()),
    choices: optional(z.array(choice).max(limits.choices)),
    get options() {
      return optional(z.array(option).max(limits.options));
    },
    channel_types: optional(z.array(z.number().int())),
    min_value: optional(z.number()),
    max_value: optional(z.number()),
    min_length: optional(z.number().int().min(0).max(6_000)),
    max_length: optional(z.number().int().min(1).max(6_000)),
    autocomplete: optional(z.boolean()),
  })
  .superRefine((each, context) => {
    const { type, choices: listed = [], autocomplete, options } = each;
    const isTyped = type === 3 || type === 4 || type === 10;
    if (autocomplete && listed.length > 0) {
      mistake(
        context,
        ["choices"],
        "APPLICATION_COMMAND_OPTIONS_CHOICES_AND_AUTOCOMPLETE",
        "Options with autocomplete may not have choices",
      );
    }
    if (autocomplete && !isTyped)
      mistake(
        context,
        ["autocomplete"],
        "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_TYPE",
        "Autocomplete is not available for this type of option",
      );
    if (options !== undefined && type > 2)
      mistake(
        context,
        ["options"],
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "Only sub-commands and groups have options",
      );
    for (const [index, { value }] of listed.entries()) {
      const fits = type === 3 ? typeof value === "string" : typeof value === "number";
      if (!fits)
        mistake(
          context,
          ["choices", index, "value"],
          "APPLICATION_COMMAND_OPTIONS_CHOICE_VALUE_TYPE",
          "The choice's value does not fit the option's type",
        );
    }
    checkOrder(options ?? [], context);
  });

/** Names once each, required ones first, and no sub-command beside an option. */
function checkOrder(options: readonly Option[], context: z.core.$RefinementCtx): void {
  const names = new Set<string>();
  let optionalSeen = false;
  for (const [index, { name, required, type }] of options.entries()) {
    if (names.has(name))
      mistake(
        context,
        ["options", index, "name"],
        "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS",
        "Option name already exists",
      );
    names.add(name);
    if (required && optionalSeen) {
      mistake(
        context,
        ["options", index],
        "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
        "Required options must be placed before non-required options",
      );
    }
    optionalSeen ||= !required && type > 2;
  }
  const grouped = options.filter(({ type }) => type <= 2).length;
  if (grouped > 0 && grouped < options.length) {
    mistake(
      context,
      ["options"],
      "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
      "Sub-command and sub-command group option types are mutually exclusive to all other types",
    );
  }
}

/** Groups hold sub-commands, sub-commands hold options; no deeper. */
function checkDepth(options: readonly Option[], path: PropertyKey[], context: z.core.$RefinementCtx, level = 0): void {
  for (const [index, each] of options.entries()) {
    const here = [...path, "options", index];
    const tooDeep = (each.type === 2 && level > 0) || (each.type === 1 && level > 1);
    if (tooDeep)
      mistake(
        context,
        [...here, "type"],
        "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID",
        "Sub-commands cannot be nested this deep",
      );
    checkDepth(each.options ?? [], here, context, each.type === 1 ? 2 : level + 1);
  }
}

const common = {
  default_member_permissions: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((bits) => (bits === undefined || bits === null ? null : String(bits))),
  dm_permission: optional(z.boolean()),
  nsfw: z
    .boolean()
    .nullish()
    .transform((value) => value ?? false),
  integration_types: optional(z.array(z.literal([0, 1]))),
  contexts: z
    .array(z.literal([0, 1, 2]))
    .nullish()
    .transform((value) => value ?? null),
  name_localizations: localized,
  description_localizations: localized,
};

const slash = z
  .object({
    type: z.literal(1),
    name: slashName,
    description: filled(limits.commandDescription),
    options: optional(z.array(option).max(limits.options)),
    ...common,
  })
  .superRefine((command, context) => {
    checkOrder(command.options ?? [], context);
    checkDepth(command.options ?? [], [], context);
    const total = charactersOf(command);
    const said = `Command exceeds maximum size (${limits.commandTotal})`;
    if (total > limits.commandTotal) mistake(context, [], "APPLICATION_COMMAND_TOO_LARGE", said);
  });

/** On a person or a message: no description, no options, any letters. */
const menu = z.object({
  type: z.literal([2, 3]),
  name: filled(limits.commandName),
  description: optional(textUpTo(0)).transform(() => ""),
  options: optional(z.array(z.unknown()).max(0)).transform(() => undefined),
  ...common,
});

const withKind = z.unknown().transform((value) => {
  return typeof value === "object" && value !== null && !("type" in value) ? { ...value, type: 1 } : value;
});

export const command = withKind.pipe(z.discriminatedUnion("type", [slash, menu]));

export type CommandBody = z.infer<typeof command>;

/** Names, descriptions and choices, all together. */
function charactersOf({ name, description, options = [] }: Pick<Option, "name" | "description" | "options">): number {
  const inner = (options ?? []).reduce((sum, each) => sum + charactersOf(each) + choicesLength(each), 0);
  return name.length + description.length + inner;
}

function choicesLength({ choices = [] }: Option): number {
  return (choices ?? []).reduce((sum, { name, value }) => sum + name.length + String(value).length, 0);
}

/** As Discord gives it back: nothing undefined, also inside. */
export function plain(value: object): Json {
  return tidy(JSON.parse(JSON.stringify(value)) as Json);
}
