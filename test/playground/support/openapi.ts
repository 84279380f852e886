import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";

const path = fileURLToPath(new URL("../../../../shared/data/discord-openapi.json", import.meta.url));

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>;

/** Why bodies are not compared with Discord's own description, where it is not at hand. */
export const skipped = existsSync(path) ? null : `${path} is not there: bodies are not compared with it`;

const open = () => {
  const description = JSON.parse(readFileSync(path, "utf8")) as { readonly paths: Paths };
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: false });
  ajv.addSchema(description, "discord");
  const known = new Map<string, ValidateFunction>();
  const patterns = Object.keys(description.paths).map((template) => ({
    template,
    // What is spelled out wins over what stands for anything.
    weight: template.split("{").length,
    pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`),
  }));
  patterns.sort((one, other) => one.weight - other.weight);
  return { description, ajv, known, patterns };
};

let opened: ReturnType<typeof open> | undefined;

export interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly sent: unknown;
  readonly status: number;
  readonly received: unknown;
}

/** What Discord's OpenAPI description holds against a request that was accepted, and its answer. */
export function problemsOf({ method, path: called, sent, status, received }: Exchange): readonly string[] {
  if (skipped !== null) return [];
  opened ??= open();
  const { description, patterns } = opened;
  const template = patterns.find(({ pattern }) => pattern.test(decodeURIComponent(called)))?.template;
  const operation = template === undefined ? undefined : description.paths[template]?.[method.toLowerCase()];
  if (template === undefined || operation === undefined) {
    return status === 404 ? [] : [`${method} ${called} is not described`];
  }
  const base = `discord#/paths/${spell(template)}/${method.toLowerCase()}`;
  const problems: string[] = [];
  if (status < 300 && sent !== undefined && operation.requestBody?.content["application/json"] !== undefined) {
    problems.push(
      ...check(`${base}/requestBody/content/application~1json/schema`, withNumbers(sent), `${method} ${called}`),
    );
  }
  const answer = operation.responses[String(status)];
  if (status < 300 && answer === undefined) problems.push(`${method} ${called} is not answered with ${status}`);
  if (answer?.content?.["application/json"] !== undefined) {
    const where = `${base}/responses/${status}/content/application~1json/schema`;
    problems.push(...check(where, received, `${status} of ${method} ${called}`));
  }
  return problems;
}

function check(reference: string, value: unknown, what: string): readonly string[] {
  opened ??= open();
  const validate = opened.known.get(reference) ?? opened.ajv.compile({ $ref: encodeURI(reference) });
  opened.known.set(reference, validate);
  if (validate(JSON.parse(JSON.stringify(value)))) return [];
  const [deepest] = (validate.errors ?? []).toSorted(
    (one, other) => other.instancePath.length - one.instancePath.length,
  );
  return [`${what}: ${deepest?.instancePath} ${deepest?.message} ${JSON.stringify(deepest?.params)}`];
}

function spell(part: string): string {
  return part.replaceAll("~", "~0").replaceAll("/", "~1");
}

const bitFields = new Set(["allow", "deny", "permissions", "default_member_permissions"]);

/** Bit fields are described as numbers, and sent and documented as texts. */
function withNumbers(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (name, each: unknown) =>
    bitFields.has(name) && typeof each === "string" ? Number(each) : each,
  );
}
