import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composer, findBrowser, launchBrowser, visitWith } from "./support/page-visit.ts";

/** What stands left in Slack's marks, and right as the page shows it to Ada in London. */
const shown: readonly (readonly [string, string])[] = [
  ["*bold* _italic_ ~gone~ `a*b*c`", "<p><strong>bold</strong> <em>italic</em> <s>gone</s> <code>a*b*c</code></p>"],
  ["2*3*4 snake_case_name * not *", "<p>2*3*4 snake_case_name * not *</p>"],
  ["*_both_*, (*here*)", "<p><strong><em>both</em></strong>, (<strong>here</strong>)</p>"],
  ["a\nb", "<p>a<br>b</p>"],
  ["&gt; said\n&gt; more\nafter", "<blockquote>said<br>more</blockquote><p>after</p>"],
  ["```one\n*two*```", "<pre><code>one\n*two*</code></pre>"],
  ["&lt;img src=x onerror=alert(1)&gt; &amp;amp;", "<p>&lt;img src=x onerror=alert(1)&gt; &amp;amp;</p>"],
  ["<script>alert(1)</script>", "<p><span>script</span>alert(1)<span>/script</span></p>"],
  ["<javascript:alert(1)|press me>", "<p><span>press me</span></p>"],
  ["<https://a.example/?x=1&amp;y=2|the link>", '<p><a href="https://a.example/?x=1&amp;y=2">the link</a></p>'],
  ["see https://a.example/b.", '<p>see <a href="https://a.example/b">https://a.example/b</a>.</p>'],
  ["<@LIN> <!here> <#INCIDENTS>", "<p><span>@Lin Wei</span> <span>@here</span> <button>#incidents</button></p>"],
  ["<!date^1767225600^{date_num} {time}|then>", "<p><time>2026-01-01 00:00</time></p>"],
  [":white_check_mark: :no_such_thing: 10:30:15", "<p>✅ :no_such_thing: 10:30:15</p>"],
  ["• one\n• two", "<div><div><span>•</span><span>one</span></div><div><span>•</span><span>two</span></div></div>"],
];

describe.skipIf(!findBrowser())("Slack's marks on the page", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it("shows every mark as Slack does, and markup as text", async () => {
    await using visitor = await visitWith(browser);
    const { page, slack, client } = visitor;
    await composer(page).waitFor();
    for (const [text] of shown) {
      const named = text.replace("@LIN", `@${slack.idOf("lin")}`).replace("#INCIDENTS", `#${slack.idOf("#incidents")}`);
      await client.chat.postMessage({ channel: slack.idOf("#incidents"), text: named });
    }
    await expect.poll(() => page.getByRole("article").count()).toBe(shown.length);
    const drawn = await page.locator("article .mrkdwn").evaluateAll((roots) =>
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
