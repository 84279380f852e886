import type { Workspace } from "../domain/workspace.ts";
import type { Message } from "./message.ts";
import { button, code, controls, field, fields, note } from "./say.ts";

/** How the workspace is set up. */
export const settingsCard = (workspace: Workspace): Message => ({
  summary: `Settings of ${workspace.name}`,
  blocks: [
    fields(
      field("Name", workspace.name),
      field("Time zone", workspace.zone),
      field("Shipped severities", workspace.shippedSeverities ? "on" : "off"),
      field("SEV1 is", workspace.priorityAliases.toUpperCase()),
    ),
    controls(
      button("Severities", "tocsin severity list"),
      button("Channels", "tocsin channel list"),
      button("Teams", "tocsin team list"),
      button("Mappings", "tocsin channel mappings"),
    ),
    note("Change them: ", code('/tocsin settings zone:Europe/Berlin name:"Acme"')),
  ],
});
