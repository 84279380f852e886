import { DeliveryError } from "../../domain/refusal.ts";
import type { Page, PageMarks, Reader } from "../../ports.ts";
import type { Answer, Http } from "./http.ts";

/** One more byte than any reader of a page takes: whoever gets as many knows that it is too large. */
const most = 5 * 1024 * 1024 + 1;
const mostRedirects = 3;
const redirects: readonly number[] = [301, 302, 303, 307, 308];

/** Reads pages over HTTP, with conditions where they were read before; follows a few redirects, each as guarded as the first. */
export const makeReader = (http: Http): Reader => ({
  read: async (url, known) => {
    let at = url.replace(/^webcals?:\/\//iu, "https://");
    for (let hops = 0; hops <= mostRedirects; hops += 1) {
      const answer = await http({ service: "The calendar", method: "GET", url: at, headers: headersFor(known), most });
      const next = redirects.includes(answer.status) ? URL.parse(answer.headers?.location ?? "", at) : null;
      if (next === null) return pageOf(answer);
      at = next.href;
    }
    throw failed("leads from one address to the next without an end");
  },
});

const headersFor = ({ etag, lastModified }: PageMarks): Readonly<Record<string, string>> => ({
  accept: "text/calendar, */*;q=0.1",
  "user-agent": "Tocsin",
  ...(etag === undefined ? {} : { "if-none-match": etag }),
  ...(lastModified === undefined ? {} : { "if-modified-since": lastModified }),
});

const pageOf = ({ status, headers = {}, body }: Answer): Page => {
  if (status === 304) return { kind: "same" };
  if (status === 401 || status === 403) throw failed(`may not be read without signing in (${status})`);
  if (status === 404 || status === 410) throw failed(`is not there (${status})`);
  if (status < 200 || status > 299) throw failed(`could not be had: its server answered ${status}`);
  const { etag, "last-modified": lastModified } = headers;
  return {
    kind: "read",
    text: body,
    ...(etag === undefined ? {} : { etag }),
    ...(lastModified === undefined ? {} : { lastModified }),
  };
};

const failed = (why: string): DeliveryError =>
  new DeliveryError("webhook", `The calendar ${why}.`, { permanent: true });
