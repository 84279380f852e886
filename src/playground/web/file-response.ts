export interface ShownFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const inline = /^(image\/|video\/|audio\/|text\/plain|application\/pdf)/;

/** A file's bytes, harmless whatever they are: no sniffing, no script, shown only if it is a picture, film, PDF or text. */
export function fileResponse(file: ShownFile | undefined): Response {
  if (file === undefined) return new Response("There is no such file.", { status: 404 });
  const type = /^text\//.test(file.mediaType) ? "text/plain; charset=utf-8" : file.mediaType;
  const shown = inline.test(type);
  // Browsers refuse to show a PDF in a sandbox; it cannot run anything of this origin either way.
  const policy = `default-src 'none'; style-src 'unsafe-inline'${type === "application/pdf" ? "" : "; sandbox"}`;
  return new Response(file.bytes, {
    headers: {
      "content-type": shown ? type : "application/octet-stream",
      "content-disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
      "content-security-policy": policy,
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, max-age=3600",
      "x-content-type-options": "nosniff",
    },
  });
}
