import { z } from "zod";
import type { SlackAct } from "../slack/protocol.ts";

const id = z.string().min(1).max(255);
const text = z.string().max(200_000);
const at = { channel: id, ts: id };
const fieldName = { action_id: z.string().max(255), block_id: z.string().max(255) };
const within = { channel: id.optional(), ts: id.optional(), view: id.optional() };
const values = z.record(z.string(), z.record(z.string(), z.unknown()));

/** What a page may send as an act. */
const shape = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("say"),
    channel: id,
    text,
    thread: id.optional(),
    files: z.array(id).max(10).optional(),
    broadcast: z.boolean().optional(),
  }),
  z.object({ kind: z.literal("command"), channel: id, command: id, text }),
  z.object({ kind: z.literal("press"), ...within, ...fieldName, value: z.unknown(), values: values.optional() }),
  z.object({ kind: z.literal("suggest"), ...within, ...fieldName, value: text }),
  z.object({ kind: z.literal("submit"), view: id, values }),
  z.object({ kind: z.literal("close"), view: id }),
  z.object({ kind: z.literal("shortcut"), callback_id: id, channel: id.optional(), ts: id.optional() }),
  z.object({ kind: z.literal("edit"), ...at, text }),
  z.object({ kind: z.literal("delete"), ...at }),
  z.object({ kind: z.enum(["react", "unreact"]), ...at, name: id }),
  z.object({ kind: z.enum(["pin", "unpin"]), ...at }),
  z.object({ kind: z.literal("upload"), name: id, mediaType: id, base64: z.string() }),
  z.object({ kind: z.literal("read"), ...at }),
  z.object({ kind: z.literal("home") }),
  z.object({ kind: z.enum(["join", "leave", "archive", "unarchive"]), channel: id }),
  z.object({ kind: z.literal("invite"), channel: id, person: id }),
  z.object({ kind: z.literal("create"), name: z.string(), private: z.boolean().optional() }),
  z.object({ kind: z.literal("dm"), person: id }),
]);

/** JSON has no undefined, so what is optional is absent. */
export const actShape = shape.transform((act) => act as SlackAct);
