import { randomBytes } from "node:crypto";
import { z } from "zod";
import { isJson, type Json, listOf, textOf } from "../../json.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";
import { messageBlock, viewBlock } from "./blocks.ts";
import { problemsOf } from "./problems.ts";

const messageBlocks = z.array(messageBlock).max(limits.blocksInMessage);
const viewBlocks = z.array(viewBlock).max(limits.blocksInView);

/** Message blocks as Slack keeps them: each with ids; refused with invalid_blocks and every mistake named. */
export function checkMessageBlocks(blocks: readonly Json[]): readonly Json[] {
  const checked = check(blocks, messageBlocks, "invalid_blocks", "/blocks");
  const markdown = checked.filter((block) => block.type === "markdown").map((block) => textOf(block.text) ?? "");
  if (markdown.join("").length > limits.markdownInMessage) refuse("msg_blocks_too_long");
  return checked;
}

export function checkViewBlocks(blocks: readonly Json[]): readonly Json[] {
  return check(blocks, viewBlocks, "invalid_arguments", "/view/blocks");
}

function check(blocks: readonly Json[], shape: z.ZodType, error: string, root: string): readonly Json[] {
  const found = shape.safeParse(blocks, { reportInput: true });
  const problems = found.success ? repeated(blocks, root) : problemsOf(found.error, root);
  if (problems.length > 0) refuse(error, explain(problems));
  return blocks.map(identify);
}

export function explain(problems: readonly string[]): Json {
  return { errors: problems, response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) } };
}

/** block_id is unique among the blocks, action_id within its block. */
function repeated(blocks: readonly Json[], root: string): readonly string[] {
  const seen = new Set<string>();
  return blocks.flatMap((block, index) => {
    const problems: string[] = [];
    const name = textOf(block.block_id);
    if (name !== undefined && seen.has(name))
      problems.push(`block_id already exists: ${name} [json-pointer:${root}/${index}/block_id]`);
    if (name !== undefined) seen.add(name);
    const actions = listOf(block.elements).flatMap((element) => textOf(element.action_id) ?? []);
    if (new Set(actions).size < actions.length)
      problems.push(`action_id already exists [json-pointer:${root}/${index}/elements]`);
    return problems;
  });
}

/** Slack gives an id to every block and every interactive element that came without one. */
function identify(block: Json): Json {
  const { accessory, element, elements } = block;
  return {
    ...block,
    block_id: block.block_id ?? makeId(),
    ...(isJson(accessory) ? { accessory: identifyElement(accessory) } : {}),
    ...(isJson(element) ? { element: identifyElement(element) } : {}),
    ...(block.type === "actions" ? { elements: listOf(elements).map(identifyElement) } : {}),
  };
}

function identifyElement(element: Json): Json {
  return element.type === "image" || "action_id" in element ? element : { ...element, action_id: makeId() };
}

function makeId(): string {
  return randomBytes(6).toString("base64url").slice(0, 5);
}

/** Attachments may hold blocks of their own. */
export function checkAttachments(attachments: readonly Json[]): readonly Json[] {
  if (attachments.length > limits.attachments) refuse("too_many_attachments");
  return attachments.map((attachment, index) => {
    const { blocks } = attachment;
    if (blocks === undefined) return { id: index + 1, ...attachment };
    const list = listOf(blocks);
    const checked = check(list, messageBlocks, "invalid_attachments", `/attachments/${index}/blocks`);
    return { id: index + 1, fallback: "[no preview available]", ...attachment, blocks: checked };
  });
}

const metadata = z.strictObject({
  event_type: z.string().min(1),
  event_payload: z.record(z.string(), z.unknown()),
});

export function checkMetadata(given: Json): z.infer<typeof metadata> {
  const found = metadata.safeParse(given);
  if (!found.success) return refuse("invalid_metadata_format");
  if (JSON.stringify(given).length > limits.metadataBytes) refuse("metadata_too_large");
  return found.data;
}
