import { z } from "zod";
import type { DiscordAct } from "../discord/protocol.ts";

const id = z.string().min(1).max(255);
const text = z.string().max(200_000);
const at = { channel: id, message: id };
const files = z.array(id).max(10).optional();
const value = z.union([text, z.number(), z.boolean()]);
const invocation = {
  channel: id,
  name: id,
  path: z.array(id).max(2).optional(),
  options: z.record(z.string(), value).optional(),
};
const entered = z.union([text, z.array(text).max(25), z.boolean()]);

/** What a page may send as an act. */
const shape = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("say"),
    channel: id,
    content: text,
    reply: id.optional(),
    ping: z.boolean().optional(),
    files,
  }),
  z.object({ kind: z.literal("command"), ...invocation }),
  z.object({ kind: z.literal("autocomplete"), ...invocation, focused: id }),
  z.object({ kind: z.literal("context"), channel: id, name: id, message: id.optional(), person: id.optional() }),
  z.object({ kind: z.literal("press"), ...at, custom_id: id }),
  z.object({ kind: z.literal("select"), ...at, custom_id: id, values: z.array(text).max(25) }),
  z.object({ kind: z.literal("submit"), modal: id, values: z.record(z.string(), entered) }),
  z.object({ kind: z.literal("dismiss"), modal: id }),
  z.object({ kind: z.literal("edit"), ...at, content: text }),
  z.object({ kind: z.enum(["delete", "pin", "unpin", "read"]), ...at }),
  z.object({ kind: z.enum(["react", "unreact"]), ...at, emoji: id }),
  z.object({ kind: z.literal("upload"), name: id, mediaType: id, base64: z.string() }),
  z.object({
    kind: z.literal("thread"),
    channel: id,
    name: text,
    message: id.optional(),
    private: z.boolean().optional(),
  }),
  z.object({
    kind: z.literal("post"),
    channel: id,
    name: text,
    content: text,
    tags: z.array(id).max(20).optional(),
    files,
  }),
  z.object({
    kind: z.enum(["archive", "unarchive", "lock", "unlock", "join", "leave", "remove"]),
    channel: id,
  }),
  z.object({ kind: z.literal("rename"), channel: id, name: text }),
  z.object({ kind: z.literal("invite"), channel: id, person: id }),
  z.object({
    kind: z.literal("create"),
    name: text,
    private: z.boolean().optional(),
    forum: z.boolean().optional(),
    guild: id.optional(),
  }),
  z.object({ kind: z.literal("found"), name: text }),
  z.object({ kind: z.literal("dm"), person: id }),
]);

/** JSON has no undefined, so what is optional is absent. */
export const actShape = shape.transform((act) => act as DiscordAct);
