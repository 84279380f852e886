// @ts-check

/** @param {string} as @param {string} key */
const nameOf = (as, key) => `tocsin draft ${as} ${key}`;

/** What somebody began to write in a conversation or thread. @param {string} as @param {string} key */
export const readDraft = (as, key) => sessionStorage.getItem(nameOf(as, key)) ?? "";

/** @param {string} as @param {string} key @param {string} text */
export function keepDraft(as, key, text) {
  if (text.trim() === "") sessionStorage.removeItem(nameOf(as, key));
  else sessionStorage.setItem(nameOf(as, key), text);
}
