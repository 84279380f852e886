/** Where the pages are, as browsers see it. */
export interface Site {
  /** Undefined while nobody knows. */
  readonly origin: string | undefined;
  /** Do browsers come over TLS? */
  readonly secure: boolean;
  /** A path of ours as a browser asks for it: a proxy may have put all of them below one of its own. */
  at(path: string): string;
}

export const siteAt = (address: string | undefined): Site => {
  const url = address === undefined ? undefined : new URL(address);
  const below = url?.pathname.replace(/\/$/, "") ?? "";
  return { origin: url?.origin, secure: url?.protocol === "https:", at: (path) => `${below}${path}` };
};
