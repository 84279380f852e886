import { expect, it } from "vitest";
import { openKeys } from "../../src/store/key.ts";
import { openVault } from "../../src/store/seal.ts";

const key = (n: number) => Buffer.alloc(32, n).toString("base64");
const vaultOf = async (...keys: readonly string[]) => openVault(await openKeys(keys, "/nowhere"));

it("gives back what was sealed, and never seals the same twice", async () => {
  const vault = await vaultOf(key(1));
  const text = 'a "secret" with ünïcode 🔑 and nothing at all: ';
  const [first, second] = [vault.seal("target", "row-1", text), vault.seal("target", "row-1", text)];
  expect(first).not.toBe(second);
  expect(first).not.toContain("secret");
  expect(vault.unseal("target", "row-1", first)).toBe(text);
  expect(vault.unseal("target", "row-1", vault.seal("target", "row-1", ""))).toBe("");
});

it("opens nothing for another row or another purpose", async () => {
  const vault = await vaultOf(key(1));
  const sealed = vault.seal("target", "row-1", "hunter2");
  expect(vault.unseal("target", "row-2", sealed)).toBeNull();
  expect(vault.unseal("receipt", "row-1", sealed)).toBeNull();
});

it("opens nothing that was changed, cut or made up", async () => {
  const vault = await vaultOf(key(1));
  const sealed = vault.seal("target", "row-1", "hunter2");
  const other = sealed.at(-4) === "A" ? "B" : "A";
  const body = sealed.split(".")[2] ?? "";
  const name = sealed.split(".")[1] ?? "";
  const forged = [
    `${sealed.slice(0, -4)}${other}${sealed.slice(-3)}`,
    sealed.slice(0, -6),
    `v2.${name}.${body}`,
    `v1.${name}.`,
    `v1.${name}`,
    "",
    "hunter2",
  ];
  for (const one of forged) expect(vault.unseal("target", "row-1", one)).toBeNull();
});

it("still opens what an older key sealed, and seals with the newest", async () => {
  const before = await vaultOf(key(1));
  const sealed = before.seal("target", "row-1", "hunter2");
  const during = await vaultOf(key(2), key(1));
  expect(during.unseal("target", "row-1", sealed)).toBe("hunter2");
  expect(sealed.startsWith(during.mark("target"))).toBe(false);
  const anew = during.seal("target", "row-1", "hunter2");
  expect(anew.startsWith(during.mark("target"))).toBe(true);
  const after = await vaultOf(key(2));
  expect(after.unseal("target", "row-1", anew)).toBe("hunter2");
  expect(after.unseal("target", "row-1", sealed)).toBeNull();
});
