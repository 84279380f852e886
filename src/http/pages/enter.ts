import { html } from "hono/html";
import { pages } from "../../domain/page.ts";
import type { Html } from "../render.ts";
import type { Site } from "../site.ts";
import { layout } from "./layout.ts";

/** What a link shows before it is used. */
export const enterPage = (
  site: Site,
  { secret, name, workspaceName }: { readonly secret: string; readonly name: string; readonly workspaceName: string },
): Html =>
  layout(
    { title: `Come in, ${name}`, site },
    html`<p>This link opens the pages of <strong>${workspaceName}</strong> in this browser, as <strong>${name}</strong>.
It works once.</p>
<form method="post" action="${site.at(pages.enter)}/${secret}">
<button class="primary">Open my pages</button>
</form>
<p class="note">Is that not you? Close this page. Then nothing happens.</p>`,
  );
