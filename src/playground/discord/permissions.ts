export const permissions = {
  createInvite: 1n << 0n,
  kickMembers: 1n << 1n,
  administrator: 1n << 3n,
  manageChannels: 1n << 4n,
  manageGuild: 1n << 5n,
  addReactions: 1n << 6n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  mentionEveryone: 1n << 17n,
  manageRoles: 1n << 28n,
  useCommands: 1n << 31n,
  manageThreads: 1n << 34n,
  createPublicThreads: 1n << 35n,
  createPrivateThreads: 1n << 36n,
  sendInThreads: 1n << 38n,
  pinMessages: 1n << 51n,
} as const;

export type Permission = keyof typeof permissions;

export const allPermissions = (1n << 53n) - 1n;

export function bitsOf(names: readonly Permission[]): string {
  return String(names.reduce((bits, name) => bits | permissions[name], 0n));
}

/** What @everyone may at first. */
export const everyoneMay = bitsOf([
  "createInvite",
  "addReactions",
  "viewChannel",
  "sendMessages",
  "embedLinks",
  "attachFiles",
  "readHistory",
  "useCommands",
  "createPublicThreads",
  "createPrivateThreads",
  "sendInThreads",
]);

/** What the bot asks for when it is added, unless it is told otherwise. */
export const botMay = bitsOf([
  "manageChannels",
  "manageRoles",
  "addReactions",
  "viewChannel",
  "sendMessages",
  "embedLinks",
  "attachFiles",
  "readHistory",
  "manageThreads",
  "createPublicThreads",
  "createPrivateThreads",
  "sendInThreads",
  "pinMessages",
]);
