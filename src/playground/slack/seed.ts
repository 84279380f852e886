export interface SeedPerson {
  readonly handle: string;
  readonly name: string;
  readonly email?: string;
  readonly zone?: string;
  readonly owner?: boolean;
  readonly avatar?: string;
}

export interface SeedChannel {
  readonly name: string;
  readonly private?: boolean;
  readonly topic?: string;
  /** Handles; the bot is "tocsin". Absent: every person, not the bot. */
  readonly members?: readonly string[];
}

export interface SeedGroup {
  readonly handle: string;
  readonly name: string;
  readonly members: readonly string[];
}

export interface Seed {
  readonly team: { readonly name: string; readonly domain: string };
  readonly people: readonly SeedPerson[];
  readonly channels: readonly SeedChannel[];
  readonly groups?: readonly SeedGroup[];
  readonly bot?: { readonly handle: string; readonly name: string };
}

const everyone = ["ada", "lin", "grace", "sam"];

export const defaultSeed: Seed = {
  team: { name: "Acme", domain: "acme" },
  people: [
    { handle: "ada", name: "Ada Okafor", zone: "Europe/London", owner: true, avatar: "#7c3aed" },
    { handle: "lin", name: "Lin Wei", zone: "Asia/Singapore", avatar: "#0f766e" },
    { handle: "grace", name: "Grace Nilsson", zone: "Europe/Stockholm", avatar: "#be185d" },
    { handle: "sam", name: "Sam Ortiz", zone: "America/New_York", avatar: "#b45309" },
  ],
  channels: [
    { name: "general", topic: "Company-wide news", members: [...everyone, "tocsin"] },
    { name: "incidents", topic: "What is broken right now", members: [...everyone, "tocsin"] },
    { name: "payments", topic: "The payments team", members: ["ada", "lin", "grace", "tocsin"] },
    { name: "random", topic: "Everything else", members: everyone },
    { name: "leads", private: true, topic: "Team leads", members: ["ada", "grace"] },
  ],
  groups: [{ handle: "payments-team", name: "Payments team", members: ["ada", "lin", "grace"] }],
  bot: { handle: "tocsin", name: "Tocsin" },
};
