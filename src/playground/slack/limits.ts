/** Slack's own numbers, in characters unless they count things. */
export const limits = {
  text: 40_000,
  changedTextBytes: 4_000,
  markdownInMessage: 12_000,
  blocksInMessage: 50,
  blocksInView: 100,
  sectionText: 3_000,
  fields: 10,
  fieldText: 2_000,
  actions: 25,
  contextElements: 10,
  header: 150,
  buttonText: 75,
  value: 2_000,
  id: 255,
  url: 3_000,
  options: 100,
  optionGroups: 100,
  optionText: 75,
  optionValue: 150,
  placeholder: 150,
  label: 2_000,
  altText: 2_000,
  viewTitle: 24,
  privateMetadata: 3_000,
  viewStack: 3,
  viewBytes: 250_000,
  attachments: 100,
  metadataBytes: 16_000,
  bookmarks: 100,
  pins: 100,
  reactions: 23,
  topic: 250,
  fileBytes: 1_000_000_000,
} as const;

/** What is too long is cut, not refused. */
export function cutText(text: string): string {
  return text.length > limits.text ? text.slice(0, limits.text) : text;
}

export function noteLength(text: string): readonly string[] {
  return text.length > limits.text ? ["message_truncated"] : [];
}
