import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser, launchBrowser, visitWith } from "./support/page-visit.ts";

/** What somebody writes in Discord, and right as the page shows it to Ada in London. */
const shown: readonly (readonly [string, string])[] = [
  [
    "**bold** *italic* _also_ __under__ ~~gone~~ `a*b*c`",
    "<p><strong>bold</strong> <em>italic</em> <em>also</em> <u>under</u> <s>gone</s> <code>a*b*c</code></p>",
  ],
  [
    "***both*** 2*3*4 snake_case_name * not *",
    "<p><strong><em>both</em></strong> 2<em>3</em>4 snake_case_name * not *</p>",
  ],
  ["\\*plain\\* \\_too\\_", "<p>*plain* _too_</p>"],
  ["# One\n## Two\n-# small", "<h3>One</h3><h4>Two</h4><p>small</p>"],
  ["> said\n> more\nafter", "<blockquote>said<br>more</blockquote><p>after</p>"],
  ["before\n>>> all\nthis", "<p>before</p><blockquote><p>all<br>this</p></blockquote>"],
  ["```js\none\n**two**```", "<pre><code>one\n**two**</code></pre>"],
  ["<img src=x onerror=alert(1)> &amp;", "<p>&lt;img src=x onerror=alert(1)&gt; &amp;amp;</p>"],
  ["[press me](javascript:alert(1))", "<p>[press me](javascript:alert(1))</p>"],
  [
    "[the **link**](https://a.example/?x=1&y=2)",
    '<p><a href="https://a.example/?x=1&amp;y=2">the <strong>link</strong></a></p>',
  ],
  ["see <https://a.example/b>.", '<p>see <a href="https://a.example/b">https://a.example/b</a>.</p>'],
  [
    "@lin @everyone #incidents @on-call",
    "<p><span>@Lin</span> <span>@everyone</span> <button>#incidents</button> <span>@on-call</span></p>",
  ],
  ["<t:1767225600:t> <t:1767225600:D>", "<p><time>00:00</time> <time>1 January 2026</time></p>"],
  ["||hidden||", "<p><button><span>hidden</span></button></p>"],
  ["- one\n- two", "<div><div><span>•</span><span>one</span></div><div><span>•</span><span>two</span></div></div>"],
];

describe.skipIf(!findBrowser())("Discord's marks on the page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it("shows every mark as Discord does, and markup as text", async () => {
    await using visitor = await visitWith(browser, { discord: true });
    const { page, playground } = visitor;
    const messages = page.getByRole("region", { name: "Discord" }).getByRole("main");
    for (const [content] of shown)
      await playground.discord.act("grace", { kind: "say", channel: "#incidents", content });
    await expect.poll(() => messages.getByRole("article").count()).toBe(shown.length);
    const drawn = await messages.locator(".mrkdwn").evaluateAll((roots) =>
      roots.map((root) => {
        for (const each of root.querySelectorAll("*")) {
          for (const name of each.getAttributeNames()) if (name !== "href") each.removeAttribute(name);
        }
        return root.innerHTML;
      }),
    );
    expect(drawn).toEqual(shown.map(([, html]) => html));
  });
});
