import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rowsOf } from "../../src/store/database.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { servePages } from "../support/visitor.ts";

const foreign = { origin: "https://evil.example", "sec-fetch-site": "cross-site" };

const sessions = async (acme: TestWorkspace) =>
  rowsOf<{ row: string }>(await acme.database.read((tx) => tx.execute(sql`select s::text as row from sessions s`)));

describe("a link", () => {
  it("shows who comes in where, and lets nobody in by being looked at", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const link = await served.link("grace");
    const preview = await served.browser().get(link, { "user-agent": "Slackbot-LinkExpanding 1.0" });
    expect(preview.status).toBe(200);
    expect(preview.text).toContain("Come in, Grace");
    expect(preview.text).toContain("Acme");
    expect(preview.headers.getSetCookie()).toEqual([]);
    expect(await sessions(acme)).toEqual([]);
    expect((await served.browser().get(link)).status).toBe(200);
  });

  it("lets in by its button, and only a digest of what the browser carries is kept", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = served.browser();
    const entered = await browser.post(await served.link("grace"));
    expect([entered.status, entered.headers.get("location")]).toEqual([303, "/web"]);
    expect(entered.headers.getSetCookie()[0]).toMatch(
      /^tocsin=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.get("/web")).text).toContain("Grace, Acme");
    const [row] = await sessions(acme);
    expect(row?.row).not.toContain([...browser.cookies.values()][0]);
  });

  it("binds what the browser carries to the host where browsers come over TLS", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme, { address: "https://tocsin.example.com/ops" });
    const browser = served.browser();
    const entered = await browser.post(await served.link());
    expect(entered.headers.getSetCookie()[0]).toMatch(
      /^__Host-tocsin=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(entered.headers.get("location")).toBe("/ops/web");
    const home = await browser.get("/web");
    expect(home.text).toContain('action="/ops/web/leave"');
    expect(home.headers.get("strict-transport-security")).toBe("max-age=15552000");
  });

  it("works once", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const link = await served.link();
    expect((await served.browser().post(link)).status).toBe(303);
    const again = await served.browser().post(link);
    expect(again.status).toBe(410);
    expect(again.text).toContain("/tocsin web");
    expect((await served.browser().get(link)).status).toBe(410);
    expect(await sessions(acme)).toHaveLength(1);
  });

  it("lets one of two in who press at once", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const link = await served.link();
    const answers = await Promise.all([served.browser().post(link), served.browser().post(link)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410]);
    expect(await sessions(acme)).toHaveLength(1);
  });

  it("lasts ten minutes", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const link = await served.link();
    await acme.clock.advance("10m");
    expect((await served.browser().post(link)).status).toBe(410);
  });

  it("does not work for a form of another site, nor for one that does not say where it comes from", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const link = await served.link();
    const strangers = [
      foreign,
      { origin: "null", "sec-fetch-site": "cross-site" },
      { origin: "null", "sec-fetch-site": "" },
      { origin: "https://evil.example", "sec-fetch-site": "" },
    ];
    for (const headers of strangers) {
      const answer = await served.browser().post(link, {}, headers);
      expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
      expect(answer.text).toContain("Nothing has changed");
    }
    expect((await served.browser().post(link, {}, { "sec-fetch-site": "" })).status).toBe(303);
  });

  it("leads whoever is in already to their pages, though it was used", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = served.browser();
    const link = await served.link();
    await browser.post(link);
    expect((await browser.get(link)).headers.get("location")).toBe("/web");
  });

  it("ends the session that the browser had before", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const browser = await served.visitor("ada");
    await browser.post(await served.link("grace"));
    expect((await browser.get("/web")).text).toContain("Grace, Acme");
    expect(await sessions(acme)).toHaveLength(1);
  });

  it("is guessed twenty times, then that address waits ten minutes and no other", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const guess = (at: string) => served.browser().get("/web/enter/guess", { "x-forwarded-for": `203.0.113.9, ${at}` });
    for (let n = 0; n < 20; n += 1) expect((await guess("192.0.2.1")).status).toBe(410);
    const barred = await guess("192.0.2.1");
    expect([barred.status, barred.headers.get("retry-after")]).toEqual([429, "600"]);
    expect((await guess("192.0.2.2")).status).toBe(410);
    await acme.clock.advance("11m");
    expect((await guess("192.0.2.1")).status).toBe(410);
  });

  it("of somebody who has turned out to be another lets nobody in", async () => {
    await using acme = await testWorkspace();
    await using served = await servePages(acme);
    const link = await served.link("grace");
    await acme.database.transact((tx) =>
      tx.execute(sql`update people set linked_to = ${acme.people.ada} where id = ${acme.people.grace}`),
    );
    expect((await served.browser().post(link)).status).toBe(410);
  });
});
