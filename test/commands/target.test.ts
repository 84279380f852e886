import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import type { Given } from "../../src/commands/read.ts";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { DeliveryError } from "../../src/domain/refusal.ts";
import type { Form } from "../../src/presentation/form.ts";
import { rowsOf } from "../../src/store/database.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf, wordsOf } from "../support/said.ts";

const table = buildTable(tocsinCommands, tocsinAliases);
type Name = keyof TestWorkspace["people"];

const formOf = async (acme: TestWorkspace, name: Name, line: string): Promise<Form> => {
  const outcome = await dispatch(table, acme.as(name), { kind: "line", line });
  if (outcome.kind === "form") return outcome.form;
  throw new Error(`No form but: ${wordsOf(outcome.message)}`);
};

const submit = async (acme: TestWorkspace, name: Name, form: Form, filled: Given): Promise<string> => {
  const given = { ...form.known, ...Object.fromEntries(form.inputs.map((input) => [input.name, ""])), ...filled };
  const outcome = await dispatch(table, acme.as(name), { kind: "options", path: form.path, given });
  if (outcome.kind === "form") throw new Error("The form came back.");
  return wordsOf(outcome.message);
};

const stored = (acme: TestWorkspace) =>
  acme.database.read(async (tx) =>
    rowsOf<{ key: string; sealed: string; shown: string }>(
      await tx.execute(sql`
    select key, sealed, shown from targets order by key`),
    ),
  );

const hook = "https://hooks.example.com/T1/hunter2";

describe("/tocsin target", () => {
  it("asks for what is secret in a form alone, keeps it sealed and never shows it again", async () => {
    await using acme = await testWorkspace();
    const form = await formOf(acme, "ada", "tocsin target add webhook ops-hook");
    expect(form).toMatchObject({
      path: "tocsin target add",
      known: { kind: "webhook", name: "ops-hook" },
      inputs: [
        { name: "url", label: "Its address" },
        { name: "secret", optional: true },
      ],
    });
    const said = await submit(acme, "ada", form, { url: hook });
    expect(said).toMatch(/^ops-hook · Webhook hooks\.example\.com is added\.\nwhsec_\S{44}\n/u);
    const secret = /whsec_\S+/u.exec(said)?.[0] ?? "none";
    const [row] = await stored(acme);
    expect(row).toMatchObject({ key: "ops-hook", shown: "hooks.example.com" });
    const all = JSON.stringify([
      row,
      await acme.audited("target"),
      await acme.types(table, acme.as("ada"), "tocsin target list"),
    ]);
    expect(all).not.toContain("hunter2");
    expect(all).not.toContain(secret);
    await acme.types(table, acme.as("ada"), "tocsin target test ops-hook");
    expect(acme.outside.posted[0]?.to).toEqual({ kind: "webhook", settings: { url: hook, secret } });
  });

  it("refuses a secret that is typed in a line, and does not say it back", async () => {
    await using acme = await testWorkspace();
    for (const line of [`add url:${hook} webhook x`, "edit token:hunter2 x", `add webhook url:${hook}`]) {
      const said = await acme.types(table, acme.as("ada"), `tocsin target ${line}`).catch(String);
      expect(said).not.toContain("hunter2");
    }
    for (const line of [`url:${hook} webhook x`, `webhook url:${hook}`]) {
      expect(await acme.types(table, acme.as("ada"), `tocsin target add ${line}`)).toContain(
        "url: is asked for in a form, where nobody else reads it",
      );
    }
    expect(await stored(acme)).toEqual([]);
  });

  it("takes what is no secret in a line", async () => {
    await using acme = await testWorkspace();
    expect(
      await acme.types(
        table,
        acme.as("ada"),
        "tocsin target add --merge address:<mailto:ops@example.com|ops@example.com> email Ops mail",
      ),
    ).toContain("Ops mail · E-mail ops@example.com is added.");
    expect(await acme.types(table, acme.as("lin"), "tocsin targets")).toBe(
      "- Ops mail · E-mail ops@example.com (ops-mail, merged, once a minute)",
    );
    expect(
      await acme.types(table, acme.as("ada"), "tocsin target add address:ops@example.com email ops-mail"),
    ).toContain("There is a target ops-mail already.");
    const refused = await acme.types(table, acme.as("ada"), "tocsin target add address:ops email x");
    expect(refused).toBe("E-mail address is not understood: it must be an e-mail address such as ops@example.com.");
  });

  it("is changed by a form that shows no secret, and leaves what is not filled in", async () => {
    await using acme = await testWorkspace();
    const add = await formOf(acme, "ada", "tocsin target add sms pager");
    const account = `AC${"0".repeat(32)}`;
    await submit(acme, "ada", add, { to: "+43 660 123", account, token: "hunter2", from: "+4312345678" });
    const form = await formOf(acme, "ada", "tocsin target edit pager");
    expect(form.inputs.map(({ name, ...input }) => [name, "initial" in input ? input.initial : undefined])).toEqual([
      ["to", "+43660123"],
      ["account", account],
      ["token", undefined],
      ["from", "+4312345678"],
    ]);
    expect(JSON.stringify(form)).not.toContain("hunter2");
    const filled = { to: "+43660999", account, from: "+4312345678" };
    expect(await submit(acme, "ada", form, filled)).toContain("SMS (Twilio) +43…999 is changed.");
    await acme.types(table, acme.as("ada"), "tocsin target test pager");
    expect(acme.outside.posted[0]?.to.settings).toEqual({ ...filled, token: "hunter2" });
    expect(await submit(acme, "ada", form, { ...filled, from: "" })).toContain("Sent from is missing");
    expect(await acme.types(table, acme.as("ada"), "tocsin target edit name:Duty merge:on pager")).toContain("Duty");
  });

  it("gives a webhook another secret once, and for a day both sign", async () => {
    await using acme = await testWorkspace();
    const form = await formOf(acme, "ada", "tocsin target add webhook ops");
    const first = /whsec_\S+/u.exec(await submit(acme, "ada", form, { url: hook }))?.[0];
    const said = await acme.types(table, acme.as("ada"), "tocsin target rotate ops");
    const second = /whsec_\S+/u.exec(said)?.[0];
    expect(second).not.toBe(first);
    expect(said).toContain("Until 2026-01-06T09:00Z the one before signs as well.");
    await acme.types(table, acme.as("ada"), "tocsin target test ops");
    expect(acme.outside.posted[0]?.to.settings).toEqual({
      url: hook,
      secret: second,
      before: first,
      until: "2026-01-06T09:00:00Z",
    });
    await acme.types(table, acme.as("ada"), "tocsin target add address:a@example.com email mail");
    expect(await acme.types(table, acme.as("ada"), "tocsin target rotate mail")).toContain("has no signing secret");
  });

  it("says what came of a test, and is switched on and off", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin target add address:ops@example.com email ops");
    expect(await acme.types(table, ada, "tocsin target test ops")).toBe(
      "ops · E-mail ops@example.com took the test: 200 ok",
    );
    expect(acme.outside.posted[0]?.letter).toMatchObject({ type: "test", zone: "Europe/Berlin" });
    acme.outside.trouble(new DeliveryError("email", "The mail server refused: 550 nobody", { permanent: true }), 1);
    expect(await acme.types(table, ada, "tocsin target test ops")).toContain("The mail server refused: 550 nobody");
    expect(await acme.types(table, ada, "tocsin target list")).toContain("Failing since 2026-01-05T09:00Z.");
    expect(await acme.types(table, ada, "tocsin target off ops")).toContain("is off");
    expect(await acme.types(table, ada, "tocsin target off ops")).toContain("off already");
    expect(await acme.types(table, ada, "tocsin target test ops")).toContain("ops is switched off.");
    expect(await acme.types(table, ada, "tocsin target on ops")).toContain("is on");
    expect(await acme.types(table, ada, "tocsin target list")).toBe("- ops · E-mail ops@example.com");
    for (let i = 0; i < 2; i += 1) await acme.types(table, ada, "tocsin target test ops");
    expect(await acme.types(table, ada, "tocsin target test ops")).toContain("was tested 5 times just now");
    await acme.clock.advance("11m");
    expect(await acme.types(table, ada, "tocsin target test ops")).toContain("took the test");
  });

  it("is deleted once it was asked about", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin target add address:ops@example.com email ops");
    const asked = await acme.answers(table, ada, "tocsin target delete ops");
    expect(Object.values(buttonsOf(asked))).toEqual(["tocsin target delete --yes ops"]);
    expect(await acme.types(table, ada, "tocsin target delete --yes ops")).toContain("is deleted");
    expect(await stored(acme)).toEqual([]);
    expect((await acme.audited("target")).map(({ kind }) => kind)).toEqual(["created", "removed"]);
  });

  it("belongs to its maker, the owners, and those it is entrusted to", async () => {
    await using acme = await testWorkspace();
    const [ada, bo, grace, lin] = [acme.as("ada"), acme.as("bo"), acme.as("grace"), acme.as("lin")];
    const mail = "tocsin target add address:ops@example.com email ops";
    expect(await acme.types(table, grace, mail)).toContain("The workspace's targets are added by administrators");
    await expect(formOf(acme, "grace", "tocsin target add webhook x")).rejects.toThrow("added by administrators");
    await acme.types(table, bo, mail);
    for (const line of ["test ops", "off ops", "edit merge:on ops", "delete --yes ops", "edit ops"]) {
      for (const other of [grace, lin]) {
        expect(await acme.types(table, other, `tocsin target ${line}`), line).toContain("Only whoever made it");
      }
    }
    expect(await acme.types(table, ada, "tocsin target edit managers:@grace ops")).toContain("is changed");
    expect(await acme.types(table, grace, "tocsin target edit merge:on ops")).toContain("is changed");
    expect(await acme.types(table, lin, "tocsin target off ops")).toContain("Only whoever made it");
    await acme.types(table, ada, "tocsin team create people:@lin duty");
    await acme.types(table, ada, "tocsin target edit managers:duty ops");
    expect(await acme.types(table, lin, "tocsin target off ops")).toContain("is off");
    expect(await acme.types(table, grace, "tocsin target on ops")).toContain("Only whoever made it");
    await acme.types(table, ada, "tocsin target edit managers:none ops");
    expect(await acme.types(table, lin, "tocsin target on ops")).toContain("Only whoever made it");
  });
});

describe("/tocsin contact", () => {
  it("is one's own: nobody else sees, tests or changes it", async () => {
    await using acme = await testWorkspace();
    const form = await formOf(acme, "lin", "tocsin contact add ntfy phone");
    expect(form.inputs.map(({ name }) => name)).toEqual(["topic", "server", "token"]);
    expect(await submit(acme, "lin", form, { topic: "lin-42" })).toContain(
      "phone · ntfy ntfy.sh is added to your contacts.",
    );
    expect(await acme.types(table, acme.as("lin"), "tocsin contacts")).toBe("- phone · ntfy ntfy.sh (your own)");
    expect(await acme.types(table, acme.as("ada"), "tocsin targets")).toContain("There are no targets yet.");
    expect(await acme.types(table, acme.as("ada"), "tocsin target test phone")).toContain(
      '"phone" is not understood: expected a target',
    );
    await acme.types(table, acme.as("grace"), "tocsin contact add address:grace@home.test email phone");
    expect(await acme.types(table, acme.as("grace"), "tocsin contact test phone")).toContain(
      "grace@home.test took the test",
    );
    expect(await acme.types(table, acme.as("lin"), "tocsin contact delete --yes phone")).toContain("is deleted");
  });

  it("is none of what calls any address one likes", async () => {
    await using acme = await testWorkspace();
    for (const kind of ["webhook", "http", "json"]) {
      await expect(formOf(acme, "grace", `tocsin contact add ${kind} x`)).rejects.toThrow(
        "That is no personal contact.",
      );
    }
  });

  it("goes through the workspace's account where one is offered, and asks for the number alone", async () => {
    await using acme = await testWorkspace();
    const account = `AC${"0".repeat(32)}`;
    const offer = await formOf(acme, "ada", "tocsin target add --offer sms twilio");
    await submit(acme, "ada", offer, { account, token: "hunter2", from: "+4312345678" });
    const form = await formOf(acme, "grace", "tocsin contact add sms phone");
    expect(form).toMatchObject({ known: { mine: "yes", via: "twilio" }, inputs: [{ name: "to" }] });
    expect(await submit(acme, "grace", form, { to: "+43660123" })).toContain("phone · SMS (Twilio) +43…123 is added");
    await acme.types(table, acme.as("grace"), "tocsin contact test phone");
    expect(acme.outside.posted[0]?.to.settings).toEqual({
      account,
      token: "hunter2",
      from: "+4312345678",
      to: "+43660123",
    });
    const edit = await formOf(acme, "grace", "tocsin contact edit phone");
    expect(JSON.stringify(edit)).not.toContain(account);
    expect(await acme.types(table, acme.as("ada"), "tocsin target delete --yes twilio")).toContain(
      "One contact goes through twilio.",
    );
    await acme.types(table, acme.as("ada"), "tocsin target off twilio");
    expect(await acme.types(table, acme.as("grace"), "tocsin contact test phone")).toContain("twilio is switched off.");
    await acme.types(table, acme.as("ada"), "tocsin target add address:a@example.com email mail");
    const refused = await acme.types(table, acme.as("grace"), "tocsin contact add via:mail to:+43660123 sms other");
    expect(refused).toContain("mail is not offered for that.");
  });

  it("follows whoever turns out to be somebody else", async () => {
    await using acme = await testWorkspace();
    await acme.types(table, acme.as("ada"), "tocsin contact add address:ada@home.test email home");
    await acme.types(table, acme.as("grace"), "tocsin contact add address:grace@home.test email home");
    await acme.types(table, acme.as("ada"), "tocsin target add address:ops@example.com email ops");
    await acme.types(table, acme.as("ada"), "tocsin target edit members:@grace managers:@grace ops");
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await acme.types(table, acme.as("ada"), "tocsin link"))?.[0];
    await acme.types(table, acme.as("grace"), `tocsin link --yes ${code}`);
    expect(await acme.types(table, acme.as("ada"), "tocsin contacts")).toMatch(
      /^- home · E-mail ada@home\.test \(your own\)\n- home · E-mail grace@home\.test \(home-\w{6}, your own\)$/u,
    );
    const [{ people = "" } = {}] = await acme.database.read(async (tx) =>
      rowsOf<{ people: string }>(
        await tx.execute(
          sql`select array_to_string(members || managers, ' ') as people from targets where key = 'ops'`,
        ),
      ),
    );
    expect(people).toBe(`person:${acme.people.ada} person:${acme.people.ada}`);
  });
});
