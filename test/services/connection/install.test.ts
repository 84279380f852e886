import { describe, expect, it } from "vitest";
import type { ConnectionId } from "../../../src/domain/ids.ts";
import {
  type Installing,
  installedTeams,
  inviteInstall,
  joinByInstall,
  openToken,
} from "../../../src/services/connection/install.ts";
import { letOut, loseConnection } from "../../../src/services/connection/lose.ts";
import { resealTokens } from "../../../src/services/connection/reseal.ts";
import { freshId } from "../../../src/services/ctx.ts";
import { systemCtx } from "../../../src/services/system.ts";
import { createWorkspace } from "../../../src/services/workspace/create.ts";
import { putConnection } from "../../../src/store/connections.ts";
import { openKeys } from "../../../src/store/key.ts";
import { openVault } from "../../../src/store/seal.ts";
import { type TestWorkspace, testWorkspace } from "../../support/command-ctx.ts";

const key = (n: number) => Buffer.alloc(32, n).toString("base64");
const vaultOf = async (...keys: readonly string[]) => openVault(await openKeys(keys, "/nowhere"));

const globex: Installing = {
  externalId: "T2",
  name: "Globex",
  botAccount: "UBOT2",
  address: "https://globex.slack.com/",
  token: "xoxb-globex",
};

const join = async (acme: TestWorkspace, vault: Awaited<ReturnType<typeof vaultOf>>, installing = globex) =>
  joinByInstall(acme.as("ada"), vault, { secret: await inviteInstall(acme.as("ada")), installing });

const installed = async (acme: TestWorkspace) => {
  const [only] = await installedTeams(acme.as("ada"));
  if (only === undefined) throw new Error("No team was let in.");
  return only;
};

it("a team's token is sealed anew with the newest key, and opens with that one alone", async () => {
  await using acme = await testWorkspace();
  await join(acme, await vaultOf(key(1)));
  const before = await installed(acme);
  await resealTokens(acme.as("ada"), await vaultOf(key(2), key(1)));
  const after = await installed(acme);
  expect(after.token).not.toBe(before.token);
  expect(openToken(await vaultOf(key(2)), after)).toBe("xoxb-globex");
  expect(openToken(await vaultOf(key(1)), after)).toBeNull();
});

it("a token that no key opens any more stays as it is", async () => {
  await using acme = await testWorkspace();
  await join(acme, await vaultOf(key(1)));
  const before = await installed(acme);
  await resealTokens(acme.as("ada"), await vaultOf(key(2)));
  expect(await installed(acme)).toEqual(before);
});

it("a team of another workspace is not taken over, and the link stays good", async () => {
  await using acme = await testWorkspace();
  const { database, clock } = acme;
  const vault = await vaultOf(key(1));
  await database.transact(async (tx) => {
    const workspace = await createWorkspace(tx, { name: "Initech", zone: "UTC", now: clock.now() });
    const team = {
      id: freshId<ConnectionId>(),
      workspace,
      platform: "slack",
      externalId: "T3",
      name: "Initech",
    } as const;
    await putConnection(tx, { ...team, botAccount: "U3" }, clock.now());
  });
  const secret = await inviteInstall(acme.as("ada"));
  const initech = { ...globex, externalId: "T3", name: "Initech" };
  await expect(joinByInstall(acme.as("ada"), vault, { secret, installing: initech })).rejects.toThrow(
    "Initech belongs to another Tocsin workspace already",
  );
  await joinByInstall(acme.as("ada"), vault, { secret, installing: globex });
  await expect(joinByInstall(acme.as("ada"), vault, { secret, installing: globex })).rejects.toThrow("has been used");
});

describe("a token that is refused", () => {
  it("after the team gave another one changes nothing", async () => {
    await using acme = await testWorkspace();
    const vault = await vaultOf(key(1));
    await join(acme, vault);
    const old = await installed(acme);
    await join(acme, vault, { ...globex, token: "xoxb-newer" });
    await loseConnection(systemCtx(acme.as("ada"), acme.workspace), old.connection, old.token);
    expect((await installed(acme)).isGone).toBe(false);
    expect(await acme.owed("left")).toEqual([]);
  });

  it("is told of once, and written into the audit", async () => {
    await using acme = await testWorkspace();
    await join(acme, await vaultOf(key(1)));
    const { connection, token } = await installed(acme);
    const ctx = systemCtx(acme.as("ada"), acme.workspace);
    await loseConnection(ctx, connection, token);
    await loseConnection(ctx, connection, token);
    expect(await acme.owed("left")).toEqual([{ kind: "left", connection: connection.id }]);
    expect(await acme.audited("connection")).toEqual([{ kind: "changed", data: { gone: "Globex" } }]);
    expect(letOut("Globex")).toBe("Globex has removed Tocsin");
  });
});
