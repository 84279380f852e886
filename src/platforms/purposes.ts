/** What each slash command is for; the table says which there are. */
export const purposes: Readonly<Record<string, { readonly description: string; readonly hint: string }>> = {
  incident: {
    description: "Open incidents, work on them and resolve them",
    hint: "open sev1 checkout down | list | help",
  },
  oncall: { description: "Who is on call, and when", hint: "now | help" },
  tocsin: { description: "Channels, teams, severities and settings", hint: "channel map all | help" },
};
