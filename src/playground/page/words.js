// @ts-check

/** Slack's error codes as its own client words them. */
const WORDS = /** @type {Record<string, string>} */ ({
  already_archived: "This channel is already archived.",
  already_reacted: "You already added that reaction.",
  cant_delete_message: "You cannot delete this message.",
  cant_update_message: "You cannot edit this message.",
  channel_not_found: "This conversation does not exist any more.",
  file_empty: "That file is empty.",
  invalid_name: "Channel names are lower case, without spaces or full stops.",
  invalid_name_specials: "Channel names are letters, numbers, hyphens and underscores.",
  is_archived: "This channel is archived.",
  message_not_found: "This message does not exist any more.",
  name_taken: "That name is already taken by a channel or person.",
  no_such_action: "This button does not exist any more.",
  no_text: "There is nothing to send.",
  not_in_channel: "Join the channel first.",
  thread_not_found: "This thread does not exist any more.",
  view_not_found: "This form is closed already.",
});

/** Slack's word for what went wrong, as a sentence. @param {string | undefined} error */
export function explain(error) {
  if (error === undefined) return "That did not work.";
  if (/^operation_timeout|^dispatch_failed|^http_/.test(error)) return `The app did not answer (${error}). Try again?`;
  return WORDS[error] ?? error;
}
