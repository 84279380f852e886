import { isJson, type Json } from "../../json.ts";
import { limits } from "../limits.ts";
import { refuse } from "../refusal.ts";

export interface GivenFile {
  /** The n of files[n], by which the body's attachments name it. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface GivenBody {
  readonly json: Json;
  /** A body may be a list, as when commands are overwritten. */
  readonly list: readonly unknown[] | undefined;
  readonly files: readonly GivenFile[];
}

const empty: GivenBody = { json: {}, list: undefined, files: [] };

/** JSON, or a form with payload_json and files[n]. */
export async function readBody(from: Request | Response): Promise<GivenBody> {
  const type = from.headers.get("content-type") ?? "";
  if (type.startsWith("multipart/form-data")) return readForm(await from.formData());
  const text = await from.text();
  if (text.length > limits.requestBytes) refuse("entityTooLarge");
  return text === "" ? empty : { ...empty, ...parse(text) };
}

function parse(text: string): Pick<GivenBody, "json" | "list"> {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? { json: {}, list: value } : { json: isJson(value) ? value : {}, list: undefined };
  } catch {
    return refuse("notJson");
  }
}

async function readForm(form: FormData): Promise<GivenBody> {
  const files: GivenFile[] = [];
  const fields: Record<string, unknown> = {};
  for (const [name, part] of form) {
    if (typeof part === "string") {
      fields[name] = part;
      continue;
    }
    if (part.size > limits.fileBytes) refuse("entityTooLarge");
    const key = /^files\[(\d+)\]$/.exec(name)?.[1] ?? name;
    files.push({ key, name: part.name, type: part.type, bytes: new Uint8Array(await part.arrayBuffer()) });
  }
  const { payload_json: payload, ...rest } = fields;
  return { ...(typeof payload === "string" ? parse(payload) : { json: rest, list: undefined }), files };
}
