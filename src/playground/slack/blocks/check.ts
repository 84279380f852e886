import { randomBytes } from "node:crypto";
import type { Json } from "../json.ts";

export function checkMessageBlocks(blocks: readonly Json[]): readonly Json[] {
  return blocks.map((block) => ("block_id" in block ? block : { ...block, block_id: makeBlockId() }));
}
export function checkAttachments(_attachments: readonly Json[]): void {}
export function checkMetadata(metadata: Json) {
  return metadata as { event_type: string; event_payload: Record<string, unknown> };
}
function makeBlockId(): string {
  return randomBytes(4).toString("base64url").slice(0, 5);
}
