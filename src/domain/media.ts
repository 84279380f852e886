/** The first bytes by which a kind of file is known, and where they lie. */
interface Mark {
  readonly mediaType: string;
  readonly at: number;
  readonly bytes: string;
}

const marks: readonly Mark[] = [
  { mediaType: "image/png", at: 0, bytes: "\x89PNG\r\n\x1a\n" },
  { mediaType: "image/jpeg", at: 0, bytes: "\xff\xd8\xff" },
  { mediaType: "image/gif", at: 0, bytes: "GIF87a" },
  { mediaType: "image/gif", at: 0, bytes: "GIF89a" },
  { mediaType: "image/webp", at: 8, bytes: "WEBP" },
  { mediaType: "image/bmp", at: 0, bytes: "BM" },
  { mediaType: "image/tiff", at: 0, bytes: "II*\0" },
  { mediaType: "image/tiff", at: 0, bytes: "MM\0*" },
  { mediaType: "image/avif", at: 4, bytes: "ftypavif" },
  { mediaType: "image/heic", at: 4, bytes: "ftyphei" },
  { mediaType: "image/heic", at: 4, bytes: "ftypmif1" },
  { mediaType: "video/quicktime", at: 4, bytes: "ftypqt" },
  { mediaType: "video/mp4", at: 4, bytes: "ftyp" },
  { mediaType: "video/webm", at: 0, bytes: "\x1a\x45\xdf\xa3" },
  { mediaType: "video/x-msvideo", at: 8, bytes: "AVI " },
  { mediaType: "video/mpeg", at: 0, bytes: "\0\0\x01\xba" },
  { mediaType: "video/mpeg", at: 0, bytes: "\0\0\x01\xb3" },
  { mediaType: "application/pdf", at: 0, bytes: "%PDF-" },
];

/** Texts that are known by their names; every other text is plain, HTML and SVG too, so that no browser runs it. */
const texts: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  md: "text/markdown",
};

/** What a file is by its content, if it is an image, a video, a PDF or a text (features.md, section 4.13). */
export const mediaTypeOf = (bytes: Uint8Array, name: string): string | undefined => {
  const mark = marks.find((one) => isAt(bytes, one));
  if (mark !== undefined) return mark.mediaType;
  if (!isText(bytes)) return undefined;
  return texts[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? "text/plain";
};

const isAt = (bytes: Uint8Array, { at, bytes: wanted }: Mark): boolean =>
  bytes.length >= at + wanted.length && [...wanted].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

const isText = (bytes: Uint8Array): boolean => {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};
