import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { menu } from "../../src/commands/menu.ts";
import { testWorkspace } from "../support/command-ctx.ts";
import { servePages } from "../support/visitor.ts";

const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };

describe("a page", () => {
  it("is shown to nobody without a session, and says how to get one", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    for (const path of ["/web", "/web/", "/web/sessions", "/web/oncall", "/web/nothing"]) {
      const answer = await served.browser().get(path);
      expect([path, answer.status]).toEqual([path, 401]);
      expect(answer.text).toContain("Type <code>/tocsin web</code>");
    }
  });

  it("runs nothing, is framed by nobody, tells other sites nothing and is kept by nobody", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const { headers } = await (await served.visitor()).get("/web");
    expect(headers.get("content-security-policy")).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("referrer-policy")).toBe("same-origin");
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("x-robots-tag")).toBe("noindex, nofollow");
    expect(headers.get("strict-transport-security")).toBeNull();
  });

  it("is dressed without a session, in something browsers may keep", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const address = /href="([^"]*style\.css[^"]*)"/.exec((await served.browser().get("/web")).text)?.[1] ?? "";
    const style = await served.browser().get(address);
    expect([style.status, style.headers.get("content-type")]).toEqual([200, "text/css; charset=utf-8"]);
    expect(style.headers.get("cache-control")).toContain("immutable");
  });

  it("that is not there says so", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const missing = await (await served.visitor()).get("/web/nothing");
    expect(missing.status).toBe(404);
    expect(missing.text).toContain("There is nothing here");
  });
});

describe("a session", () => {
  it("ends after thirty days however often it is used", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = await served.visitor();
    for (let half = 0; half < 59; half += 1) {
      await acme.clock.advance("12h");
      expect((await browser.get("/web")).status).toBe(200);
    }
    await acme.clock.advance("12h");
    expect((await browser.get("/web")).status).toBe(401);
  });

  it("ends after a day without use", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = await served.visitor();
    await acme.clock.advance("24h");
    const ended = await browser.get("/web");
    expect([ended.status, browser.cookies.size]).toEqual([401, 0]);
  });

  it("ends at once where it is ended in chat, and where its person is gone", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = await served.visitor("grace");
    await acme.types(menu(), acme.as("grace"), "tocsin session end all");
    expect((await browser.get("/web")).status).toBe(401);
    const lin = await served.visitor("lin");
    await acme.database.transact((tx) => tx.execute(sql`delete from people where id = ${acme.people.lin}`));
    expect((await lin.get("/web")).status).toBe(401);
  });

  it("follows what its person may do from one page to the next", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = await served.visitor("lin");
    await acme.database.transact((tx) =>
      tx.execute(sql`update people set zone = 'Asia/Kathmandu' where id = ${acme.people.lin}`),
    );
    expect((await browser.get("/web/sessions")).text).toContain("GMT+5:45");
  });

  it("is left by its button", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = await served.visitor();
    const carried = new Map(browser.cookies);
    await browser.get("/web");
    expect((await browser.post("/web/leave")).status).toBe(303);
    expect(browser.cookies.size).toBe(0);
    for (const [name, value] of carried) browser.cookies.set(name, value);
    expect((await browser.get("/web")).status).toBe(401);
  });
});

describe("a form", () => {
  it("ends another session, all others, and one's own", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const [here, there, elsewhere] = [await served.visitor(), await served.visitor(), await served.visitor()];
    const page = await here.get("/web/sessions");
    const ids = [...page.text.matchAll(/name="end" value="([^"]+)"/g)].map(([, id]) => id ?? "");
    expect(ids).toHaveLength(4);
    expect(page.text.match(/this one/g)).toHaveLength(1);
    expect((await here.post("/web/sessions", { end: ids[0] ?? "" })).status).toBe(303);
    expect([(await there.get("/web")).status, (await elsewhere.get("/web")).status]).toEqual([200, 401]);
    await here.post("/web/sessions", { end: "others" });
    expect([(await there.get("/web")).status, (await here.get("/web")).status]).toEqual([401, 200]);
    await here.post("/web/sessions", { end: ids[2] ?? "" });
    expect((await here.get("/web")).status).toBe(401);
  });

  it("of another site, or without the mark of this session, changes nothing", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = await served.visitor("ada");
    await browser.get("/web");
    const other = await served.visitor("grace");
    await other.get("/web");
    const [, strange = ""] = /name="proof" value="([^"]+)"/.exec((await other.get("/web")).text) ?? [];
    const tries = [
      browser.post("/web/leave", {}, foreign),
      browser.post("/web/leave", {}, { origin: "null", "sec-fetch-site": "" }),
      browser.post("/web/leave", {}, { origin: "http://127.0.0.1", "sec-fetch-site": "same-site" }),
      browser.post("/web/leave", { proof: "" }),
      browser.post("/web/leave", { proof: strange }),
      browser.post("/web/leave", {}, { "content-type": "application/json" }),
    ];
    expect((await Promise.all(tries)).map(({ status }) => status)).toEqual(tries.map(() => 403));
    expect((await browser.get("/web")).status).toBe(200);
  });

  it("of nobody's session changes nothing", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    expect((await served.browser().post("/web/leave")).status).toBe(401);
  });

  it("cannot end what is somebody else's", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const grace = await served.visitor("grace");
    const [, id = ""] = /name="end" value="([^"]+)"/.exec((await grace.get("/web/sessions")).text) ?? [];
    const ada = await served.visitor("ada");
    await ada.get("/web/sessions");
    expect((await ada.post("/web/sessions", { end: id })).text).toContain("That session has ended already");
    expect((await grace.get("/web")).status).toBe(200);
  });
});
