export interface SeedPerson {
  readonly handle: string;
  /** The display name. */
  readonly name: string;
  /** Absent: the handle. */
  readonly username?: string;
  readonly nick?: string;
  readonly owner?: boolean;
  readonly avatar?: string;
  readonly roles?: readonly string[];
}

export interface SeedChannel {
  readonly name: string;
  readonly kind?: "text" | "forum";
  readonly topic?: string;
  /** Handles or role names that see a private channel; absent: everybody does. */
  readonly only?: readonly string[];
  /** A forum's tags. */
  readonly tags?: readonly { readonly name: string; readonly emoji?: string; readonly moderated?: boolean }[];
}

export interface SeedRole {
  readonly name: string;
  readonly color?: number;
  readonly mentionable?: boolean;
}

export interface DiscordSeed {
  readonly guild: string;
  readonly people: readonly SeedPerson[];
  readonly roles?: readonly SeedRole[];
  readonly channels: readonly SeedChannel[];
  readonly bot?: { readonly handle: string; readonly name: string };
}

export const defaultSeed: DiscordSeed = {
  guild: "Acme",
  people: [
    { handle: "ada", name: "Ada Okafor", owner: true, avatar: "#7c3aed" },
    { handle: "lin", name: "Lin", username: "linw", avatar: "#0f766e", roles: ["on-call"] },
    { handle: "grace", name: "Grace Nilsson", username: "grace.n", avatar: "#be185d", roles: ["on-call"] },
    { handle: "sam", name: "sammy", username: "sam_ortiz", nick: "Sam Ortiz", avatar: "#b45309" },
  ],
  roles: [{ name: "on-call", color: 0xdc_26_26, mentionable: true }],
  channels: [
    { name: "general", topic: "Company-wide news" },
    { name: "incidents", topic: "What is broken right now" },
    { name: "payments", topic: "The payments team" },
    {
      name: "war-room",
      kind: "forum",
      topic: "A post for each incident",
      tags: [
        { name: "Open", emoji: "🔴" },
        { name: "Acknowledged", emoji: "🟡" },
        { name: "Resolved", emoji: "🟢" },
        { name: "High" },
        { name: "Low" },
      ],
    },
    { name: "leads", topic: "Team leads", only: ["ada", "grace"] },
  ],
  bot: { handle: "tocsin", name: "Tocsin" },
};
