import { describe, expect, it } from "vitest";
import { buildTable } from "../../src/commands/table.ts";
import { tocsinAliases, tocsinCommands } from "../../src/commands/tocsin.ts";
import { losePlace } from "../../src/services/mapping/lose.ts";
import { severitiesOf } from "../../src/services/severity/list.ts";
import { channelsByKey } from "../../src/store/channels.ts";
import { channelsMappedTo, mappingsForIncident, wantsRoom } from "../../src/store/mappings.ts";
import { type TestWorkspace, testWorkspace } from "../support/command-ctx.ts";
import { buttonsOf } from "../support/said.ts";

const table = buildTable(tocsinCommands, tocsinAliases);

/** The chats an incident of these channels and severity is shown in. */
const shownIn = async (acme: TestWorkspace, keys: readonly string[], severity?: string) => {
  const rank = (await severitiesOf(acme.as("ada"))).find(({ key }) => key === severity)?.rank;
  return acme.database.read(async (tx) => {
    const channels = (await channelsByKey(tx, acme.workspace, keys)).map(({ id }) => id);
    const scope = { channels, ...(rank === undefined ? {} : { severityRank: rank }) };
    const places = await mappingsForIncident(tx, acme.workspace, scope);
    return places.map(({ name, banner }) => (banner ? name : `${name} without banner`));
  });
};

describe("/tocsin channel map", () => {
  it("shows a channel in the chat channel it is typed in, thread or not", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    const inThread = { ...ada, place: { connection: acme.connection, chat: "C-OPS", thread: "1.2" } };
    expect(await acme.types(table, inThread, "tocsin channel map all")).toContain(
      "New incidents of #all are shown in #ops from now on.",
    );
    expect(await acme.types(table, ada, "tocsin channel map all")).toContain("#all is shown here already.");
    expect(await acme.types(table, ada, "tocsin channel show all")).toContain("Shown in:\n- #ops");
    expect(await shownIn(acme, [])).toEqual(["ops"]);
    expect(await acme.owed("banner")).toEqual([
      { kind: "banner", place: { connection: acme.connection, chat: "C-OPS" } },
    ]);
    expect(await acme.audited("mapping")).toMatchObject([{ kind: "created", data: { channel: "all", chat: "ops" } }]);
  });

  it("refuses a place the bot cannot post in, with the remedy", async () => {
    await using acme = await testWorkspace();
    acme.slack.closed.add("C-SECRET");
    expect(await acme.types(table, acme.as("ada", "C-SECRET"), "tocsin channel map all")).toContain(
      "Type /invite @Tocsin there",
    );
    expect(await acme.types(table, acme.as("ada"), "tocsin channel mappings")).toContain(
      "No channel is shown anywhere",
    );
  });

  it("announces only from a severity up, and changes its mind", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    expect(await acme.types(table, ada, "tocsin channel map least:sev2 banner:off all")).toContain(
      "#all are shown in #ops from SEV2 High up, without a banner.",
    );
    expect(await shownIn(acme, [], "sev1")).toEqual(["ops without banner"]);
    expect(await shownIn(acme, [], "sev2")).toEqual(["ops without banner"]);
    expect(await shownIn(acme, [], "sev3")).toEqual([]);
    expect(await shownIn(acme, [])).toEqual([]);
    expect(await acme.types(table, ada, "tocsin channel map least:off all")).toContain(
      "Changed: #all is shown in #ops",
    );
    expect(await shownIn(acme, [])).toEqual(["ops without banner"]);
  });

  it("gives one place one card, however many channels lead there", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    acme.slack.names.set("C-PAY", "pay-alerts");
    for (const name of ["payments", "checkout"]) await acme.types(table, ada, `tocsin channel create ${name}`);
    await acme.types(table, ada, "tocsin channel map banner:off all");
    await acme.types(table, ada, "tocsin channel map payments");
    await acme.types(table, acme.as("ada", "C-PAY"), "tocsin channel map payments");
    await acme.types(table, acme.as("ada", "C-PAY"), "tocsin channel map checkout");
    expect((await shownIn(acme, ["payments", "checkout"])).sort()).toEqual(["ops", "pay-alerts"]);
    expect(await shownIn(acme, [])).toEqual(["ops without banner"]);
    const there = await acme.database.read((tx) =>
      channelsMappedTo(tx, acme.workspace, { connection: acme.connection, chat: "C-PAY" }),
    );
    expect(there.map(({ key }) => key)).toEqual(["checkout", "payments"]);
  });

  it("stops, here by name and elsewhere by a button", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin channel map all");
    expect(await acme.types(table, acme.as("ada", "C-OTHER"), "tocsin channel unmap all")).toContain(
      "#all is not shown there.",
    );
    const listed = await acme.answers(table, acme.as("ada", "C-OTHER"), "tocsin channel mappings");
    expect(await acme.types(table, acme.as("ada", "C-OTHER"), buttonsOf(listed)["Stop"] ?? "")).toBe(
      "#all is no longer shown in #ops. Cards that are there stay.",
    );
    expect(await shownIn(acme, [])).toEqual([]);
    expect((await acme.audited("mapping")).map(({ kind }) => kind)).toEqual(["created", "removed"]);
  });

  it("tells the creator of a channel, and of all whoever mapped it, that a place is lost", async () => {
    await using acme = await testWorkspace();
    const place = { connection: acme.connection, chat: "C-OPS" };
    await acme.types(table, acme.as("grace"), "tocsin channel create payments");
    await acme.types(table, acme.as("ada"), "tocsin channel map payments");
    await acme.types(table, acme.as("ada"), "tocsin channel map all");
    const told = async () =>
      (await losePlace(acme.as("ada"), place, "it was archived")).map(({ person, channels, chatName }) => ({
        person,
        chatName,
        channels: channels.map(({ key }) => key),
      }));
    const expected = [
      { person: acme.people.grace, chatName: "ops", channels: ["payments"] },
      { person: acme.people.ada, chatName: "ops", channels: ["all"] },
    ];
    expect(await told()).toEqual(expected);
    expect(await told()).toEqual(expected);
    expect(await shownIn(acme, ["payments"])).toEqual([]);
    expect(await acme.types(table, acme.as("ada"), "tocsin channel mappings")).toContain("Lost: it was archived");
    await acme.types(table, acme.as("ada"), "tocsin channel map all");
    expect(await shownIn(acme, [])).toEqual(["ops"]);
    expect(await acme.types(table, acme.as("ada"), "tocsin channel mappings")).not.toContain("Lost");
    expect(await acme.audited("connection")).toHaveLength(1);
  });

  it("gives grave incidents of a channel a chat channel of their own", async () => {
    await using acme = await testWorkspace();
    const ada = acme.as("ada");
    await acme.types(table, ada, "tocsin channel create payments");
    expect(await acme.types(table, ada, "tocsin channel room payments")).toContain("no chat channels of their own");
    expect(await acme.types(table, ada, "tocsin channel room payments sev2")).toContain("from SEV2 High up");
    expect(await acme.types(table, ada, "tocsin channel room payments sev2")).toContain("already set up so");
    const wants = (keys: readonly string[], severityRank?: number) =>
      acme.database.read(async (tx) => {
        const channels = (await channelsByKey(tx, acme.workspace, keys)).map(({ id }) => id);
        return wantsRoom(tx, acme.workspace, { channels, ...(severityRank === undefined ? {} : { severityRank }) });
      });
    expect(await wants(["payments"], 10)).toBe(true);
    expect(await wants(["payments"], 30)).toBe(false);
    expect(await wants(["payments"])).toBe(false);
    expect(await wants([], 10)).toBe(false);
    expect(await acme.types(table, ada, "tocsin channel room payments off")).toContain("no longer get chat channels");
    expect(await wants(["payments"], 10)).toBe(false);
  });
});
