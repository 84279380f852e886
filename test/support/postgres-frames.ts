/** One message of PostgreSQL's protocol. */
export interface Frame {
  /** A letter; empty for the first of a connection, which has none. */
  readonly type: string;
  readonly bytes: Buffer;
}

/** Takes a stream apart into its messages, whatever pieces it comes in. */
export const framesOf = ({ begins }: { readonly begins: boolean }, hear: (frame: Frame) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  let first = begins;
  return (chunk: Buffer): void => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const head = first ? 0 : 1;
      if (rest.length < head + 4) return;
      const length = head + rest.readInt32BE(head);
      if (rest.length < length) return;
      const frame = { type: first ? "" : String.fromCharCode(rest[0] ?? 0), bytes: rest.subarray(0, length) };
      rest = rest.subarray(length);
      first = false;
      hear(frame);
    }
  };
};

/** The texts a message begins with, each ended by a zero. */
export const textsIn = ({ bytes }: Frame, count: number): readonly string[] => {
  const texts: string[] = [];
  for (let at = 5; texts.length < count; ) {
    const end = bytes.indexOf(0, at);
    if (end < 0) return texts;
    texts.push(bytes.toString("utf8", at, end));
    at = end + 1;
  }
  return texts;
};
