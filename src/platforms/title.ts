import { incidentName } from "../domain/incident/incident.ts";
import type { Letter } from "../presentation/letter.ts";
import { oneLine } from "./shorten.ts";

/** "INC-42 · Checkout is down"; without an incident, who is speaking. */
export const titleOf = ({ facts: { incident } }: Letter): string =>
  incident === undefined ? "Tocsin" : oneLine(`${incidentName(incident.incident)} · ${incident.incident.title}`);
